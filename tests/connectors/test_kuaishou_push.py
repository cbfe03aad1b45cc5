"""Kuaishou's push, signed as one implementation knows it, from made-up calls over a real socket."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.calls.call import Call, RefusedError
from connectors.contract import BadFrameError, Opening
from connectors.events import (
    CommentReceived,
    FeedEvent,
    Followed,
    Gifted,
    Liked,
    Shared,
    Unparsed,
)
from connectors.kuaishou import PLUGIN
from connectors.kuaishou.client import KuaishouPushFeed
from connectors.kuaishou.protocol import ANSWER, check, decoder, sign
from connectors.kuaishou.settings import KuaishouPushSettings
from connectors.manifest import read_manifest
from connectors.problem import UserProblem
from tests.connectors.calling import receiving
from tests.connectors.collecting import Collector, now_ms

AT = 1_760_000_000_500
SENT = 1_760_000_000_000
SECRET = "密钥-1"
USER = {"userId": "u7", "userName": "小鱼", "headUrl": "https://x.example/a.jpg"}


def body(kind: str, *payload: object, message: str = "m1", at: int = SENT, room: str = "r1") -> bytes:
    """Return the body of a call."""
    data = {
        "push_type": kind,
        "unique_message_id": message,
        "live_timestamp": at,
        "room_code": room,
        "payload": payload,
    }
    whole = {"timestamp": at, "app_id": "a", "event": "LIVE", "message_id": "x", "data": data}
    return json.dumps(whole, ensure_ascii=False).encode()


def decoded(data: bytes, **keys: Any) -> list[FeedEvent]:
    """Return the events of a body."""
    return list(decoder("main", KuaishouPushSettings(**keys))(data, AT))


WHO: dict[str, Any] = {
    "at": AT,
    "feed": "main",
    "viewer": "kuaishou:u7",
    "name": "小鱼",
    "platform": "kuaishou",
}


@pytest.mark.parametrize(
    ("kind", "fields", "event"),
    [
        ("comment", {"content": "多少钱"}, CommentReceived(id="m1/0", text="多少钱", sent_at=SENT, **WHO)),
        (
            "gift",
            {"giftName": "玫瑰", "giftCount": 3, "uniqueNo": "g9"},
            Gifted(id="g9", gift="玫瑰", count=3, **WHO),
        ),
        ("like", {"count": 12}, Liked(id="m1/0", count=12, **WHO)),
        ("follow", {}, Followed(id="m1/0", **WHO)),
        ("share", {}, Shared(id="m1/0", **WHO)),
        ("live_like", {"count": 2}, Liked(id="m1/0", count=2, **WHO)),
    ],
)
def test_each_kind_of_push(kind: str, fields: dict[str, Any], event: FeedEvent) -> None:
    """A message's id with the place within it; a gift has its own."""
    assert [event] == decoded(body(kind, {"userInfo": USER, **fields}))


def test_one_broken_item_costs_only_itself() -> None:
    """It is kept, and the ids of the others stay what they are."""
    events = decoded(body("comment", {"content": "甲"}, {"userInfo": 5}, 7, {"content": "乙"}))

    assert [CommentReceived, Unparsed, Unparsed, CommentReceived] == [type(event) for event in events]
    assert ["m1/0", "m1/3"] == [event.id for event in events if isinstance(event, CommentReceived)]


def test_only_the_shops_own_room_is_read() -> None:
    """One app may serve several."""
    data = body("comment", {"content": "甲"})

    assert [] == decoded(data, room="r2")
    assert 1 == len(decoded(data, room="r1"))


@pytest.mark.parametrize("data", [b"{}", b"[]", b"x", b"", b'{"data":5}', body("never"), body("")])
def test_what_is_no_push_is_refused_with_a_reason(data: bytes) -> None:
    """Every refusal says why."""
    with pytest.raises(BadFrameError, match=r"\w"):
        decoded(data)


def test_the_signature_is_md5_of_body_and_secret() -> None:
    """Over the bytes as they came."""
    data = "你好 {}".encode()

    assert hashlib.md5(data + SECRET.encode(), usedforsecurity=False).hexdigest() == sign(data, SECRET)


@pytest.mark.parametrize("late_ms", [-300_001, 300_001])
def test_a_call_from_another_time_is_refused(late_ms: int) -> None:
    """A signed call that is played again later is not news; within the window it is taken."""
    data = body("comment")
    headers = {"kwaisign": sign(data, SECRET)}
    with pytest.raises(RefusedError):
        check(Call(headers, {}, data, SENT + late_ms), SECRET, 300)

    check(Call(headers, {}, data, SENT + late_ms // 2), SECRET, 300)


@given(st.binary(max_size=60), st.text(max_size=40))
def test_only_the_right_signature_is_taken(data: bytes, shown: str) -> None:
    """Whatever a stranger writes into the header."""
    with pytest.raises(RefusedError):
        check(Call({"kwaisign": shown}, {}, data, AT), SECRET, 300)


@given(
    st.dictionaries(
        st.sampled_from(["userInfo", "content", "giftCount", "count", "uniqueNo"]),
        st.none()
        | st.integers()
        | st.floats(allow_nan=False, allow_infinity=False)
        | st.text()
        | st.lists(st.integers()),
    )
)
def test_nothing_but_events(fields: dict[str, Any]) -> None:
    """Whatever stands in the fields."""
    for kind in ("comment", "gift", "like"):
        assert all(isinstance(event, FeedEvent) for event in decoded(body(kind, fields)))


async def test_signed_calls_are_taken_once_and_others_never(monkeypatch: pytest.MonkeyPatch) -> None:
    """A stranger's call leaves no trace; the platform hears the answer it wants, three more times if it likes."""
    monkeypatch.setenv("KS_SECRET", SECRET)
    settings = KuaishouPushSettings(port=0, host="0.0.0.0", secret="${KS_SECRET}")
    recorded: list[bytes] = []
    feed = KuaishouPushFeed(Opening("main", settings, now_ms, recorded.append))
    sink = Collector()
    good = body("comment", {"userInfo": USER, "content": "多少钱"}, at=now_ms())
    unknown = body("never", at=now_ms())
    async with receiving(feed, sink) as caller:
        feed.url = feed.url.replace("0.0.0.0", "127.0.0.1")
        answers = [
            await caller.post(data, {"kwaisign": sign(data, secret)})
            for data, secret in ((good, SECRET), (good, SECRET), (good, "other"), (unknown, SECRET))
        ]
        unsigned = await caller.post(good)

    assert [200, 200, 401, 200, 401] == [answer.status for answer in (*answers, unsigned)]
    assert [ANSWER, ANSWER, ANSWER] == [answers[number].body for number in (0, 1, 3)]
    assert ["多少钱"] == sink.texts
    assert 1 == len(sink.of(Unparsed))
    assert [good, good, unknown] == recorded


def test_a_missing_secret_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """By the check with its key, and on opening."""
    monkeypatch.delenv("KUAISHOU_APP_SECRET", raising=False)

    assert ["secret"] == [key for key, _ in PLUGIN.check(KuaishouPushSettings())]
    with pytest.raises(UserProblem, match="KUAISHOU_APP_SECRET"):
        PLUGIN.open(Opening("main", KuaishouPushSettings(), now_ms))

    monkeypatch.setenv("KUAISHOU_APP_SECRET", "s")

    assert [] == list(PLUGIN.check(KuaishouPushSettings(host="0.0.0.0")))


def test_the_manifest_says_that_nobody_has_verified_it() -> None:
    """In both languages, in every listing."""
    folder = Path(__file__).parents[2] / "connectors/kuaishou"
    manifest = read_manifest(folder / "feed.toml")

    assert "未经平台验证" in manifest.title.zh
    assert "not verified" in manifest.title.en
    assert "not verified against the platform" in (folder / "README.md").read_text("utf-8")
