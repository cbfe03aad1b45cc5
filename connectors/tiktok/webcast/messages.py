"""TikTok's messages by their names: which are read, and into what. Pure.

After the recordings of two published projects; what each field holds stands in `webcast.proto`.
"""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from google.protobuf.json_format import ParseDict, ParseError
from google.protobuf.message import Message

from connectors.contract import BadFrameError
from connectors.events import FeedEvent
from connectors.language import say
from connectors.text import clean
from connectors.tiktok.webcast import people, room, shop
from connectors.tiktok.webcast import webcast_pb2 as wire
from connectors.tiktok.webcast.containers import parsed
from connectors.tiktok.webcast.receipt import Receipt


class _Kind(NamedTuple):
    shape: type[Message]
    events: Callable[[Any, Receipt], Sequence[FeedEvent]]


_KINDS = {
    "WebcastChatMessage": _Kind(wire.Chat, people.said),
    "WebcastEmoteChatMessage": _Kind(wire.EmoteChat, people.showed),
    "WebcastQuestionNewMessage": _Kind(wire.QuestionNew, people.asked),
    "WebcastGiftMessage": _Kind(wire.Gift, people.gave),
    "WebcastLikeMessage": _Kind(wire.Like, people.liked),
    "WebcastMemberMessage": _Kind(wire.Member, people.entered),
    "WebcastUnauthorizedMemberMessage": _Kind(wire.UnauthorizedMember, people.entered_unnamed),
    "WebcastSocialMessage": _Kind(wire.Social, people.followed_or_shared),
    "WebcastSubNotifyMessage": _Kind(wire.Member, people.subscribed),
    "WebcastRoomUserSeqMessage": _Kind(wire.RoomUserSeq, room.counted),
    "WebcastControlMessage": _Kind(wire.Control, room.controlled),
    "WebcastImDeleteMessage": _Kind(wire.ImDelete, room.deleted),
    "WebcastRoomPinMessage": _Kind(wire.RoomPin, room.pinned),
    "WebcastOecLiveShoppingMessage": _Kind(wire.OecLiveShopping, shop.shown),
}

_IRRELEVANT = frozenset(
    {
        "WebcastBarrageMessage",
        "WebcastBoostCardMessage",
        "WebcastCaptionMessage",
        "WebcastEcShortItemRefreshMessage",
        "WebcastEcTaskRegisterMessage",
        "WebcastEnvelopeMessage",
        "WebcastGameRankNotifyMessage",
        "WebcastGiftBroadcastMessage",
        "WebcastGiftDynamicRestrictionMessage",
        "WebcastGiftPanelUpdateMessage",
        "WebcastGiftPromptMessage",
        "WebcastGoalUpdateMessage",
        "WebcastGuideMessage",
        "WebcastHourlyRankMessage",
        "WebcastHourlyRankRewardMessage",
        "WebcastInRoomBannerMessage",
        "WebcastLinkLayerMessage",
        "WebcastLinkMessage",
        "WebcastLinkMicArmies",
        "WebcastLinkMicBattle",
        "WebcastLinkMicFanTicketMethod",
        "WebcastLinkMicLayoutStateMessage",
        "WebcastLinkMicMethod",
        "WebcastLinkStateMessage",
        "WebcastLinkmicBattleTaskMessage",
        "WebcastLiveGameIntroMessage",
        "WebcastLiveIntroMessage",
        "WebcastMsgDetectMessage",
        "WebcastPaidContentLiveShoppingMessage",
        "WebcastPollMessage",
        "WebcastRankTextMessage",
        "WebcastRankUpdateMessage",
        "WebcastRoomMessage",
        "WebcastRoomStreamAdaptationMessage",
        "WebcastSystemMessage",
        "WebcastViewerPicksUpdateMessage",
    }
)
"""Captions of the host, rankings, battles, boxes, goals: nothing a shop answers."""


def events_of(method: str, message: bytes | dict[str, Any], receipt: Receipt) -> Sequence[FeedEvent]:
    """Return the events of one message: its protobuf bytes, or its fields as an export holds them.

    Raises `BadFrameError` for what cannot be read and for a message never seen before.
    """
    kind = _KINDS.get(method)
    if kind is not None:
        return kind.events(_filled(kind.shape, message), receipt)
    if method in _IRRELEVANT:
        return ()
    named = clean(method, 60)
    raise BadFrameError(say(f"未知的消息类型“{named}”", f"unknown message type “{named}”"))


def _filled(shape: type[Message], message: bytes | dict[str, Any]) -> Message:
    if isinstance(message, bytes):
        return parsed(shape, message)
    try:
        return ParseDict(message, shape(), ignore_unknown_fields=True)
    except ParseError as error:
        raise BadFrameError(say(f"不是有效的消息：{error}", f"not a valid message: {error}")) from error
