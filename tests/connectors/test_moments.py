"""Times in text become UTC ms."""

import pytest

from connectors.reading.moments import from_iso


@pytest.mark.parametrize(
    ("text", "ms"),
    [
        ("2025-06-01T10:00:00Z", 1_748_772_000_000),
        ("2025-06-01T10:00:00.5+08:00", 1_748_743_200_500),
        ("2025-06-01T10:00:00.1234567-08:00", 1_748_800_800_123),
        ("2025-06-01T10:00:00", 1_748_772_000_000),
        ("1969-06-01T10:00:00Z", None),
        ("soon", None),
        ("", None),
        (1_748_772_000_000, None),
        (None, None),
    ],
)
def test_offsets_and_any_number_of_decimals_are_read(text: object, ms: int | None) -> None:
    """Seven decimals and offsets too; what is no time stays unknown."""
    assert ms == from_iso(text)
