"""YAML as a shop writes it: plain texts with their lines, and everything wrong with them collected."""

from console.shopfiles.compose import compose
from console.shopfiles.files import files_of, read_bytes, unreadable
from console.shopfiles.keys import Keys, line_of, meant, text_of
from console.shopfiles.report import Report, refusal

__all__ = [
    "Keys",
    "Report",
    "compose",
    "files_of",
    "line_of",
    "meant",
    "read_bytes",
    "refusal",
    "text_of",
    "unreadable",
]
