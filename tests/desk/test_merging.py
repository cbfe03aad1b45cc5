"""Who shares a case in the invented broadcast, whose comments say what they are."""

from collections import Counter, defaultdict
from math import comb
from pathlib import Path
from statistics import mean

import pytest

from connectors.demo.broadcast import broadcast
from connectors.events import CommentReceived, Truth
from console.desk import DeskState, Heard, apply, decide
from console.model.commands import Refusal
from console.model.events import CaseMerged, CaseOpened
from console.triage import Triage

Meaning = tuple[str, str | None, str | None]


@pytest.fixture(scope="module")
def triage() -> Triage:
    """Return triage as it is shipped."""
    return Triage.load(Path(__file__).parents[2] / "config" / "lexicon")


def served(triage: Triage, seed: int) -> dict[str, list[Truth]]:
    """Return, per case of twenty busy minutes, what each of its asks really was."""
    state = DeskState()
    truths: defaultdict[str, list[Truth]] = defaultdict(list)
    for _, event in broadcast(seed, 20, 600):
        message = (
            Heard(event, triage.read(event.text, state.product))
            if isinstance(event, CommentReceived)
            else event
        )
        caused = decide(state, message, event.at)
        assert not isinstance(caused, Refusal)
        for happened in caused:
            apply(state, happened)
            if not isinstance(happened, CaseOpened | CaseMerged) or not isinstance(event, CommentReceived):
                continue
            if event.truth and not (isinstance(happened, CaseMerged) and happened.nudge):
                truths[happened.case].append(event.truth)
    return truths


def meaning(truth: Truth) -> Meaning:
    """Return what two comments must share to be one question."""
    return truth.intent, truth.product, truth.slot


@pytest.mark.parametrize("seed", [11, 5, 23])
def test_those_who_share_a_case_ask_the_same(triage: Triage, seed: int) -> None:
    """Of all pairs in a case, and of all asks, 98 in 100 agree in intent, product and slot; sizes never mix."""
    cases = served(triage, seed)
    pairs = agreeing = asks = with_most = 0
    for truths in cases.values():
        meanings = Counter(map(meaning, truths))
        pairs += comb(len(truths), 2)
        agreeing += sum(comb(count, 2) for count in meanings.values())
        asks += len(truths)
        with_most += max(meanings.values())
    figures = (
        f"{asks} asks in {len(cases)} cases, {agreeing} of {pairs} pairs, {with_most} asks with the most"
    )
    assert 0.98 <= agreeing / pairs, figures
    assert 0.98 <= with_most / asks, figures
    mixed = [slots for truths in cases.values() if len(slots := {one.slot for one in truths if one.slot}) > 1]
    assert [] == mixed, figures


@pytest.mark.parametrize("seed", [11, 5, 23])
def test_merging_still_saves_most_of_the_work(triage: Triage, seed: int) -> None:
    """A merged case has five askers on average, and two asks in five need no case of their own."""
    sizes = [len(truths) for truths in served(triage, seed).values()]
    assert 5 <= mean(size for size in sizes if size > 1)
    assert len(sizes) <= 0.6 * sum(sizes)
