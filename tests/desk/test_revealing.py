"""Looking at what is hidden: anybody may, and it stands in the journal."""

from console.model.commands import Refusal, Reveal
from console.model.events import CaseRevealed
from tests.desk.acting import ActingDesk


def test_who_looked_and_when_is_written_down(desk: ActingDesk) -> None:
    """Every time, also at somebody else's case; nothing else changes by it."""
    desk.ask(0, "a", "订单尾号1234发了吗")
    desk.claim(1, author="小王")
    before = desk.state.cases["1"].version

    for second in (2, 3):
        caused = desk.do(second, Reveal(id="x", author="小李", case="1"))

        assert [CaseRevealed(at=second * 1000, by="小李", case="1")] == caused
    assert ("小王", before) == (desk.state.cases["1"].owner, desk.state.cases["1"].version)


def test_a_case_nobody_knows_shows_nothing(desk: ActingDesk) -> None:
    """It is refused in words."""
    refusal = desk.do(1, Reveal(id="x", author="小李", case="9"))

    assert isinstance(refusal, Refusal)
    assert "no_such_case" == refusal.code
