"""wxlivespy's calls, read from made-up bodies and received over a real socket."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.contract import BadFrameError, FeedState, Opening
from connectors.events import (
    AudienceSampled,
    CommentReceived,
    FeedEvent,
    Gifted,
    Liked,
    StreamEnded,
    Unparsed,
    ViewerEntered,
    ViewerEvent,
)
from connectors.intake.combos import QUIET_MS, Combos
from connectors.problem import UserProblem
from connectors.wechat import PLUGIN
from connectors.wechat.client import WxlivespyFeed
from connectors.wechat.protocol import decoder
from connectors.wechat.settings import WxlivespySettings
from tests.connectors.calling import receiving, until
from tests.connectors.collecting import Collector, now_ms

AT = 1_760_000_000_500
SENT = 1_760_000_000_000
FRAMES = Path(__file__).parents[3] / "shared/reference/frames/wechat-channels/wxlivespy-forward"


def item(kind: str, seq: int | str = 1, **fields: Any) -> dict[str, Any]:
    """Return one thing that happened, as the tool tells it."""
    who = {
        "decoded_openid": "o1",
        "sec_openid": "v2",
        "nickname": "小鱼",
        "msg_time": SENT,
        "msg_sub_type": 1,
    }
    return {"decoded_type": kind, "seq": str(seq), **who, **fields}


def body(*items: object, **live: Any) -> bytes:
    """Return the body of a call."""
    info = {"live_id": "88", "live_status": 1, "online_count": 12, **live}
    whole = {"host_info": {"wechat_uin": "1"}, "live_info": info, "events": items}
    return json.dumps(whole, ensure_ascii=False).encode()


def decoded(data: bytes) -> list[FeedEvent]:
    """Return the events of a body."""
    return list(decoder("main")(data, AT))


def test_a_comment_has_everything_the_tool_knows() -> None:
    """Its id is the stream's with the number within it; the steady id names the viewer."""
    comment, audience = decoded(body(item("comment", 7, content="多少钱")))

    assert (
        CommentReceived(
            at=AT,
            feed="main",
            id="88/7",
            text="多少钱",
            viewer="wechat-channels:o1",
            name="小鱼",
            platform="wechat-channels",
            sent_at=SENT,
        )
        == comment
    )
    assert AudienceSampled(at=AT, feed="main", count=12, platform="wechat-channels") == audience


@pytest.mark.parametrize(("kind", "expected"), [("enter", ViewerEntered), ("like", Liked)])
def test_signals(kind: str, expected: type[ViewerEvent]) -> None:
    """Entries and likes."""
    event = decoded(body(item(kind)))[0]

    assert isinstance(event, expected)
    assert ("88/1", "wechat-channels:o1", "小鱼") == (event.id, event.viewer, event.name)


def test_a_gift_is_counted() -> None:
    """By its number."""
    gift = decoded(body(item("gift", gift_num=3, sec_gift_id="Gift9")))[0]

    assert isinstance(gift, Gifted)
    assert (3, "Gift9", None) == (gift.count, gift.gift, gift.combo)


@pytest.mark.parametrize("kind", ["combogift", "combo_gift"])
def test_a_combo_is_one_gift(kind: str) -> None:
    """Under either name; whole ten seconds after it last grew."""
    combos = Combos()
    for seq, total in ((1, 1), (2, 3), (3, 8)):
        assert [] == combos.take(
            decoded(body(item(kind, seq, sec_gift_id="G", combo_product_count=total)))[:1]
        )

    (whole,) = combos.due(AT + QUIET_MS)
    assert (8, "G") == (whole.count, whole.gift)


def test_the_end_of_the_stream() -> None:
    """It comes after what happened before it, once the stream was live: last night's end is told again and again."""
    decode = decoder("main")
    over = body(item("comment", content="再见"), live_status=2, online_count=None)
    earlier = body(live_id="87", live_status=2, online_count=None)

    def kinds(frame: bytes) -> list[type]:
        return [type(event) for event in decode(frame, AT)]

    assert [CommentReceived] == kinds(over)
    decode(body(), AT)
    assert [] == kinds(earlier)
    assert [CommentReceived, StreamEnded] == kinds(over)


def test_one_broken_item_costs_only_itself() -> None:
    """It is kept; a rise in level is nothing."""
    events = decoded(
        body(
            item("comment", content="甲"),
            item("unknown"),
            item("comment"),
            5,
            item("levelup"),
            item("comment", 4, content="乙"),
        )
    )

    assert [CommentReceived, Unparsed, Unparsed, Unparsed, CommentReceived, AudienceSampled] == [
        type(event) for event in events
    ]


@pytest.mark.parametrize(
    "data", [b"{}", b"[]", b"x", b"", b'{"live_info":5}', b'{"live_info":{},"events":{}}']
)
def test_what_is_no_call_of_the_tool_is_refused_with_a_reason(data: bytes) -> None:
    """Every refusal says why."""
    with pytest.raises(BadFrameError, match=r"\w"):
        decoded(data)


def test_hostile_text_is_cleaned() -> None:
    """Escape sequences and bidi controls never leave the protocol."""
    comment = decoded(body(item("comment", content="\x1b[2J退\u202e款", nickname="\u202e鱼")))[0]

    assert isinstance(comment, CommentReceived)
    assert ("[2J退款", "鱼") == (comment.text, comment.name)


@given(
    st.dictionaries(
        st.sampled_from(["decoded_type", "seq", "content", "msg_time", "combo_product_count", "nickname"]),
        st.none()
        | st.booleans()
        | st.integers()
        | st.floats(allow_nan=False, allow_infinity=False)
        | st.text()
        | st.lists(st.integers()),
    ),
    st.none() | st.integers() | st.text(),
)
def test_nothing_but_events_or_a_typed_error(fields: dict[str, Any], status: object) -> None:
    """Whatever stands in the fields."""
    for kind in ("comment", "gift", "combogift"):
        events = decoded(body({**fields, "decoded_type": kind}, live_status=status, online_count=status))

        assert all(isinstance(event, FeedEvent) for event in events)


def made(**keys: Any) -> WxlivespyFeed:
    """Return the feed at a free port."""
    return WxlivespyFeed(Opening("main", WxlivespySettings(port=0, **keys), now_ms))


async def test_packed_and_repeated_calls_until_the_end() -> None:
    """The tool packs large bodies and sends what it has sent; each thing is taken once."""
    sink = Collector()
    async with receiving(made(), sink) as caller:
        assert caller.feed.url.endswith("/forward")

        first = body(item("comment", 1, content="甲"))
        both = body(item("comment", 1, content="甲"), item("comment", 2, content="乙"))
        again = body(item("comment", 2, content="下一场"), live_id="89")
        over = body(live_id="89", live_status=2)
        packed = await caller.post(gzip.compress(both), {"Content-Encoding": "gzip"})
        statuses = [packed.status, *[(await caller.post(data)).status for data in (first, again, over)]]
        await until(lambda: caller.feed.status.state is FeedState.ENDED)

    assert [200, 200, 200, 200] == statuses
    assert ["甲", "乙", "下一场"] == sink.texts
    assert 1 == caller.feed.status.duplicates


async def test_a_call_nobody_can_read_is_kept() -> None:
    """And answered: the tool would not send it again."""
    sink = Collector()
    async with receiving(made(), sink) as caller:
        assert 200 == (await caller.post(b"garbage")).status

    assert ["garbage"] == [kept.sample for kept in sink.of(Unparsed)]


def test_the_check_and_the_opening_want_a_guard_for_other_machines() -> None:
    """The tool signs nothing: a token keeps strangers out."""
    everywhere = WxlivespySettings(host="0.0.0.0")

    assert ["host"] == [key for key, _ in PLUGIN.check(everywhere)]
    assert [] == list(PLUGIN.check(WxlivespySettings()))
    with pytest.raises(UserProblem):
        PLUGIN.open(Opening("main", everywhere, now_ms))


@pytest.mark.skipif(not FRAMES.is_dir(), reason="the recordings are not here")
def test_the_recording_is_read() -> None:
    """A combo gift of one, with the room's audience."""
    assert PLUGIN.decoder is not None
    (frame,) = PLUGIN.split((FRAMES / "combogift.json").read_bytes())
    gift, audience = PLUGIN.decoder("main", None)(frame, AT)

    assert isinstance(gift, Gifted)
    assert isinstance(audience, AudienceSampled)
    assert (1, True, "2078666200539415802/10") == (gift.count, gift.growing, gift.id)
    assert gift.name
    assert 1 == audience.count
