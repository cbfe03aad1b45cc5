"""Tell a person what went wrong: title, sentence, next step, on stderr."""

import sys

from rich.console import Console
from rich.text import Text

from connectors.problem import Problem


def stderr() -> Console:
    """Return a console on stderr; nothing printed through it parses markup."""
    return Console(stderr=True, markup=False, highlight=False, soft_wrap=True)


def stdout() -> Console:
    """Return a console on stdout; nothing printed through it parses markup."""
    return Console(markup=False, highlight=False, soft_wrap=True)


def tell(problem: Problem) -> None:
    """Print a problem."""
    console = stderr()
    console.print(Text(problem.title, style="bold red"))
    console.print(Text(problem.sentence))
    if problem.next_step:
        console.print(Text(f"→ {problem.next_step}", style="cyan"))


def use_utf8() -> None:
    """Write UTF-8 whatever the system's code page: viewers' names are Chinese on every machine."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
