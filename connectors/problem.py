"""What went wrong, told to a person: a title, a sentence and the next step.

Problem            anything livedesk says to a person in place of a traceback
├── UserProblem    something the person can mend (exit code 2)
└── BrokenProblem  our fault or the machine's (exit code 1)

A `Finding` is one of several things wrong in a file, collected so that all are told in one go.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


class Problem(Exception):  # noqa: N818 - the design page's word; what a person reads is not an "error"
    """A failure in words a person can act on.

    `title` names it in a few words, `sentence` says what happened and where, `next_step` says what to do.
    """

    exit_code = 1

    def __init__(self, title: str, sentence: str, next_step: str = "") -> None:
        super().__init__(f"{title}: {sentence}")
        self.title = title
        self.sentence = sentence
        self.next_step = next_step


class UserProblem(Problem):
    """A mistake the person can mend: a setting, a file, an argument."""

    exit_code = 2


class BrokenProblem(Problem):
    """A fault of the machine or of livedesk itself."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong in what a person wrote, with its place and its remedy.

    `file` is the path as the person knows it, `line` counts from 1 (None where it is not known), `key` is the
    dotted path of the setting or field ("" for the whole file).
    """

    file: str
    line: int | None
    key: str
    sentence: str
    remedy: str = ""

    def __str__(self) -> str:
        """Return the finding on one line, place first."""
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        parts = [place, self.key, self.sentence, self.remedy]
        return " · ".join(part for part in parts if part)


def closest(word: str, known: Iterable[str]) -> str:
    """Return the known word a typing slip most likely meant, "" where none is near."""
    return next(iter(get_close_matches(word, list(known), 1, 0.6)), "")
