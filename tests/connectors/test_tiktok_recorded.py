"""Recorded TikTok payloads beside the project: what each kind becomes, and the same facts as the field's own reader.

They carry names of real people: read where they lie, never copied, and compared without naming any.
"""

import base64
import json
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from connectors.events import (
    AudienceSampled,
    CommentReceived,
    CommentsCleared,
    FeedEvent,
    Followed,
    Gifted,
    Liked,
    ProductExposed,
    Shared,
    StreamEnded,
    StreamStarted,
    ViewerEntered,
)
from connectors.tiktok.tikfinity.protocol import decoder as tikfinity_decoder
from connectors.tiktok.webcast.protocol import decoder, split

FRAMES = Path(__file__).parents[3] / "shared" / "reference" / "frames" / "tiktok"
AT = 1_760_000_000_000

pytestmark = pytest.mark.skipif(
    not FRAMES.is_dir(), reason="the recorded frames are not beside the project (../shared/reference/frames)"
)


def payloads(folders: str = "webcast-jsonl") -> Iterator[tuple[str, bytes]]:
    """Yield every recorded message: its name and its bytes."""
    for file in sorted(FRAMES.glob(f"{folders}/*.jsonl")):
        for line in file.read_bytes().splitlines():
            record = json.loads(line)
            yield record["method"], base64.b64decode(record["payload_b64"])


def decoded(pattern: str) -> list[FeedEvent]:
    """Return the events of the files that match, all of which must be readable."""
    decode = decoder("main")
    files = sorted(FRAMES.glob(pattern))
    assert files
    return [event for file in files for frame in split(file.read_bytes()) for event in decode(frame, AT)]


def test_every_web_message_becomes_what_it_is() -> None:
    """As many of each kind as were recorded."""
    assert {
        CommentReceived: 24 + 7 + 5 + 1,  # chat, question box, stickers, a pin with its text
        Gifted: 16,
        Liked: 12,
        ViewerEntered: 12 + 3,
        Followed: 9,
        Shared: 3,
        AudienceSampled: 10,
        CommentsCleared: 7,
        StreamEnded: 3,
        StreamStarted: 2,
        ProductExposed: 2,
    } == Counter(type(event) for event in decoded("webcast-jsonl/*.jsonl"))


def test_comments_have_all_that_was_recorded_of_them() -> None:
    """Text, viewer, name, id, and the platform's time within a minute of when it was recorded."""
    for file in ("Chat", "QuestionNew", "EmoteChat"):
        for event in decoded(f"webcast-jsonl/Webcast{file}Message.jsonl"):
            assert isinstance(event, CommentReceived)
            assert event.text
            assert event.name
            assert event.id.isdecimal()
            assert event.viewer.removeprefix("tiktok:").isdecimal()
            assert event.sent_at is not None
            assert 1_690_000_000_000 < event.sent_at < 1_710_000_000_000


def test_what_others_have_decoded_reads_the_same() -> None:
    """Exports in JSON, and payloads by themselves."""
    assert {CommentReceived: 1, Liked: 1, AudienceSampled: 1, Followed: 1} == Counter(
        type(event) for event in decoded("webcast-json/*.json")
    )
    assert {CommentReceived: 1, Gifted: 1, CommentsCleared: 1, ProductExposed: 1, Shared: 1} == Counter(
        type(event) for event in decoded("webcast-protobuf/*.bin")
    )


def test_shop_cards_carry_product_and_price() -> None:
    """Two currencies were recorded, both beyond doubt."""
    cards = [*decoded("webcast-jsonl/*Oec*.jsonl"), *decoded("webcast-protobuf/oec*.bin")]

    assert ["THB", "THB", "IDR"] == [card.currency for card in cards if isinstance(card, ProductExposed)]
    for card in cards:
        assert isinstance(card, ProductExposed)
        assert card.product_title
        assert card.product.isdecimal()
        assert card.price


def test_the_flat_events_of_the_library_behind_tikfinity() -> None:
    """Its own documented examples, put into TikFinity's envelope."""
    decode = tikfinity_decoder("main")
    kinds = {}
    for file in sorted(FRAMES.glob("connector-v1-json/*.json")):
        frame = json.dumps({"event": file.stem, "data": json.loads(file.read_bytes())}).encode()
        kinds[file.stem] = [event.__struct_config__.tag for event in decode(frame, AT)]

    assert {
        "emote": ["comment.received"],
        "envelope": [],
        "follow": ["follow"],
        "like": ["like"],
        "linkMicArmies": [],
        "linkMicBattle": [],
        "member": ["viewer.enter"],
        "questionNew": ["comment.received"],
        "roomUser": ["audience.sample"],
        "share": ["share"],
        "subscribe": ["fanclub.join"],
    } == kinds


def _said(message: Any) -> tuple[str, ...]:
    return (str(message.common.msg_id), str(message.user.id), message.user.nickname, message.content)


def _asked(message: Any) -> tuple[str, ...]:
    user = message.data.user
    return (str(message.common.msg_id), str(user.id), user.nickname, message.data.content)


def _did(message: Any) -> tuple[str, ...]:
    return (str(message.common.msg_id), str(message.user.id), message.user.nickname, "")


def _gave(message: Any) -> tuple[str, ...]:
    return (*_did(message), str(message.repeat_count), message.gift.name)


def _liked(message: Any) -> tuple[str, ...]:
    return (*_did(message), str(message.count))


def _ours(event: Any) -> tuple[str, ...]:
    """Return the same facts of our event; what a sticker is told as is no text of the platform's."""
    facts = (event.id, event.viewer.removeprefix("tiktok:"), event.name)
    text = getattr(event, "text", "").removeprefix("[sticker]")
    figures = (str(event.count),) if isinstance(event, Gifted | Liked) else ()
    return (*facts, text, *figures, *((event.gift,) if isinstance(event, Gifted) else ()))


THEIRS: dict[str, Callable[[Any], tuple[str, ...]]] = {
    "WebcastChatMessage": _said,
    "WebcastQuestionNewMessage": _asked,
    "WebcastEmoteChatMessage": _did,
    "WebcastGiftMessage": _gave,
    "WebcastLikeMessage": _liked,
    "WebcastMemberMessage": _did,
    "WebcastSocialMessage": _did,
}


def test_the_fields_own_reader_tells_the_same() -> None:
    """Ids, viewers, names, texts and counts of every recorded message of a viewer's, compared with those of TikTokLive where it is there."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it leans on deprecated parts of its libraries
        theirs = pytest.importorskip("TikTokLive.proto", exc_type=ImportError)
    decode = decoder("main")
    compared = 0
    for method, payload in payloads():
        if method not in THEIRS:
            continue
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            expected = THEIRS[method](getattr(theirs, method).parse(payload))
        (event,) = decode(payload, AT)

        assert expected == _ours(event)
        compared += 1

    assert 24 + 7 + 5 + 16 + 12 + 12 + 12 == compared
