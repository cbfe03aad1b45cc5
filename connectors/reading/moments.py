"""Times as platforms write them in text. Pure."""

from datetime import UTC, datetime

EARLIEST_MS = 946_684_800_000  # the year 2000: before it something, such as the unit, was mistaken
LATEST_MS = 4_102_444_800_000  # the year 2100


def from_iso(text: object) -> int | None:
    """Return a time written after ISO 8601 as UTC ms; None where it is none. Without an offset it is taken for UTC."""
    if not isinstance(text, str):
        return None
    try:
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC)
        ms = round(moment.timestamp() * 1000)
    except (ValueError, OverflowError):
        return None
    return ms if EARLIEST_MS < ms < LATEST_MS else None
