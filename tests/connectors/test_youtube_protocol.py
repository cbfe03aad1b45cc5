"""Pages of YouTube's live chat. They are made up after the interface's reference."""

import json
from pathlib import Path
from typing import Any

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
    Gifted,
    StreamEnded,
    Unparsed,
)
from connectors.problem import UserProblem
from connectors.reading.jsonframe import MOST_ITEMS
from connectors.reading.moments import from_iso
from connectors.youtube import PLUGIN
from connectors.youtube.protocol import decoder
from connectors.youtube.video import video_id

AT = 1_760_000_000_500
SENT = "2025-10-09T08:53:20.250Z"
SENT_MS = 1_760_000_000_250


def item(kind: str, id_: str = "m1", **details: Any) -> dict[str, Any]:
    """Return a message of the chat."""
    return {
        "id": id_,
        "snippet": {"type": kind, "publishedAt": SENT, "authorChannelId": "UCfish", **details},
        "authorDetails": {"channelId": "UCfish", "displayName": "小鱼", "isChatOwner": False},
    }


def page(*items: Any, **fields: Any) -> bytes:
    """Return a page of the chat."""
    whole = {"kind": "youtube#liveChatMessageListResponse", "items": items, **fields}
    return json.dumps(whole, ensure_ascii=False).encode()


def decoded(frame: bytes) -> list[FeedEvent]:
    """Return the events of a page that is not the first."""
    decode = decoder("main")
    decode(page(), AT)
    return list(decode(frame, AT))


def one(kind: str, **details: Any) -> FeedEvent:
    """Return the one event of a message."""
    (event,) = decoded(page(item(kind, **details)))
    return event


def test_a_message_is_a_comment_with_the_platforms_own_id_and_time() -> None:
    """Author, text, id and time are all told."""
    assert CommentReceived(
        at=AT,
        feed="main",
        id="m1",
        text="多少钱?",
        viewer="youtube:UCfish",
        name="小鱼",
        platform="youtube",
        sent_at=SENT_MS,
    ) == one("textMessageEvent", textMessageDetails={"messageText": "多少钱?"})


def test_a_page_of_far_too_many_messages_is_not_looked_into() -> None:
    """Reading them one by one would keep every other feed waiting."""
    with pytest.raises(BadFrameError):
        decoded(page(*[0] * (MOST_ITEMS + 1)))


def test_the_first_page_is_history() -> None:
    """What stood in the chat before we came is recorded and never clocked; the next page is news."""
    decode = decoder("main")
    frame = page(item("textMessageEvent", textMessageDetails={"messageText": "hi"}))
    (before,), (after,) = decode(frame, AT), decode(frame, AT)

    assert isinstance(before, CommentReceived)
    assert isinstance(after, CommentReceived)
    assert (True, False) == (before.history, after.history)


@pytest.mark.parametrize("flag", ["isChatOwner", "isChatModerator"])
def test_the_channel_and_its_moderators_are_staff(flag: str) -> None:
    """Our own replies come back this way, and are no questions."""
    message = item("textMessageEvent", textMessageDetails={"messageText": "有货"})
    message["authorDetails"][flag] = True
    (event,) = decoded(page(message))

    assert isinstance(event, CommentReceived)
    assert event.staff


@pytest.mark.parametrize(
    ("micros", "currency", "amount"), [("5000000", "USD", 500), (200_000_000, "JPY", 200), ("x", "USD", None)]
)
def test_a_super_chat_is_a_comment_with_its_amount(
    micros: str | int, currency: str, amount: int | None
) -> None:
    """Millionths become minor units of the currency; an amount that cannot be read is unknown."""
    event = one(
        "superChatEvent",
        superChatDetails={"amountMicros": micros, "currency": currency, "userComment": "加油"},
    )

    assert isinstance(event, CommentReceived)
    assert ("加油", amount, None if amount is None else currency) == (
        event.text,
        event.amount,
        event.currency,
    )


def test_stickers_memberships_and_jewels_are_gifts() -> None:
    """Each says what was given and how many."""
    sticker = one(
        "superStickerEvent",
        superStickerDetails={
            "amountMicros": "1000000",
            "currency": "EUR",
            "superStickerMetadata": {"altText": "挥手"},
        },
    )
    given_on = one(
        "membershipGiftingEvent",
        membershipGiftingDetails={"giftMembershipsCount": 5, "giftMembershipsLevelName": "VIP"},
    )
    jewels = one("giftEvent", giftEventDetails={"giftMetadata": {"giftName": "玫瑰", "comboCount": 3}})

    assert [("挥手", 1, 100, "EUR"), ("VIP", 5, None, None), ("玫瑰", 3, None, None)] == [
        (gift.gift, gift.count, gift.amount, gift.currency)
        for gift in (sticker, given_on, jewels)
        if isinstance(gift, Gifted)
    ]


def test_members_join_and_a_milestone_may_speak() -> None:
    """New, received and renewed memberships; what a member says with it is a comment."""
    joined = [one(kind) for kind in ("newSponsorEvent", "giftMembershipReceivedEvent")]
    renewed, said = decoded(
        page(item("memberMilestoneChatEvent", memberMilestoneChatDetails={"userComment": "六个月了"}))
    )

    assert [FanclubJoined] * 3 == [type(event) for event in (*joined, renewed)]
    assert isinstance(said, CommentReceived)
    assert "六个月了" == said.text


def test_what_moderators_take_away_is_taken_away() -> None:
    """Deleted, taken back, a tombstone in a message's place, and everything of one who was banned."""
    events = decoded(
        page(
            item("messageDeletedEvent", messageDeletedDetails={"deletedMessageId": "a"}),
            item("messageRetractedEvent", messageRetractedDetails={"retractedMessageId": "b"}),
            {"id": "c", "snippet": {"type": "tombstone"}},
            item(
                "userBannedEvent",
                userBannedDetails={"bannedUserDetails": {"channelId": "UCbad"}, "banType": "temporary"},
            ),
        )
    )

    assert [
        *(CommentDeleted(at=AT, feed="main", id=id_) for id_ in "abc"),
        CommentsCleared(at=AT, feed="main", platform="youtube", viewer="youtube:UCbad"),
    ] == events


@pytest.mark.parametrize(
    "frame",
    [
        page(item("chatEndedEvent")),
        page(offlineAt=SENT),
        page(item("chatEndedEvent"), offlineAt=SENT),
        b'{"error": {"code": 403, "errors": [{"reason": "liveChatEnded"}]}}',
    ],
    ids=["event", "offline", "both", "refusal"],
)
def test_the_end_is_told_once(frame: bytes) -> None:
    """An event in the chat, a mark on the page, or a refusal that says so."""
    assert [StreamEnded(at=AT, feed="main")] == decoded(frame)


def test_the_audience_comes_as_an_answer_of_its_own() -> None:
    """The number is text on the wire; a stream that hides it tells nothing."""
    frame = {
        "kind": "youtube#videoListResponse",
        "items": [{"liveStreamingDetails": {"concurrentViewers": "1234"}}, {"id": "x"}],
    }

    assert [AudienceSampled(at=AT, feed="main", count=1234, platform="youtube")] == decoded(
        json.dumps(frame).encode()
    )


def test_what_says_nothing_to_a_shop_is_left_out() -> None:
    """Polls and members-only mode are known, and no event of ours."""
    assert [] == decoded(page(item("pollEvent"), item("sponsorOnlyModeStartedEvent")))


def test_one_message_that_cannot_be_read_costs_only_itself() -> None:
    """Unknown kinds, broken shapes and missing parts are recorded, with the messages around them read."""
    fine = item("textMessageEvent", textMessageDetails={"messageText": "在"})
    broken = [item("hologramEvent"), 7, {"id": "x"}, item("textMessageEvent"), item("messageDeletedEvent")]
    events = decoded(page(fine, *broken, fine))

    assert [CommentReceived, *[Unparsed] * 5, CommentReceived] == [type(event) for event in events]
    assert "hologramEvent" in events[1].reason  # type: ignore[attr-defined]  # its type was just compared


@pytest.mark.parametrize(
    "frame",
    [b"", b"not json", b"[]", b'{"items": []}', b'{"kind": "youtube#x"}', b'{"error": {"errors": []}}'],
)
def test_what_is_no_page_is_refused_with_a_reason(frame: bytes) -> None:
    """Every refusal says why, for the record that is kept of it."""
    with pytest.raises(BadFrameError, match=r"\w"):
        decoder("main")(frame, AT)


def test_hostile_text_is_cleaned() -> None:
    """Escapes, bidi controls and halves of emoji never leave the protocol."""
    text = rb'{"messageText": "\u001b[31m\u200bred \ud83d"}'
    frame = page(item("textMessageEvent", textMessageDetails="HERE")).replace(b'"HERE"', text)
    (event,) = decoded(frame)

    assert isinstance(event, CommentReceived)
    assert "[31mred �" == event.text


scalars = st.none() | st.booleans() | st.integers() | st.text(max_size=12)
KINDS = ["textMessageEvent", "superChatEvent", "tombstone", "userBannedEvent", "giftEvent", "newSponsorEvent"]


@given(
    st.sampled_from(KINDS),
    st.dictionaries(
        st.sampled_from(["publishedAt", "displayMessage", "superChatDetails", "giftEventDetails"]),
        scalars | st.dictionaries(st.sampled_from(["amountMicros", "currency", "giftName"]), scalars),
    ),
)
def test_no_mixture_of_types_trips_the_decoder(kind: str, fields: dict[str, Any]) -> None:
    """Whatever a field holds, the message is an event or a record."""
    assert decoded(page({"id": 1, "snippet": {"type": kind, **fields}}))


def test_a_recording_may_be_pretty_printed() -> None:
    """The plug-in cuts it into pages, one a line or over many lines."""
    text = item("textMessageEvent", textMessageDetails={"messageText": "一"})
    recording = json.dumps(json.loads(page(text)), indent=1).encode() + b"\n" + page(text)
    assert PLUGIN.decoder is not None
    decode = PLUGIN.decoder("main", None)

    assert ["一", "一"] == [
        event.text  # type: ignore[attr-defined]  # all are comments
        for frame in PLUGIN.split(recording)
        for event in decode(frame, AT)
    ]


@pytest.mark.parametrize(
    "written",
    [
        "abcdefghij-",
        " https://www.youtube.com/watch?v=abcdefghij-&t=3 ",
        "https://youtu.be/abcdefghij-?si=x",
        "youtube.com/live/abcdefghij-?feature=share",
        "https://studio.youtube.com/video/abcdefghij-/livestreaming",
        "https://www.youtube.com/live_chat?is_popout=1&v=abcdefghij-",
    ],
)
def test_any_link_to_the_video_will_do(written: str) -> None:
    """People copy what their browser shows."""
    assert "abcdefghij-" == video_id(written)


@pytest.mark.parametrize(
    "written", ["", "x", "https://example.org/watch?v=abcdefghij-", "http://[", "youtu.be/"]
)
def test_what_names_no_video_is_told(written: str) -> None:
    """Before anything is asked of YouTube."""
    with pytest.raises(UserProblem):
        video_id(written)


RECORDED = Path(__file__).parents[3] / "shared" / "reference" / "frames" / "youtube" / "data-api"


@pytest.mark.skipif(not RECORDED.is_dir(), reason="the recorded pages are not beside the project")
def test_recorded_pages_become_what_stands_in_them() -> None:
    """Each says the same as the page's own fields: kind, id, text, viewer and time."""
    expected: dict[str, type[CommentReceived | FanclubJoined]] = {
        "textMessageEvent": CommentReceived,
        "superChatEvent": CommentReceived,
        "newSponsorEvent": FanclubJoined,
    }
    files = sorted(RECORDED.glob("*.json"))

    assert files
    for file in files:
        (told,) = json.loads(file.read_bytes())["items"]
        (event,) = decoder("main")(file.read_bytes(), AT)

        assert isinstance(event, expected[told["snippet"]["type"]])
        assert isinstance(event, CommentReceived | FanclubJoined)
        assert told["id"] == event.id
        assert f"youtube:{told['authorDetails']['channelId']}" == event.viewer
        assert told["authorDetails"]["displayName"] == event.name
        if isinstance(event, CommentReceived):
            said = told["snippet"].get("superChatDetails", {}).get("userComment")
            assert (said or told["snippet"]["displayMessage"]) == event.text
            assert from_iso(told["snippet"]["publishedAt"]) == event.sent_at
