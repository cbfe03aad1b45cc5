"""Streamer.bot's events. They are made up after its documentation."""

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.contract import BadFrameError
from connectors.events import (
    AudienceSampled,
    CommentDeleted,
    CommentReceived,
    CommentsCleared,
    FanclubJoined,
    FeedEvent,
    Followed,
    Gifted,
    OrderCreated,
    OrderPaid,
    StreamStarted,
    Unparsed,
)
from connectors.reading.moments import from_iso
from connectors.streamerbot import PLUGIN
from connectors.streamerbot.protocol import decoder
from connectors.streamerbot.readings import READ
from connectors.streamerbot.requests import answered, greeting, proof, wanted

AT = 1_760_000_000_500
TOLD = "2025-10-09T16:53:20.2501234+08:00"
TOLD_MS = 1_760_000_000_250
FRAMES = Path(__file__).parents[3] / "shared" / "reference" / "frames" / "streamerbot"
BESIDE = pytest.mark.skipif(not FRAMES.is_dir(), reason="the recorded frames are not beside the project")
FISH = {"id": "7", "login": "fish", "name": "小鱼", "role": 1}


def frame(source: str, kind: str, **data: Any) -> bytes:
    """Return an event."""
    whole = {"timeStamp": TOLD, "event": {"source": source, "type": kind}, "data": data}
    return json.dumps(whole, ensure_ascii=False).encode()


def decoded(data: bytes) -> list[FeedEvent]:
    """Return the events of a frame."""
    return list(decoder("main")(data, AT))


def one(source: str, kind: str, **data: Any) -> FeedEvent:
    """Return the one event of a frame."""
    (event,) = decoded(frame(source, kind, **data))
    return event


def twitch(text: str = "多少钱", **fields: Any) -> dict[str, Any]:
    """Return the inner message of a Twitch comment."""
    return {
        "msgId": "m1",
        "userId": "7",
        "username": "fish",
        "displayName": "小鱼",
        "message": text,
        **fields,
    }


def test_a_twitch_comment() -> None:
    """Its parts are nested; the time has seven decimals."""
    assert CommentReceived(
        at=AT,
        feed="main",
        id="m1",
        text="多少钱",
        viewer="twitch:7",
        name="小鱼",
        platform="twitch",
        sent_at=TOLD_MS,
    ) == one("Twitch", "ChatMessage", message=twitch())


def test_a_youtube_comment_has_its_own_time() -> None:
    """Text, id and author lie elsewhere, and the platform tells when it was sent."""
    event = one(
        "YouTube",
        "Message",
        message="多少钱",
        eventId="y1",
        user={"id": "UC7", "name": "小鱼"},
        publishedAt="2025-10-09T08:53:19Z",
    )

    assert isinstance(event, CommentReceived)
    assert ("y1", "多少钱", "youtube:UC7", TOLD_MS - 1250) == (
        event.id,
        event.text,
        event.viewer,
        event.sent_at,
    )


@pytest.mark.parametrize(
    ("source", "data"),
    [
        ("Twitch", {"message": twitch(role=3)}),
        ("Twitch", {"message": twitch(role=4)}),
        ("Twitch", {"message": twitch(internal=True)}),
        ("Kick", {"message": twitch(), "user": {"role": 4}}),
    ],
)
def test_the_hosts_own_side_is_staff(source: str, data: dict[str, Any]) -> None:
    """Broadcaster, moderators and the bot itself."""
    event = one(source, "ChatMessage", **data)

    assert isinstance(event, CommentReceived)
    assert event.staff


def test_viewers_and_vips_are_not_staff() -> None:
    """Roles 1 and 2 ask questions."""
    for role in (0, 1, 2):
        event = one("Twitch", "ChatMessage", message=twitch(role=role))

        assert isinstance(event, CommentReceived)
        assert not event.staff


def test_a_super_chat_is_a_comment_with_its_amount() -> None:
    """The amount comes in millionths."""
    event = one(
        "YouTube",
        "SuperChat",
        message="加油",
        microAmount=5_000_000,
        currencyCode="JPY",
        user=FISH,
        eventId="y",
    )

    assert isinstance(event, CommentReceived)
    assert ("加油", 5, "JPY") == (event.text, event.amount, event.currency)


def test_bits_are_a_gift_and_may_say_something() -> None:
    """The comment has the id of the same comment in the chat, so that it counts once."""
    gift, said = decoded(
        frame("Twitch", "Cheer", bits=100, message=twitch("加油"), messageId="m1", user=FISH)
    )

    assert isinstance(gift, Gifted)
    assert ("bits", 100) == (gift.gift, gift.count)
    assert isinstance(said, CommentReceived)
    assert "m1" == said.id


def test_subscriptions_given_to_many_are_told_once() -> None:
    """The whole tells how many; each of them says that it belongs to it."""
    whole = one("Twitch", "GiftBomb", id="g1", messageId="x", total=5, user=FISH)
    part = decoded(frame("Twitch", "GiftSub", fromCommunitySubGift=True, user=FISH))
    alone = one("Twitch", "GiftSub", fromSubBomb=False, userId="7", userName="小鱼", totalSubsGifted=9)
    given_on = one("YouTube", "MembershipGift", count=3, tier="VIP", user=FISH, eventId="y")

    assert [] == part
    assert [("subscription", 5), ("subscription", 1), ("VIP", 3)] == [
        (gift.gift, gift.count) for gift in (whole, alone, given_on) if isinstance(gift, Gifted)
    ]


def test_follows_and_members_however_they_are_spelt() -> None:
    """One event writes user_id, another userId, a third a user of its own."""
    events = [
        one("Twitch", "Follow", user_id="7", user_login="fish", user_name="小鱼"),
        one("YouTube", "NewSubscriber", userId="7", username="小鱼"),
        one("Twitch", "Sub", sub_tier="1000", user=FISH),
        one("YouTube", "NewSponsor", levelName="VIP", user=FISH),
    ]

    assert [Followed, Followed, FanclubJoined, FanclubJoined] == [type(event) for event in events]
    assert [("7", "小鱼")] * 4 == [
        (event.viewer.partition(":")[2], event.name)
        for event in events
        if isinstance(event, Followed | FanclubJoined)
    ]


def test_a_renewed_subscription_may_say_something() -> None:
    """What the subscriber said is a comment."""
    joined, said = decoded(frame("Twitch", "ReSub", user=FISH, text="一年了", messageId="m2"))

    assert isinstance(joined, FanclubJoined)
    assert isinstance(said, CommentReceived)
    assert "一年了" == said.text


def test_what_moderators_take_away_is_taken_away() -> None:
    """One comment, everything of one viewer, or everything."""
    assert [
        CommentDeleted(at=AT, feed="main", id="m1"),
        CommentsCleared(at=AT, feed="main", platform="twitch", viewer="twitch:9"),
        CommentsCleared(at=AT, feed="main", platform="twitch", viewer=None),
    ] == [
        one("Twitch", "ChatMessageDeleted", targetMessageId="m1", message="x"),
        one("Twitch", "UserTimedOut", target_user_id="9", target_user_login="bad", duration=300),
        one("Twitch", "ChatCleared", target_user_id="", created_by_user_id="1"),
    ]


def test_the_audience_and_the_beginning() -> None:
    """Counts come as numbers or as text."""
    assert AudienceSampled(at=AT, feed="main", count=12, platform="youtube") == one(
        "YouTube", "StatisticsUpdated", concurrentViewers="12"
    )
    assert StreamStarted(at=AT, feed="main") == one("Twitch", "StreamOnline", id="s")


def test_what_a_viewer_wrote_with_a_reward_is_a_comment() -> None:
    """Without words it says nothing to a shop."""
    event = one("Twitch", "RewardRedemption", id="r", user_id="7", user_name="小鱼", user_input="有货吗")

    assert isinstance(event, CommentReceived)
    assert "有货吗" == event.text
    assert [] == decoded(frame("Twitch", "RewardRedemption", id="r", user_id="7", user_input=""))


ORDER = {
    "id": 820_001,
    "name": "#1001",
    "email": "buyer@example.org",
    "total_price": "30.00",
    "currency": "EUR",
    "created_at": "2025-10-09T10:00:00+02:00",
    "customer": {"first_name": "Anna", "phone": "555"},
    "shipping_address": {"address1": "Example Street 1"},
    "line_items": [
        {
            "sku": "s1",
            "product_id": 5,
            "title": "连衣裙",
            "quantity": 2,
            "price": "10.00",
            "total_discount": "1.00",
        },
        {"sku": "s1", "product_id": 5, "title": "连衣裙", "quantity": 1, "price": "10.00"},
        {"sku": "", "product_id": 6, "title": "围巾", "quantity": 1, "price": "1.00"},
    ],
}


@pytest.mark.parametrize(("kind", "event"), [("OrderCreated", OrderCreated), ("OrderPaid", OrderPaid)])
def test_an_order_as_a_whole_and_by_its_products(kind: str, event: type[FeedEvent]) -> None:
    """The sum belongs to the whole; lines of one product are one."""
    events = decoded(frame("Shopify", kind, **ORDER))

    assert {event} == {type(one) for one in events}
    assert [
        (None, None, 4, 3000, "EUR"),
        ("s1", "连衣裙", 3, 2900, "EUR"),
        ("6", "围巾", 1, 100, "EUR"),
    ] == [
        (one.product, one.product_title, one.quantity, one.amount, one.currency)
        for one in events
        if isinstance(one, OrderCreated | OrderPaid)
    ]


def test_nothing_about_the_buyer_is_kept() -> None:
    """Neither in an order that is read nor in the record of one that is not."""
    nameless = {**ORDER, "id": None, "name": None}
    events = [
        *decoded(frame("Shopify", "OrderPaid", **ORDER)),
        *decoded(frame("Shopify", "OrderPaid", **nameless)),
    ]
    cut_off = decoded(frame("Shopify", "OrderPaid", **ORDER)[:-9])
    out = msgspec.json.encode([*events, *cut_off]).decode()

    assert isinstance(events[-1], Unparsed)
    assert [Unparsed] == [type(event) for event in cut_off]
    assert [] == [word for word in ("Anna", "buyer@", "Example Street", "555") if word in out]


@pytest.mark.parametrize(
    "data",
    [
        {"message": twitch(isTest=True)},
        {"message": twitch(), "isTest": True},
        {"message": twitch(), "meta": {"isTest": True}},
    ],
)
def test_what_the_test_buttons_make_is_dropped(data: dict[str, Any]) -> None:
    """Wherever the mark stands; a test order is none either."""
    assert [] == decoded(frame("Twitch", "ChatMessage", **data))
    assert [] == decoded(frame("Twitch", "Follow", user_id="7", is_test=True))
    assert [] == decoded(frame("Shopify", "OrderPaid", **ORDER, test=True))


def test_what_was_not_asked_for_says_nothing() -> None:
    """Other events, the greeting and answers."""
    assert [] == decoded(frame("Twitch", "HypeTrainStart", level=1))
    assert [] == decoded(frame("Obs", "Connected"))
    assert [] == decoded(b'{"request": "Hello", "session": "x"}')
    assert [] == decoded(b'{"status": "ok", "id": "subscribe"}')


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no",
        b"[]",
        b"{}",
        b'{"event": {"source": "Twitch"}}',
        b'{"event": {"source": "Twitch", "type": "ChatMessage"}, "data": 7}',
        frame("Twitch", "ChatMessage", message={}),
        frame("Twitch", "ChatMessageDeleted"),
        frame("Twitch", "UserBanned"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_reason(data: bytes) -> None:
    """Every refusal says why, for the record that is kept of it."""
    with pytest.raises(BadFrameError, match=r"\w"):
        decoded(data)


def test_hostile_text_is_cleaned() -> None:
    """Escapes, bidi controls and halves of emoji never leave the protocol."""
    data = frame("Twitch", "ChatMessage", message=twitch("HERE")).replace(
        b"HERE", rb"\u001b[31m\u202ered \ud83d"
    )
    (event,) = decoded(data)

    assert isinstance(event, CommentReceived)
    assert "[31mred �" == event.text


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=5,
)
FIELDS = [
    "message",
    "user",
    "id",
    "bits",
    "microAmount",
    "line_items",
    "total_price",
    "currency",
    "meta",
    "user_id",
]


@given(
    st.sampled_from([(source, kind) for source, kinds in READ.items() for kind in kinds]),
    st.dictionaries(st.sampled_from(FIELDS), anything),
)
def test_no_mixture_of_types_trips_the_decoder(name: tuple[str, str], data: dict[str, Any]) -> None:
    """Whatever a field holds, the answer is events or a refusal."""
    whole = {"event": {"source": name[0], "type": name[1]}, "data": data}
    try:
        decoded(json.dumps(whole).encode())
    except BadFrameError:
        return


def test_the_password_is_shown_and_never_told() -> None:
    """As the program's documentation says: the hash of the hash of password and salt, and of the challenge."""
    assert "39cfhx7et2iyoMZvoQ6o3OPLNSKgtMmy48GQ7jnvsdE=" == proof("secret", "salt", "challenge")
    assert 4 == len(
        {proof(*one) for one in (("a", "s", "c"), ("b", "s", "c"), ("a", "t", "c"), ("a", "s", "d"))}
    )


def test_only_what_the_program_knows_is_subscribed_to() -> None:
    """However it spells the names; where it does not tell, everything."""
    known = {"events": {"twitch": ["ChatMessage", "Raid"], "youTube": ["Message"], "shopify": 7}}

    assert {"Twitch": ["ChatMessage"], "YouTube": ["Message"]} == wanted(known)
    assert {source: list(kinds) for source, kinds in READ.items()} == wanted({})


def test_answers_and_greetings_are_told_from_events() -> None:
    """An event whose text looks like one is none."""
    assert ("s", {"status": "ok", "id": "s"}) == answered(b'{"status": "ok", "id": "s"}')
    assert answered(frame("Twitch", "ChatMessage", message=twitch('"status"'))) is None
    assert answered(b'{"status"') is None
    assert ("", "") == greeting(b'{"request": "Hello"}')
    assert greeting(frame("Twitch", "ChatMessage", message=twitch())) is None


@BESIDE
def test_recorded_events_become_what_stands_in_them() -> None:
    """Texts, people and times are the event's own; the rest is of the right kind."""
    expected = {
        "Twitch-ChatMessage": [CommentReceived],
        "Twitch-Cheer": [Gifted, CommentReceived],
        "Twitch-GiftBomb": [Gifted],
        "Twitch-GiftSub": [],
        "Twitch-Raid": [],
        "Twitch-Sub": [FanclubJoined],
        "YouTube-MembershipGift": [Gifted],
        "YouTube-Message": [CommentReceived],
        "YouTube-NewSponsor": [FanclubJoined],
        "YouTube-NewSubscriber": [Followed],
        "YouTube-SuperChat": [CommentReceived],
    }
    for file in sorted(FRAMES.glob("event-frames/*.json")):
        told = json.loads(file.read_bytes())
        events = decoded(file.read_bytes())
        data = told["data"]

        assert expected[file.stem] == [type(event) for event in events]
        for event in events:
            if isinstance(event, CommentReceived):
                said = data["message"]
                assert (said["message"] if isinstance(said, dict) else said) == event.text
                assert data["user"]["id"] == event.viewer.partition(":")[2]
                assert data["user"]["name"] == event.name
                assert from_iso(data.get("publishedAt", told["timeStamp"])) == event.sent_at


@BESIDE
def test_recorded_data_of_older_builds_is_read_too() -> None:
    """Put into the frame that is missing around it; only the names of other events say nothing."""
    expected = {
        "twitch-ChatMessage": CommentReceived,
        "twitch-FirstWord": CommentReceived,
        "twitch-ChatMessageDeleted": CommentDeleted,
        "twitch-ChatCleared": CommentsCleared,
        "twitch-UserBanned": CommentsCleared,
        "twitch-UserTimedOut": CommentsCleared,
        "twitch-GiftSub": Gifted,
        "youTube-BroadcastStarted": StreamStarted,
        "youTube-Message": CommentReceived,
        "shopify-OrderCreated": OrderCreated,
    }
    files = sorted(FRAMES.glob("event-data/*.json"))

    assert files
    for file in files:
        source, _, kind = file.stem.partition("-")
        events = decoded(frame(source, kind, **json.loads(file.read_bytes())))

        assert expected.get(file.stem) == (type(events[0]) if events else None), file.stem


def test_a_recording_may_be_pretty_printed() -> None:
    """The plug-in cuts it into events."""
    data = frame("Twitch", "ChatMessage", message=twitch("一"))
    recording = json.dumps(json.loads(data), indent=1).encode() + b"\n" + data

    assert 2 == len([event for part in PLUGIN.split(recording) for event in decoded(part)])
