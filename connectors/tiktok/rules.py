"""What holds for TikTok however its events arrive: gifts come in streaks, follows and shares in one message. Pure."""

from connectors.events import Followed, Gifted, ModerationWarned, Shared, StreamEnded
from connectors.language import say

PLATFORM = "tiktok"

STICKER = "[sticker]"
"""What stands for a comment of stickers alone: TikTok gives their pictures, no words."""

_STREAKABLE = frozenset({0, 1})  # 1 is; without the kind it may be, and the streak then ends by silence


def streak(gift: Gifted, *, kind: int, group: str, gift_id: str, ended: bool) -> Gifted:
    """Mark a gift as part of its streak, which ends with a flag; other kinds arrive once and without it.

    `kind` is the platform's `giftType` (0 where it is not told), `group` its id of the streak.
    """
    if kind in _STREAKABLE:
        gift.combo = f"{gift.viewer}:{gift_id}:{group}"
        gift.growing = not ended
    return gift


def social(action: int, text_key: str) -> type[Followed | Shared] | None:
    """Return what a social message tells of: by its action (1 follow, 3 share), else by its text's key, else None."""
    if action == 1 or (not action and "follow" in text_key):
        return Followed
    if action == 3 or (not action and "share" in text_key):
        return Shared
    return None


def ended(
    action: int, *, feed: str, at: int
) -> tuple[StreamEnded] | tuple[ModerationWarned, StreamEnded] | None:
    """Return what the stream's end is told as: by the host (3), by the platform (4); None for any other action."""
    if action == 3:
        return (StreamEnded(at=at, feed=feed),)
    if action == 4:
        text = say("平台结束了直播", "the platform has ended the stream")
        warning = ModerationWarned(at=at, feed=feed, platform=PLATFORM, text=text, cut_off=True)
        return (warning, StreamEnded(at=at, feed=feed))
    return None
