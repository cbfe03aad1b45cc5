"""JSON objects whose names may be written in either of two ways: programs translate the same protobuf differently. Pure."""

from collections.abc import Mapping
from typing import Any

import msgspec

from connectors.reading.scalars import Scalar


class Fields:
    """Looks `msgId` up as `msgId` and as `msg_id`. What is missing, or of another shape, is none: it costs that field only."""

    def __init__(self, raw: object = None) -> None:
        self._raw: Mapping[str, Any] = raw if isinstance(raw, dict) else {}

    def __bool__(self) -> bool:
        return bool(self._raw)

    def scalar(self, name: str) -> Scalar:
        """Return the one value under a name."""
        value = self._find(name)
        return value if isinstance(value, str | int | float) else None

    def inside(self, name: str) -> "Fields":
        """Return the object under a name."""
        return Fields(self._find(name))

    def each(self, name: str) -> list["Fields"]:
        """Return the objects of the list under a name."""
        value = self._find(name)
        return [Fields(item) for item in value] if isinstance(value, list) else []

    def lifted(self, name: str) -> "Fields":
        """Return the object with what the object under a name holds put beside its own fields."""
        inner = self._find(name)
        return Fields({**self._raw, **inner}) if isinstance(inner, dict) else self

    def encoded(self) -> bytes:
        """Return the object as JSON."""
        return msgspec.json.encode(self._raw)

    def _find(self, name: str) -> Any:
        value = self._raw.get(name)
        return self._raw.get(_snake(name)) if value is None else value


def _snake(name: str) -> str:
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name)
