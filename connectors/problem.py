"""What went wrong, told to a person: a title, a sentence and the next step.

Problem            anything livedesk says to a person in place of a traceback
├── UserProblem    something the person can mend (exit code 2)
└── BrokenProblem  our fault or the machine's (exit code 1)
"""


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
