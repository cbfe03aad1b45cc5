"""A whole live-shopping broadcast, invented: seeded, lazy, without a clock or a socket.

The host explains product after product; viewers come, ask, complain, joke and buy. Nobody is real, and every
comment says what it really is. The same arguments give the same events, byte for byte.
"""

import heapq
import math
import random
from collections.abc import Container, Iterator
from operator import itemgetter

import msgspec

from connectors.demo.catalogue import Catalogue, Product, read
from connectors.demo.crowd import PLATFORM, Crowd, key
from connectors.demo.phrases import Phrase, Phrases
from connectors.demo.rundown import Moment, Rundown
from connectors.demo.shopping import Buyer, Till
from connectors.demo.signals import Signals
from connectors.events import (
    CommentDeleted,
    CommentReceived,
    ExplainStarted,
    ExplainStopped,
    FeedEvent,
    StreamEnded,
    Truth,
)
from connectors.text import clean

Timed = tuple[int, FeedEvent]
"""When something happens, in ms since the broadcast began, and what."""

_SPOKEN = (
    0.93  # comments that come by themselves, of each comment asked for; the others follow from something
)
_SIGNALS = 1.5  # social events to each comment
_ORDERS = 0.1  # orders by people who asked nothing, to each comment
_CALM = 1.6  # a lottery floods the comments, not the door and not the till
_HOUSE = 14  # viewers of a full room to each comment a minute
_AUDIENCE_EVERY = 5  # seconds
_LEADS = frozenset({"product", "price", "purchase"})  # questions that may end in an order


def broadcast(
    seed: int = 11,
    minutes: float = 30,
    rate: float = 180,
    *,
    feed: str = "demo",
    started_at: int = 0,
    answered: Container[str] = frozenset(),
) -> Iterator[Timed]:
    """Yield a broadcast of `minutes` at an average of `rate` comments a minute, in the order of time.

    Each item is the offset in ms and the event, whose `at` is `started_at` (UTC ms) plus the offset. `answered`
    holds the keys of viewers who have been answered; it is asked as the broadcast goes on: they nudge no more.
    """
    return _Room(seed, minutes, rate, feed, started_at, answered).play()


class _Line(msgspec.Struct, frozen=True):
    at: float
    text: str
    truth: Truth


class _Opening(msgspec.Struct, frozen=True):
    line: tuple[_Line, ...]


class _Room:
    """The broadcast while it goes on; what follows from an event waits in `_later` until its time comes."""

    def __init__(
        self, seed: int, minutes: float, rate: float, feed: str, started_at: int, answered: Container[str]
    ) -> None:
        roll = random.Random(seed).random  # the one method whose sequence Python promises to keep
        shop = read("catalogue.toml", Catalogue)
        self._roll = roll
        self._rate = rate / 60_000  # comments per ms
        self._feed = feed
        self._started_at = started_at
        self._answered = answered
        self._products = {product.id: product for product in shop.products}
        self._rundown = Rundown(round(minutes * 60_000), shop.products)
        self._crowd = Crowd(max(200, round(rate * _HOUSE)), roll)
        self._phrases = Phrases(shop, roll)
        self._signals = Signals(self._crowd, feed, roll)
        self._till = Till(shop.promotion, feed, roll)
        self._comments = 0
        self._later: list[tuple[int, int, FeedEvent, bool]] = []
        self._put_count = 0

    def play(self) -> Iterator[Timed]:
        length = self._rundown.length
        self._plan()
        for start in range(0, length, 1_000):
            stop = min(start + 1_000, length)
            happening = list(self._arrive(start, stop))
            while self._later and self._later[0][0] < stop:
                at, _, event, is_nudge = heapq.heappop(self._later)
                if not (is_nudge and self._is_answered(event)):
                    happening.append((at, event))
            happening.sort(key=itemgetter(0))
            yield from happening
        yield length, StreamEnded(at=self._started_at + length, feed=self._feed)

    def _plan(self) -> None:
        """Put the host's plan and the scripted opening into what is to come."""
        feed, began = self._feed, self._started_at
        for segment in self._rundown.segments:
            product, start, stop = segment
            title = product.title
            self._put(
                start, ExplainStarted(at=began + start, feed=feed, product=product.id, product_title=title)
            )
            self._put(stop, ExplainStopped(at=began + stop, feed=feed, product=product.id))
        for line in read("lines/opening.toml", _Opening).line:
            at = round(line.at * 1_000)
            self._put(at, self._comment(at, self._crowd.anybody(), line.text, line.truth))

    def _put(self, at: int, event: FeedEvent, *, is_nudge: bool = False) -> None:
        self._put_count += 1  # decides between equal times: events themselves have no order
        heapq.heappush(self._later, (at, self._put_count, event, is_nudge))

    def _is_answered(self, event: FeedEvent) -> bool:
        return isinstance(event, CommentReceived) and event.viewer in self._answered

    def _arrive(self, start: int, stop: int) -> Iterator[Timed]:
        """Yield what comes by itself in one second: a Poisson stream whose rate ebbs, bursts and gusts."""
        roll, began = self._roll, self._started_at
        busy = self._rundown.busy(start) * (0.55 + 0.9 * roll())
        moment = self._rundown.moment(start)
        product = self._rundown.on_air(start).product
        speaking = self._rate * busy * _SPOKEN
        buying = speaking + self._rate * min(busy, _CALM) * _ORDERS
        total = buying + self._rate * min(busy, _CALM) * _SIGNALS
        if start % (_AUDIENCE_EVERY * 1_000) == 0:
            yield start, self._signals.audience(began + start, self._rundown.audience(start))
        moves = float(start)
        while (moves := moves - math.log(1 - roll()) / total) < stop:
            at = int(moves)
            luck = roll() * total
            if luck < speaking:
                yield at, self._speak(at, moment, product)
            elif luck < buying:
                self._order(at + 1_000, self._crowd.anybody(), product)
            else:
                yield at, self._signals.act(began + at)

    def _speak(self, at: int, moment: Moment, product: Product) -> CommentReceived:
        """Return a comment, and prepare what will follow from it."""
        phrase = self._phrases.pick(moment, product)
        viewer = self._crowd.speaker()
        comment = self._say(at, viewer, phrase)
        truth, luck, soon = phrase.truth, self._roll(), at + 20_000 + int(70_000 * self._roll())
        if truth.complaint:
            if luck < 0.3:
                self._follow(soon, viewer, "again", product, is_nudge=True)
        elif truth.question:
            if luck < 0.035:
                self._put(soon, self._say(soon, viewer, phrase), is_nudge=True)
            elif luck < 0.07:
                self._follow(soon, viewer, "nudge", product, is_nudge=True)
            elif luck > 0.88 and truth.intent in _LEADS:
                self._order(soon, viewer, self._products[truth.product or product.id])
        elif truth.intent == "spam" and luck < 0.5:
            gone = at + 2_000 + int(5_000 * luck)
            self._put(gone, CommentDeleted(at=self._started_at + gone, feed=self._feed, id=comment.id))
        return comment

    def _follow(
        self, at: int, viewer: int, occasion: str, product: Product, *, is_nudge: bool = False
    ) -> None:
        self._put(at, self._say(at, viewer, self._phrases.pick(occasion, product)), is_nudge=is_nudge)

    def _order(self, at: int, viewer: int, product: Product) -> None:
        """Let a viewer buy at `at`, and perhaps tell the room."""
        buyer = Buyer(key(viewer), self._crowd.name(viewer))
        promoted = self._rundown.is_promoted(at)
        for state in self._till.order(buyer, product, self._started_at + at, promoted=promoted):
            self._put(state.at - self._started_at, state)
        if self._roll() < 0.3:
            self._follow(at + 3_000 + int(9_000 * self._roll()), viewer, "bought", product)

    def _say(self, at: int, viewer: int, phrase: Phrase) -> CommentReceived:
        return self._comment(at, viewer, self._phrases.utter(phrase), phrase.truth)

    def _comment(self, at: int, viewer: int, text: str, truth: Truth) -> CommentReceived:
        self._comments += 1
        received = self._started_at + at
        return CommentReceived(
            at=received,
            feed=self._feed,
            id=f"c{self._comments:07d}",
            text=clean(text),
            viewer=key(viewer),
            name=self._crowd.name(viewer),
            platform=PLATFORM,
            sent_at=received - 60 - int(340 * self._roll() ** 3),
            truth=truth,
        )
