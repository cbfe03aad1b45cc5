"""What was written and not yet sent, kept per case: changing to another case never loses a word."""

from typing import NamedTuple

from console.playbook import Script, edit_ratio


class Draft(NamedTuple):
    """An unsent reply. `script` and `filled` are the script it began with and that script's filled text."""

    text: str
    script: Script | None = None
    filled: str = ""

    @property
    def changed(self) -> float:
        """The share of the script's text that was changed, 0 to 1; 0 where there was none."""
        return edit_ratio(self.filled, self.text) if self.script is not None else 0.0

    def insert(self, script: Script, filled: str, text: str) -> "Draft":
        """Return the draft after `filled` was put into it, which made it `text`: the first script stays its origin."""
        if self.script is not None and self.text.strip() and not self.is_untouched:
            return Draft(text, self.script, self.filled)
        return Draft(text, script, filled)

    @property
    def is_untouched(self) -> bool:
        """Whether it is nothing but a script: another script may then take its place."""
        return self.text.strip() in {"", self.filled}


EMPTY = Draft("")


class Drafts:
    """The drafts by case."""

    def __init__(self) -> None:
        self._drafts: dict[str, Draft] = {}

    def of(self, case_id: str) -> Draft:
        """Return a case's draft, an empty one where nothing was written."""
        return self._drafts.get(case_id, EMPTY)

    def has(self, case_id: str) -> bool:
        """Whether something was written and not sent."""
        return case_id in self._drafts

    def keep(self, case_id: str, draft: Draft) -> None:
        """Remember a draft; an empty one is forgotten."""
        if draft.text.strip():
            self._drafts[case_id] = draft
        else:
            self._drafts.pop(case_id, None)
