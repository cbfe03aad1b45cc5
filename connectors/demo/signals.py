"""What viewers do without a word: they enter, tap hearts, follow, share, join, give; and how many there are."""

from collections.abc import Callable

from connectors.demo.crowd import PLATFORM, Crowd, key
from connectors.events import (
    AudienceSampled,
    FanclubJoined,
    FeedEvent,
    Followed,
    Gifted,
    Liked,
    Shared,
    ViewerEntered,
)

_ENTERED, _LIKED, _FOLLOWED, _SHARED, _JOINED = (
    0.53,
    0.93,
    0.965,
    0.98,
    0.99,
)  # running shares; the rest are gifts
_GIFTS = ("小心心", "玫瑰", "荧光棒", "棒棒糖")


class Signals:
    """Makes a feed's social events. Times are UTC ms."""

    def __init__(self, crowd: Crowd, feed: str, random: Callable[[], float]) -> None:
        self._crowd = crowd
        self._feed = feed
        self._random = random

    def act(self, at: int) -> FeedEvent:
        """Return something that some viewer does at `at`."""
        viewer = self._crowd.anybody()
        who, name, feed = key(viewer), self._crowd.name(viewer), self._feed
        luck = self._random()
        if luck < _ENTERED:
            return ViewerEntered(at=at, feed=feed, viewer=who, name=name, platform=PLATFORM)
        if luck < _LIKED:
            taps = 1 + int(30 * self._random() ** 3)
            return Liked(at=at, feed=feed, viewer=who, name=name, platform=PLATFORM, count=taps)
        if luck < _FOLLOWED:
            return Followed(at=at, feed=feed, viewer=who, name=name, platform=PLATFORM)
        if luck < _SHARED:
            return Shared(at=at, feed=feed, viewer=who, name=name, platform=PLATFORM)
        if luck < _JOINED:
            return FanclubJoined(at=at, feed=feed, viewer=who, name=name, platform=PLATFORM)
        gift = _GIFTS[int(self._random() * len(_GIFTS))]
        return Gifted(at=at, feed=feed, viewer=who, name=name, platform=PLATFORM, gift=gift)

    def audience(self, at: int, share: float) -> AudienceSampled:
        """Return a head count: about `share` of the full house."""
        count = round(self._crowd.size * share * (0.98 + 0.04 * self._random()))
        return AudienceSampled(at=at, feed=self._feed, count=count, platform=PLATFORM)
