"""What befalls a channel besides talk: subscriptions, gifts, raids, announcements, told alike by both ways."""

from typing import Any

import pytest

from connectors.events import CommentReceived, FanclubJoined, FeedEvent, Gifted, Shared, Unparsed
from tests.connectors.twitch.frames import notice, read, told

RECIPIENT = "msg-param-recipient-id=9;msg-param-recipient-display-name=乙"
GIFT = {"recipient_user_id": "9", "recipient_user_name": "乙"}


@pytest.mark.parametrize(
    ("line", "frame", "kinds"),
    [
        (notice("sub"), told("sub"), [FanclubJoined]),
        (notice("resub", text="一年了"), told("resub", text="一年了"), [CommentReceived, FanclubJoined]),
        (notice("primepaidupgrade"), told("prime_paid_upgrade"), [FanclubJoined]),
        (notice("subgift", tags=RECIPIENT), told("sub_gift", sub_gift=GIFT), [Gifted, FanclubJoined]),
        (
            notice("subgift", tags=RECIPIENT + ";msg-param-community-gift-id=5"),
            told("sub_gift", sub_gift={**GIFT, "community_gift_id": "5"}),
            [FanclubJoined],
        ),
        (
            notice("submysterygift", tags="msg-param-mass-gift-count=20"),
            told("community_sub_gift", community_sub_gift={"id": "5", "total": 20}),
            [Gifted],
        ),
        (notice("raid", tags="msg-param-viewerCount=40"), told("raid"), [Shared]),
        (notice("announcement", text="今晚九点"), told("announcement", text="今晚九点"), [CommentReceived]),
        (notice("viewermilestone", text="十场"), told("watch_streak", text="十场"), [CommentReceived]),
        (notice("bitsbadgetier"), told("bits_badge_tier"), []),
        (
            notice("sharedchatnotice", text="隔壁的", tags="source-room-id=101;source-msg-id=resub"),
            told("shared_chat_resub", text="隔壁的"),
            [CommentReceived],
        ),
        (
            notice("sharedchatnotice", tags="source-room-id=101;source-msg-id=raid"),
            told("shared_chat_raid"),
            [],
        ),
        (notice("newfangled", text="说了话"), told("newfangled", text="说了话"), [CommentReceived, Unparsed]),
    ],
)
def test_both_ways_tell_the_same_of_a_notice(
    line: str, frame: dict[str, Any], kinds: list[type[FeedEvent]]
) -> None:
    """Same kinds, same viewers, same counts; only Twitch's time differs, which the chat's line here has not."""
    by_chat, by_eventsub = read(line), read(frame)

    assert kinds == [type(event) for event in by_chat]
    for one, other in zip(by_chat, by_eventsub, strict=True):
        assert type(one) is type(other)
        for field in ("id", "viewer", "name", "text", "count", "gift", "staff"):
            assert getattr(one, field, None) == getattr(other, field, None)


def test_an_announcement_is_the_hosts_own_and_a_batch_has_its_count() -> None:
    """Announcements are never questions; twenty gifts are told once, as twenty."""
    (announcement,) = read(notice("announcement", text="今晚九点"))
    (gift,) = read(notice("submysterygift", tags="msg-param-mass-gift-count=20"))

    assert isinstance(announcement, CommentReceived)
    assert announcement.staff
    assert isinstance(gift, Gifted)
    assert ("subscription", 20) == (gift.gift, gift.count)


def test_who_gives_without_a_name_is_nobody_in_particular() -> None:
    """The login that stands for everybody is no viewer; EventSub gives none at all."""
    anonymous = (
        f"@id=g1;user-id=274598607;login=ananonymousgifter;msg-id=subgift;{RECIPIENT} :t USERNOTICE #s"
    )
    for frame in (
        anonymous,
        told(
            "sub_gift", sub_gift=GIFT, chatter_user_id=None, chatter_user_name=None, chatter_user_login=None
        ),
    ):
        gift, member = read(frame)

        assert isinstance(gift, Gifted)
        assert isinstance(member, FanclubJoined)
        assert ("twitch:@#", "twitch:9") == (gift.viewer, member.viewer)
