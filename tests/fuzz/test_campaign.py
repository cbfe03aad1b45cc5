"""A small campaign against every protocol: nothing comes of a bad frame but events, or the error that says so."""

import pytest

from connectors.events import Unparsed
from tests.connectors.moments import AT
from tests.connectors.own_frames import OWN
from tests.fuzz.campaign import campaign, decoder, decoding_feeds, seeds
from tests.fuzz.mutator import Mutator

FRAMES = 40_000  # a protocol; `python -m tests.fuzz` does the whole


@pytest.mark.parametrize("feed", decoding_feeds())
def test_bad_frames_are_events_or_refused(feed: str) -> None:
    """Flipped, cut, spliced, retyped, doubled, nested: no other error, nothing unsound, nothing slow."""
    report = campaign(feed, FRAMES, seed=20)

    assert FRAMES == report.frames
    assert report.events
    assert report.refused
    assert {} == {fault: frame[:200] for fault, frame in report.faults.items()}


@pytest.mark.parametrize("feed", decoding_feeds())
def test_every_protocol_begins_with_sound_frames_of_our_own(feed: str) -> None:
    """The first tells something, and all can be read; otherwise the campaign would only knock at the door."""
    decode = decoder(feed)
    first, *others = OWN[feed]

    assert decode(first, AT)
    for frame in others:
        assert not [event for event in decode(frame, AT) if isinstance(event, Unparsed)]


def test_the_same_seed_makes_the_same_frames() -> None:
    """A fault found once can be found again."""
    first, second, other = (Mutator(seeds("oba"), seed) for seed in (1, 1, 2))
    made = [first.frame() for _ in range(200)]

    assert made == [second.frame() for _ in range(200)]
    assert made != [other.frame() for _ in range(200)]
