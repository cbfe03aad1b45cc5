"""Douyin's push: signature, time and messages, made up after the platform's description."""

import base64
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.calls.call import Call, RefusedError
from connectors.contract import BadFrameError, Opening
from connectors.douyin.push import PLUGIN
from connectors.douyin.push.protocol import decoder, ids_of
from connectors.douyin.push.settings import DouyinPushSettings
from connectors.douyin.push.signature import check, sign
from connectors.events import CommentReceived, FanclubJoined, FeedEvent, Gifted, Liked, Unparsed
from connectors.problem import UserProblem
from tests.connectors.collecting import now_ms

AT = 1_760_000_000_500
SENT = 1_760_000_000_000
SECRET = "密钥-1"
FRAMES = Path(__file__).parents[3] / "shared/reference/frames/douyin/official-push"
WHO: dict[str, Any] = {
    "at": AT,
    "feed": "main",
    "id": "m1",
    "viewer": "douyin:o7",
    "name": "小鱼",
    "platform": "douyin",
}


def body(*items: object) -> bytes:
    """Return the body of a call."""
    return json.dumps(items, ensure_ascii=False).encode()


def item(**fields: Any) -> dict[str, Any]:
    """Return one message."""
    return {"msg_id": "m1", "sec_openid": "o7", "nickname": "小鱼", "timestamp": SENT, **fields}


def signed(data: bytes, secret: str = SECRET, at: int = AT, **headers: str) -> Call:
    """Return a call as the platform makes it."""
    told = {"x-nonce-str": "n", "x-timestamp": str(at), "x-roomid": "55", "x-msg-type": "live_comment"}
    told = {**told, **{name.replace("_", "-"): value for name, value in headers.items()}}
    return Call({**told, "x-signature": sign(told, data, secret)}, {}, data, AT)


@pytest.mark.parametrize(
    ("fields", "event"),
    [
        ({"content": "多少钱"}, CommentReceived(text="多少钱", sent_at=SENT, **WHO)),
        ({"content": "", "timestamp": SENT // 1000}, CommentReceived(text="", sent_at=SENT, **WHO)),
        (
            {"sec_gift_id": "g9", "gift_num": 3, "gift_value": 300},
            Gifted(gift="g9", count=3, amount=300, currency="CNY", **WHO),
        ),
        ({"sec_gift_id": "g9"}, Gifted(gift="g9", **WHO)),
        ({"like_num": "12"}, Liked(count=12, **WHO)),
        ({"fansclub_reason_type": 2, "fansclub_level": 1}, FanclubJoined(**WHO)),
    ],
)
def test_each_type_is_told_by_its_shape(fields: dict[str, Any], event: FeedEvent) -> None:
    """A recording keeps no headers. A gift's value is in fen, of all together."""
    assert [event] == list(decoder("main")(body(item(**fields)), AT))


def test_rising_a_level_in_the_fan_club_is_not_joining() -> None:
    """Known, and nothing the desk counts."""
    assert [] == list(decoder("main")(body(item(fansclub_reason_type=1, fansclub_level=4)), AT))


def test_one_broken_message_costs_only_itself() -> None:
    """It is kept, between those that are read; all that have an id are acknowledged."""
    data = body(
        item(content="甲"), item(msg_id="m2"), 5, {"msg_id": [], "content": "x"}, item(msg_id=3, content="乙")
    )
    events = decoder("main")(data, AT)

    assert [CommentReceived, Unparsed, Unparsed, Unparsed, CommentReceived] == [type(one) for one in events]
    assert ["m1", "m2", "3"] == ids_of(data)


@pytest.mark.parametrize("data", [b"{}", b"x", b"", b'"text"', b"[" * 100_000])
def test_what_is_no_array_is_refused_with_a_reason(data: bytes) -> None:
    """And has nothing to acknowledge."""
    with pytest.raises(BadFrameError, match=r"\w"):
        decoder("main")(data, AT)

    assert [] == ids_of(data)


def test_hostile_text_is_cleaned() -> None:
    """Escape sequences and bidi controls never leave the protocol."""
    (event,) = decoder("main")(body(item(content="\x1b[2J退\u202e款", nickname="\u202e鱼")), AT)

    assert isinstance(event, CommentReceived)
    assert ("[2J退款", "鱼") == (event.text, event.name)


def test_the_signature_is_over_sorted_headers_body_and_secret() -> None:
    """Worked out by hand from the platform's rule."""
    text = "x-msg-type=live_gift&x-nonce-str=abc&x-roomid=9&x-timestamp=7" + "[你好]" + "s"
    expected = base64.b64encode(hashlib.md5(text.encode(), usedforsecurity=False).digest()).decode()
    headers = {
        "x-timestamp": "7",
        "x-roomid": "9",
        "content-type": "application/json",
        "x-nonce-str": "abc",
        "x-msg-type": "live_gift",
    }

    assert expected == sign(headers, "[你好]".encode(), "s")


@pytest.mark.parametrize("late_ms", [-300_001, 300_001])
def test_a_call_from_another_time_is_refused(late_ms: int) -> None:
    """A signed call that is played again later is not news; within the window it is taken."""
    with pytest.raises(RefusedError):
        check(signed(b"[]", at=AT + late_ms), SECRET, 300)

    check(signed(b"[]", at=AT + late_ms // 2), SECRET, 300)


@pytest.mark.parametrize(
    "call",
    [
        signed(b"[]", secret="other"),
        Call({**signed(b"[]").headers, "x-roomid": "56"}, {}, b"[]", AT),
        Call({**signed(b"[]").headers, "x-msg-type": "live_gift"}, {}, b"[]", AT),
        Call(signed(b"[]").headers, {}, b"[ ]", AT),
        Call({}, {}, b"[]", AT),
        signed(b"[]", x_timestamp=""),
        signed(b"[]", x_timestamp="soon"),
        Call({"x-signature": "\udcff", "x-nonce-str": "\udcfe"}, {}, b"[]", AT),
    ],
    ids=["secret", "room", "type", "body", "unsigned", "no time", "no number", "bytes"],
)
def test_what_is_not_the_platforms_is_refused(call: Call) -> None:
    """Whatever was changed on the way, and whatever a stranger sends."""
    with pytest.raises(RefusedError):
        check(call, SECRET, 300)


@given(
    st.dictionaries(
        st.sampled_from(["content", "sec_gift_id", "gift_value", "like_num", "timestamp", "msg_id"]),
        st.none()
        | st.booleans()
        | st.integers()
        | st.floats(allow_nan=False, allow_infinity=False)
        | st.text()
        | st.lists(st.integers()),
    )
)
def test_nothing_but_events(fields: dict[str, Any]) -> None:
    """Whatever stands in the fields."""
    assert all(isinstance(event, FeedEvent) for event in decoder("main")(body(fields), AT))


def test_what_is_missing_or_incomplete_is_told_with_its_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """Secrets that are not in the environment; tasks without a room; an app without its secret."""
    for name in ("DOUYIN_PUSH_SECRET", "GIFT_SECRET"):
        monkeypatch.delenv(name, raising=False)

    def keys(**given: Any) -> list[str]:
        return [key for key, _ in PLUGIN.check(DouyinPushSettings(**given))]

    assert ["secret", "secrets.live_gift"] == keys(secrets={"live_gift": "${GIFT_SECRET}"})
    with pytest.raises(UserProblem, match="DOUYIN_PUSH_SECRET"):
        PLUGIN.open(Opening("main", DouyinPushSettings(), now_ms))

    monkeypatch.setenv("DOUYIN_PUSH_SECRET", "s")

    assert [] == keys(host="0.0.0.0")
    assert ["app_secret"] == keys(app_id="tt1")
    assert ["app_id", "room"] == keys(start=("live_comment",))


@pytest.mark.skipif(not FRAMES.is_dir(), reason="the recordings are not here")
def test_the_platforms_own_example_passes() -> None:
    """Its signature, over a body that is no JSON."""
    vector = json.loads((FRAMES / "signature-vector.json").read_text("utf-8"))

    assert vector["x-signature"] == sign(vector["headers"], vector["body"].encode(), vector["secret"])


@pytest.mark.skipif(not FRAMES.is_dir(), reason="the recordings are not here")
@pytest.mark.parametrize(
    ("file", "kind", "id_"), [("comment", CommentReceived, "123456781"), ("gift", Gifted, "123456782")]
)
def test_the_documented_bodies_are_read(file: str, kind: type[FeedEvent], id_: str) -> None:
    """A comment and a gift, with their times and value."""
    assert PLUGIN.decoder is not None
    (frame,) = PLUGIN.split((FRAMES / f"{file}-body-shape.json").read_bytes())
    (event,) = PLUGIN.decoder("main", None)(frame, AT)

    assert isinstance(event, kind)
    assert isinstance(event, CommentReceived | Gifted)
    assert (id_, "douyin:xxxx", "xxxx") == (event.id, event.viewer, event.name)
    if isinstance(event, CommentReceived):
        assert 1_649_068_964_000 == event.sent_at
    else:
        assert (123, 10_000, "CNY") == (event.count, event.amount, event.currency)
