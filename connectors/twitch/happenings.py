"""What happens on a channel, whichever way it is heard: said the same by EventSub and by the chat, told the same here."""

from collections.abc import Container, Iterable
from dataclasses import dataclass

from connectors.events import (
    CommentReceived,
    FanclubJoined,
    FeedEvent,
    Gifted,
    Shared,
    unparsed,
    viewer_key,
)
from connectors.language import say
from connectors.text import clean, clean_name

PLATFORM = "twitch"
BITS = "bits"
SUBSCRIPTION = "subscription"
ANONYMOUS_GIFTER = "ananonymousgifter"  # the login that stands for everybody who gives without a name

_ACTION = "\x01ACTION "  # how `/me` is written

_OWN_SIDE = frozenset({"broadcaster", "moderator", "lead_moderator"})
_RENEWALS = frozenset(
    {"sub", "resub", "gift_paid_upgrade", "prime_paid_upgrade", "anon_gift_paid_upgrade", "pay_it_forward"}
)
_OF_NO_ACCOUNT = frozenset(
    {
        "unraid",
        "bits_badge_tier",
        "charity_donation",
        "viewer_milestone",
        "watch_streak",
        "modiversary",
        "ritual",
        "reward_gift",
        "shared_chat_notice",
    }
)


@dataclass(frozen=True, slots=True)
class Said:
    """What every happening has: by whom and when. `sent_at` is Twitch's time (UTC ms), `id` its message id.

    `bits` are what a comment cheered with; `amount` of `currency` in minor units is what a pinned comment cost.
    """

    at: int
    feed: str
    id: str
    user: str
    name: str
    text: str = ""
    sent_at: int | None = None
    staff: bool = False
    history: bool = False
    bits: int = 0
    amount: int | None = None
    currency: str | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """A happening with a line of its own in the chat. `kind` is EventSub's `notice_type`.

    `elsewhere` says that it befell another channel of a shared chat. A gift has `count` parts; `batch` says that it
    is one of a batch that was told of as a whole. `recipient` is the user id, and the name, of who got it.
    """

    said: Said
    kind: str
    elsewhere: bool = False
    count: int = 1
    batch: bool = False
    recipient: tuple[str, str] = ("", "")


def comment(said: Said) -> list[FeedEvent]:
    """Return a comment and, where it cheered, the bits as a gift: they are not money of the shop."""
    viewer, name = who(said.user, said.name)
    text = said.text
    if text.startswith(_ACTION):
        text = text.removeprefix(_ACTION).removesuffix("\x01")
    events: list[FeedEvent] = [
        CommentReceived(
            at=said.at,
            feed=said.feed,
            id=said.id,
            text=clean(text),
            viewer=viewer,
            name=name,
            platform=PLATFORM,
            sent_at=said.sent_at,
            history=said.history,
            staff=said.staff,
            amount=said.amount,
            currency=said.currency,
        )
    ]
    if said.bits > 0:
        events.append(_gift(said, BITS, said.bits))
    return events


def notice(told: Notice) -> list[FeedEvent]:
    """Return what a notice means, with what its author typed into it; of a kind never seen, the notice as unreadable.

    What befell another channel of a shared chat leaves only the words that were read here too.
    """
    said = told.said
    events: list[FeedEvent] = []
    if told.kind == "announcement":
        return comment(said)
    if said.text:
        events += comment(said)
    if told.elsewhere or told.kind in _OF_NO_ACCOUNT:
        return events
    viewer, name = who(said.user, said.name)
    if told.kind in _RENEWALS:
        events.append(_member(said, viewer, name))
    elif told.kind == "sub_gift":
        if not told.batch:
            events.append(_gift(said, SUBSCRIPTION, told.count))
        events.append(_member(said, *who(*told.recipient)))
    elif told.kind == "community_sub_gift":
        events.append(_gift(said, SUBSCRIPTION, told.count))
    elif told.kind == "raid":  # another channel sends its viewers here
        events.append(
            Shared(at=said.at, feed=said.feed, id=said.id, viewer=viewer, name=name, platform=PLATFORM)
        )
    else:
        kind = clean(told.kind, 40)
        reason = say(f"未知的通知“{kind}”", f"an unknown notice “{kind}”")
        events.append(unparsed(at=said.at, feed=said.feed, reason=reason, frame=told.kind.encode()))
    return events


def who(user: str, name: str) -> tuple[str, str]:
    """Return a viewer's key and display name."""
    known_as = clean_name(name)
    return viewer_key(PLATFORM, clean(user, 80), known_as), known_as


def is_staff(badges: Iterable[str], user: str, own: Container[str]) -> bool:
    """Say whether somebody speaks for the shop: by badge, or because it is the account we reply with."""
    return user in own or any(badge in _OWN_SIDE for badge in badges)


def _gift(said: Said, gift: str, count: int) -> Gifted:
    viewer, name = who(said.user, said.name)
    return Gifted(
        at=said.at,
        feed=said.feed,
        id=said.id,
        viewer=viewer,
        name=name,
        platform=PLATFORM,
        gift=gift,
        count=max(count, 1),
    )


def _member(said: Said, viewer: str, name: str) -> FanclubJoined:
    return FanclubJoined(at=said.at, feed=said.feed, id=said.id, viewer=viewer, name=name, platform=PLATFORM)
