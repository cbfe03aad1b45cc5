"""The script's messages, and which pages may send them. The frames are made up after the script's published source."""

import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.contract import BadFrameError
from connectors.events import CommentReceived, FeedEvent, Gifted, Liked
from connectors.luoxi import PLUGIN
from connectors.luoxi.consoles import Consoles
from connectors.luoxi.protocol import decoder, page_decoder
from connectors.luoxi.settings import LuoxiSettings

AT = 1_760_000_000_500


def frame(kind: str, **fields: Any) -> bytes:
    """Return a message as the script sends it."""
    return json.dumps({"type": kind, "data": {}, **fields}, ensure_ascii=False).encode()


def decoded(data: bytes, platform: str = "taobao") -> FeedEvent:
    """Return the one event of a frame from a page of `platform`."""
    (event,) = page_decoder("main", platform)(data, AT)
    return event


def test_a_comment_is_keyed_by_name_and_left_without_an_id() -> None:
    """The script gives no ids: the link makes one up, so that nothing is taken for a repeat that is none."""
    assert CommentReceived(
        at=AT, feed="main", id="", text="有货吗", viewer="taobao:@小鱼", name="小鱼", platform="taobao"
    ) == decoded(frame("comment", username="小鱼", content="有货吗"))


def test_gifts_and_likes() -> None:
    """A gift's content is its name; a like has none."""
    gift = decoded(frame("gift", username="阿强", content="小心心"), "douyin")
    like = decoded(frame("like", username="阿强"), "douyin")

    assert isinstance(gift, Gifted)
    assert ("小心心", "douyin:@阿强", 1) == (gift.gift, gift.viewer, gift.count)
    assert isinstance(like, Liked)
    assert "douyin:@阿强" == like.viewer


def test_the_greeting_says_nothing() -> None:
    """`info` comes first on every connection."""
    assert () == tuple(page_decoder("main", "taobao")(frame("info"), AT))


def test_a_recording_belongs_to_the_platform_of_the_settings() -> None:
    """Frames do not name their page."""
    (event,) = decoder("main", LuoxiSettings(platform="kuaishou"))(
        frame("comment", username=7, content=8), AT
    )

    assert isinstance(event, CommentReceived)
    assert ("kuaishou:@7", "8") == (event.viewer, event.text)


@pytest.mark.parametrize(
    "bad",
    [
        b"",
        b"[]",
        b"null",
        b'{"type":1}',
        frame("member", username="x"),
        frame("comment", username="x"),
        b"\xff",
    ],
)
def test_what_is_no_message_is_told_so(bad: bytes) -> None:
    """It becomes a record of what could not be read, and never a comment."""
    with pytest.raises(BadFrameError):
        decoded(bad)


@given(st.binary(max_size=200))
def test_nothing_but_typed_errors(data: bytes) -> None:
    """Whatever comes, it is an event or a `BadFrameError`."""
    with suppress(BadFrameError):
        decoder("main")(data, AT)


@pytest.mark.parametrize(
    ("origin", "platform"),
    [
        ("https://live.douyin.com", "douyin"),
        ("https://douyin.com", "douyin"),
        ("https://buyin.jinritemai.com:443", "douyin"),
        ("https://channels.weixin.qq.com", "wechat-channels"),
        ("http://live.shop.example", "myshop"),
        ("https://a.b.douyu.com", None),
        ("https://zhubo.douyu.com", "douyu"),
        ("https://douyin.com.evil.example", None),
        ("https://evil-douyin.com", None),
        ("https://evil.example", None),
        ("https://live.douyin.com@evil.example", None),
        ("file://", None),
        ("null", None),
        ("", None),
        ("chrome-extension://douyin.com", None),
        ("https://[bad", None),
    ],
)
def test_a_page_is_known_by_its_origin(origin: str, platform: str | None) -> None:
    """The longest host that fits decides; a stranger's page stays out however it is called."""
    own = {"live.shop.example": "myshop", "*.b.douyu.com": ""}

    assert platform == Consoles(own).platform(origin)


def test_a_list_of_pages_that_cannot_be_is_told() -> None:
    """Found without listening."""
    for consoles in ({"https://x.example": "x"}, {"x.example": "My Shop"}, {"": "x"}):
        ((key, problem),) = PLUGIN.check(LuoxiSettings(consoles=consoles))

        assert "consoles" == key
        assert "live.shop.example" in problem.next_step
    assert [] == list(PLUGIN.check(LuoxiSettings(consoles={"*.x.example": "x"})))
