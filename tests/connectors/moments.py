"""Times as frames tell them."""

from datetime import UTC, datetime

AT = 1_760_000_000_000
"""A moment in UTC ms."""


def iso(ms: int) -> str:
    """Return a time in UTC ms after ISO 8601; one beyond every calendar as its number."""
    try:
        return datetime.fromtimestamp(ms / 1000, UTC).isoformat(timespec="milliseconds")
    except (ValueError, OverflowError, OSError):
        return str(ms)
