"""Tell a person what went wrong: title, sentence, next step, on stderr."""

import sys

from rich.console import Console
from rich.text import Text

from connectors.problem import Problem
from connectors.text import clean


def stderr() -> Console:
    """Return a console on stderr; nothing printed through it parses markup."""
    return Console(stderr=True, markup=False, highlight=False, soft_wrap=True)


def stdout() -> Console:
    """Return a console on stdout; nothing printed through it parses markup."""
    return Console(markup=False, highlight=False, soft_wrap=True)


def plain(text: str) -> str:
    """Return text that cannot act on the terminal, its lines kept: sentences quote what came from elsewhere."""
    return "\n".join(clean(line) for line in text.splitlines())


def tell(problem: Problem) -> None:
    """Print a problem."""
    console = stderr()
    console.print(Text(plain(problem.title), style="bold red"))
    console.print(Text(plain(problem.sentence)))
    if problem.next_step:
        console.print(Text(f"→ {plain(problem.next_step)}", style="cyan"))


def use_utf8() -> None:
    """Write UTF-8 whatever the system's code page: viewers' names are Chinese on every machine."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
