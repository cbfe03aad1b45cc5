"""OneComme's messages. The frames are made up after the types of its published SDK."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.contract import BadFrameError
from connectors.events import (
    CommentDeleted,
    CommentReceived,
    FanclubJoined,
    FeedEvent,
    Gifted,
    Liked,
    Unparsed,
)
from connectors.onecomme import PLUGIN
from connectors.onecomme.protocol import decoder
from connectors.onecomme.settings import OnecommeSettings

AT = 1_760_000_000_500
SENT = 1_760_000_000_000


def entry(text: str = "包邮吗", service: str = "youtube", **data: Any) -> dict[str, Any]:
    """Return an entry of the program's list."""
    whole = {
        "id": "c1",
        "userId": "u7",
        "name": "小鱼",
        "timestamp": "2025-10-09T08:53:20.000Z",
        "comment": text,
        "hasGift": False,
        "isOwner": False,
        "isModerator": False,
        **data,
    }
    return {"id": "slot", "service": service, "name": "主直播间", "data": whole}


def frame(kind: str, data: Any) -> bytes:
    """Return a message as the program sends it."""
    return json.dumps({"type": kind, "data": data}, ensure_ascii=False).encode()


def decoded(data: bytes, settings: OnecommeSettings | None = None) -> list[FeedEvent]:
    """Return the events of a frame."""
    return list(decoder("main", settings)(data, AT))


def told(*entries: dict[str, Any], **options: bool) -> list[FeedEvent]:
    """Return the events of new entries."""
    return decoded(frame("comments", {"comments": list(entries), "options": options}))


def only(*entries: dict[str, Any]) -> FeedEvent:
    """Return the one event of an entry."""
    (event,) = told(*entries)
    return event


def test_a_comment_belongs_to_the_site_it_comes_from() -> None:
    """The inner data says who and what; what stands around it is the program's own list."""
    assert CommentReceived(
        at=AT,
        feed="main",
        id="c1",
        text="包邮吗",
        viewer="youtube:u7",
        name="小鱼",
        platform="youtube",
        sent_at=SENT,
    ) == only(entry())


def test_the_name_that_is_shown_comes_first() -> None:
    """A display name before the site's."""
    event = only(entry(displayName="鱼鱼"))

    assert isinstance(event, CommentReceived)
    assert "鱼鱼" == event.name


@pytest.mark.parametrize("who", [{"isOwner": True}, {"isModerator": True}])
def test_the_hosts_side_is_staff(who: dict[str, Any]) -> None:
    """Owner and moderators."""
    event = only(entry(**who))

    assert isinstance(event, CommentReceived)
    assert event.staff


def test_markup_is_brought_to_text() -> None:
    """Pictures of emotes are told by their names."""
    event = only(entry('好看 <img src="https://x/1.png" alt=":heart:"> &lt;3'))

    assert isinstance(event, CommentReceived)
    assert "好看 :heart: <3" == event.text


@pytest.mark.parametrize(
    "data",
    [
        frame("connected", {"config": {}, "services": [], "comments": [entry("一"), entry("二", id="c2")]}),
        frame("comments", {"comments": [entry("一"), entry("二", id="c2")], "options": {"init": True}}),
    ],
    ids=["on connecting", "of a site added later"],
)
def test_a_backlog_is_history(data: bytes) -> None:
    """It is recorded and never clocked."""
    events = decoded(data)

    assert [("一", True), ("二", True)] == [
        (event.text, event.history) for event in events if isinstance(event, CommentReceived)
    ]


def test_gifts_of_the_backlog_are_not_news() -> None:
    """They may be hours old, and nothing would say so."""
    gift = entry("sent Rose", "tiktok", giftType="gift", hasGift=True)

    assert [] == told(gift, entry("", hasGift=True), init=True)


@pytest.mark.parametrize(
    ("price", "unit", "money"),
    [
        (500, "JPY", (500, "JPY")),
        (4.99, "USD", (499, "USD")),
        (100, "bits", (None, None)),
        (100, None, (None, None)),
        (None, "JPY", (None, None)),
        ("many", "JPY", (None, None)),
    ],
)
def test_a_price_is_money_where_its_currency_is_told(price: Any, unit: Any, money: tuple[Any, Any]) -> None:
    """Bits, coins and points are not."""
    event = only(entry("加油", hasGift=True, price=price, unit=unit))

    assert isinstance(event, CommentReceived)
    assert money == (event.amount, event.currency)


def test_signs_of_tiktok_are_not_comments() -> None:
    """The program puts them into words; which of follow and share is meant, it does not say."""
    gift = {"giftId": "5655", "details": {"giftName": "玫瑰"}, "repeatCount": 3}
    events = told(
        entry("liked", "tiktok", giftType="like"),
        entry("subscribed", "tiktok", giftType="subscribe"),
        entry("sent", "tiktok", giftType="gift", gift=gift),
        entry("followed", "tiktok", giftType="social"),
    )

    assert [Liked, FanclubJoined, Gifted] == [type(event) for event in events]
    assert isinstance(events[2], Gifted)
    assert ("玫瑰", 3) == (events[2].gift, events[2].count)


def test_a_gift_without_words_is_a_gift() -> None:
    """A sticker that was paid for."""
    event = only(entry("", hasGift=True, giftType="supersticker", price=200, unit="JPY"))

    assert isinstance(event, Gifted)
    assert (200, "JPY") == (event.amount, event.currency)


@pytest.mark.parametrize(
    ("gift", "title"),
    [
        ({"gift_id": 1, "gift_name": "星"}, "星"),
        ({"id": 1, "name": "小花"}, "小花"),
        ({"icon_active": "https://x/1.png"}, ""),
        ("https://x/1.png", ""),
        ({"details": 5}, ""),
        (None, ""),
    ],
)
def test_a_gift_of_any_shape_costs_neither_words_nor_gift(gift: Any, title: str) -> None:
    """Every site describes its gifts in its own way."""
    said = only(entry("包邮吗", "showroom", hasGift=True, gift=gift))
    gave = only(entry("", "showroom", hasGift=True, gift=gift))

    assert isinstance(said, CommentReceived)
    assert isinstance(gave, Gifted)
    assert ("包邮吗", title, 1) == (said.text, gave.gift, gave.count)


def test_deletions_name_the_comments() -> None:
    """By the inner id; one without is left out."""
    stamp: dict[str, Any] = {"at": AT, "feed": "main"}

    assert [CommentDeleted(id="c1", **stamp), CommentDeleted(id="7", **stamp)] == decoded(
        frame("deleted", [{"id": "c1", "message": "x"}, {"id": 7}, {"message": "?"}])
    )


@pytest.mark.parametrize("kind", ["clear", "meta", "pinned", "waitingList", "reactions", "setList.request"])
def test_what_happens_to_the_programs_own_list_is_left_out(kind: str) -> None:
    """Clearing it takes nothing back on any site."""
    assert [] == decoded(frame(kind, {"comments": [entry()]}))
    assert [] == decoded(json.dumps({"type": kind}).encode())


def test_the_programs_own_announcements_are_no_comments() -> None:
    """Nobody said them."""
    assert [] == told(entry("接続しました", "system"))


def test_only_the_sites_that_are_wanted_are_read() -> None:
    """What the room reads with a feed of its own is not read twice."""
    both = frame("comments", {"comments": [entry("一", "youtube"), entry("二", "kick")]})
    events = decoded(both, OnecommeSettings(services=("kick",)))

    assert ["二"] == [event.text for event in events if isinstance(event, CommentReceived)]


def test_a_bad_entry_costs_itself_alone() -> None:
    """Those around it are read; it is kept as unparsed."""
    events = decoded(
        frame("comments", {"comments": [entry("一"), {"service": 1}, 5, entry(""), entry("二", id="c2")]})
    )

    assert [CommentReceived, Unparsed, Unparsed, Unparsed, CommentReceived] == [
        type(event) for event in events
    ]


@pytest.mark.parametrize(
    "data",
    [
        frame("wonder", {}),
        frame("comments", None),
        frame("comments", {"comments": {}}),
        frame("deleted", {}),
        b"{}",
        b"[]",
        b"not json",
        b"",
    ],
)
def test_what_cannot_be_read_is_refused_with_a_reason(data: bytes) -> None:
    """Every refusal says why."""
    with pytest.raises(BadFrameError, match=r"\w"):
        decoded(data)


def test_a_time_without_a_date_is_unknown() -> None:
    """And so is one that is no time."""
    for timestamp in ("", "1900/01/01 00:00:00", None, 5):
        event = only(entry(timestamp=timestamp))

        assert isinstance(event, CommentReceived)
        assert event.sent_at is None


def test_hostile_text_is_cleaned() -> None:
    """Escape sequences never leave the protocol, nor do they when HTML hides them."""
    event = only(entry("&#27;[31m\u200bred", name="\u202eevil\n", userId=None))

    assert isinstance(event, CommentReceived)
    assert ("[31mred", "evil", "youtube:@evil") == (event.text, event.name, event.viewer)


values: st.SearchStrategy[Any] = (
    st.none() | st.booleans() | st.integers() | st.text(max_size=12) | st.just([]) | st.just({})
)


@given(
    st.dictionaries(
        st.sampled_from(
            ["id", "userId", "comment", "hasGift", "giftType", "gift", "price", "unit", "timestamp"]
        ),
        values,
    )
)
def test_no_mixture_of_types_trips_the_decoder(data: dict[str, Any]) -> None:
    """Whatever a field holds, the answer is events."""
    whole = entry()
    whole["data"] |= data

    assert all(isinstance(event, FeedEvent) for event in told(whole))


def test_a_comment_by_itself_is_read() -> None:
    """As the program's HTTP interface lists them."""
    recording = json.dumps(entry("一"), indent=1).encode()
    (cut,) = PLUGIN.split(recording)
    (event,) = decoded(cut)

    assert isinstance(event, CommentReceived)
    assert ("一", False) == (event.text, event.history)


def test_an_address_that_is_none_is_told() -> None:
    """Without connecting."""
    assert ["url"] == [key for key, _ in PLUGIN.check(OnecommeSettings(url="http://localhost:11180"))]
    assert [] == list(PLUGIN.check(OnecommeSettings()))
