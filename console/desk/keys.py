"""When two comments ask the same thing.

Two keys a comment: what it says (folded text) and what it means (topic). Both carry feed, lane, product and, for the
meaning, every slot, so that M 码 and L 码, or the same question about two products, never share a case. A case belongs to
one feed, because its reply goes to the room where people asked.
"""

from typing import Protocol

from console.model.verdict import Lane

NUDGE_TOPICS = frozenset({"attention.call", "service.no_answer"})
"""Said by somebody who already waits, these are impatience about the open ask, not a new question."""


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
        """Size, colour, quantity, price, place: what is never merged over."""

    @property
    def folded(self) -> str:
        """The text as matching sees it."""


def merge_keys(feed: str, lane: Lane, subject: Subject) -> tuple[str, ...]:
    """Return the keys under which a comment is looked up: by text, then by meaning where one was recognised."""
    product = subject.product or ""
    place = f"{feed}\x1f{lane}\x1f{product}"
    by_text = f"{place}\x1ft\x1f{subject.folded}"
    if not subject.topic or subject.topic in NUDGE_TOPICS:
        return (by_text,)
    slots = "\x1f".join(f"{name}={value}" for name, value in subject.slots)
    return (by_text, f"{place}\x1fm\x1f{subject.topic}\x1f{slots}")
