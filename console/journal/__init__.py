"""The durable journal: everything that happened in every broadcast of a shop, in one file.

`open_journal` gives the one writer, `Reader` any number of readers, also while a broadcast runs.
"""

from console.journal.broadcast import Broadcast, Recording
from console.journal.codec import UnknownEvent
from console.journal.exchange import export_lines, import_lines
from console.journal.journal import Journal, open_journal
from console.journal.reader import Reader

__all__ = [
    "Broadcast",
    "Journal",
    "Reader",
    "Recording",
    "UnknownEvent",
    "export_lines",
    "import_lines",
    "open_journal",
]
