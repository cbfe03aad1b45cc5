"""The log file: what a developer needs of a broadcast, and nothing of its viewers."""

import logging
from logging.handlers import RotatingFileHandler
from typing import Any

from console.settings import paths
from console.triage.personal import masked


class MaskingFormatter(logging.Formatter):
    """Writes a record without personal data: an error may quote the comment it stumbled over."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - the library's name for it
        """Return the line of a record, what was said in it masked."""
        record.message = masked(record.message)
        return super().formatMessage(record)

    def formatException(self, ei: Any) -> str:  # noqa: N802 - the library's name for it
        """Return a traceback, masked line by line."""
        return "\n".join(map(masked, super().formatException(ei).split("\n")))


def log_to_file() -> None:
    """Send logs to a file, never to the screen."""
    try:
        paths.log_dir().mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = RotatingFileHandler(
            paths.log_dir() / "livedesk.log", maxBytes=1_000_000, backupCount=3, encoding="utf-8"
        )
    except OSError:
        handler = logging.NullHandler()  # a read-only home must not stop a broadcast
    handler.setFormatter(MaskingFormatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
