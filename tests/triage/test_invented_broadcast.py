"""How well triage reads the invented broadcast, whose comments say what they are."""

from connectors.demo.broadcast import broadcast
from connectors.events import CommentReceived
from console.triage import Triage


def agreement(pairs: list[tuple[bool, bool]]) -> float:
    """Return the F1 of pairs of (so it is, so triage said)."""
    both = sum(really and said for really, said in pairs)
    return 2 * both / sum(really + said for really, said in pairs)


def test_a_shops_own_evening_is_read_well(triage: Triage) -> None:
    """Questions and complaints among the different comments of half an hour on sale."""
    comments = {
        event.text: event.truth
        for _, event in broadcast(seed=5)
        if isinstance(event, CommentReceived) and event.truth
    }
    read = [(truth, triage.read(text)) for text, truth in comments.items()]
    assert 1_000 < len(read)
    assert 0.93 < agreement([(truth.question, verdict.question) for truth, verdict in read])
    assert 0.80 < agreement([(truth.complaint, verdict.complaint) for truth, verdict in read])
