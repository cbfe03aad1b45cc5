"""When two comments ask the same thing.

Two keys a comment: what it says (folded text) and what it means (topic). Both carry feed, lane, product and, for the
meaning, every slot, so that M 码 and L 码, or the same question about two products, never share a case. A case belongs to
one feed, because its reply goes to the room where people asked.
"""

from typing import Protocol

from console.model.verdict import Lane

NUDGE_TOPICS = frozenset({"chat.call", "complaint.no_answer"})
"""Said by somebody who already waits, these are impatience about the open ask, not a new question."""

BROAD_TOPICS = frozenset(
    {
        "complaint.stream",
        "order.cannot",
        "order.change",
        "order.how",
        "order.status",
        "payment.method",
        "product.compare",
        "product.effect",
        "product.function",
        "product.general",
        "product.package",
        "product.show",
        "product.suitability",
        "product.usage",
    }
)
"""Subjects under which people ask different things: "能投屏吗" and "多大功率" are both about functions."""

_AVAILABILITY = frozenset({"product.size", "product.colour", "product.stock"})
"""With a size or colour named, all three ask whether that one is to be had: "有没有小码", "小码有吗"."""

_ALTERNATIVES = frozenset({"size", "colour"})
_WANTED = _ALTERNATIVES | {"item", "quantity", "measures"}
"""Slots that say which one is to be had; any other (显黑, 掉色, 明天) asks something else of it."""

_UNSURE = "\x1fu\x1f"

_ABOUT_GOODS = ("product.", "price.")
_ABOUT_THE_ROOM = frozenset({"price.draw"})


class Subject(Protocol):
    """What a key is made of: a verdict's, or an opened case's, fields."""

    @property
    def topic(self) -> str:
        """The fine subject, "" where unknown."""

    @property
    def product(self) -> str | None:
        """The product it is about, None where unknown."""

    @property
    def slots(self) -> tuple[tuple[str, str], ...]:
        """Size, colour, quantity, price, place, item ...: what is never merged over."""

    @property
    def folded(self) -> str:
        """The text as matching sees it."""


def merge_keys(feed: str, lane: Lane, subject: Subject) -> tuple[str, ...]:
    """Return the keys under which a comment is looked up: by text, then by meaning where one was recognised."""
    product = subject.product or ""
    place = f"{feed}\x1f{lane}\x1f{product}"
    by_text = f"{place}\x1ft\x1f{subject.folded}"
    topic = subject.topic
    if not topic or topic in NUDGE_TOPICS or topic in BROAD_TOPICS:
        return (by_text,)
    kinds = {name for name, _ in subject.slots}
    if topic in _AVAILABILITY and kinds & _ALTERNATIVES and kinds <= _WANTED:
        topic = "product.stock"
    if (
        not product
        and "item" not in kinds
        and topic.startswith(_ABOUT_GOODS)
        and topic not in _ABOUT_THE_ROOM
    ):
        return (by_text, f"{place}{_UNSURE}{topic}\x1f{_spelt(subject)}")
    return (by_text, f"{place}\x1fm\x1f{topic}\x1f{_spelt(subject)}")


def is_unsure(key: str) -> bool:
    """Whether a key leaves open which product is meant: it holds only while the same one is on air."""
    return _UNSURE in key


def _spelt(subject: Subject) -> str:
    return "\x1f".join(f"{name}={value}" for name, value in subject.slots)
