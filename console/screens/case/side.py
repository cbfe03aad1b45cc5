"""The side of the screen that belongs to the open case: the case, the reply box with its drafts, the hint."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import TextArea

from console.playbook import Script
from console.screens.case.drafts import EMPTY, Draft, Drafts
from console.screens.case.hint import ReplyHint
from console.screens.case.pane import CasePane
from console.screens.case.reply_box import ReplyBox, harmless


class CaseSide(Vertical):
    """Keeps a draft for every case; the box always holds that of the case it was last `turned` to.

    `bare` says that this case's texts are shown with the personal data in them; turning to another one hides it.
    """

    def __init__(self, *, id: str) -> None:  # noqa: A002 - textual's own name for it
        super().__init__(id=id)
        self.drafts = Drafts()
        self.pane = CasePane(id="case")
        self.box = ReplyBox(id="reply")
        self.hint = ReplyHint(id="hint")
        self.bare = False
        self._case_id: str | None = None

    def compose(self) -> ComposeResult:
        """Lay out the three."""
        yield self.pane
        yield self.box
        yield self.hint

    @property
    def draft(self) -> Draft:
        """What stands in the reply box."""
        return self.drafts.of(self._case_id or "")._replace(text=self.box.text)

    def turn(self, case_id: str | None) -> None:
        """Show the draft of another case; what stands in the box is kept for its own."""
        if case_id == self._case_id:
            return
        self._keep()
        self.bare = False
        self._case_id = case_id
        self.box.write(self.drafts.of(case_id or "").text)

    def insert(self, script: Script, filled: str) -> None:
        """Put a script into the reply box: in place of an untouched one, else on a new line after the agent's words."""
        before, filled = self.draft, harmless(filled).strip()
        self.box.write(filled if before.is_untouched else f"{before.text.rstrip()}\n{filled}")
        if self._case_id is not None:
            self.drafts.keep(self._case_id, before.insert(script, filled, self.box.text))
        self.screen.set_focus(self.box)

    def forget(self, case_id: str, draft: Draft) -> None:
        """Drop a draft that was sent, unless more has been written meanwhile."""
        self._keep()
        if self.drafts.of(case_id).text == draft.text:
            self.drafts.keep(case_id, EMPTY)
            if self._case_id == case_id:
                self.box.write("")

    def give_back(self, case_id: str, draft: Draft) -> None:
        """Put a draft back that was not sent; what has been written meanwhile stands below it."""
        self._keep()
        written = self.drafts.of(case_id).text
        if written.strip():
            draft = draft._replace(text=f"{draft.text}\n{written}")
        self.drafts.keep(case_id, draft)
        if self._case_id == case_id:
            self.box.write(draft.text)

    @on(TextArea.Changed)
    def _keep(self) -> None:
        if self._case_id is not None:
            self.drafts.keep(self._case_id, self.draft)
