"""Find and open what a shop wrote. A file that cannot be read is a finding like any other."""

from pathlib import Path

from connectors.language import say
from connectors.problem import Finding
from console.shopfiles.compose import LARGEST

_ENDINGS = {".yaml", ".yml"}


def files_of(folder: Path) -> list[Path]:
    """Return the YAML files of a folder by name, or the file itself. Raises OSError."""
    if not folder.is_dir():
        return [folder]
    return sorted(
        file for file in folder.iterdir() if file.suffix in _ENDINGS and not file.name.startswith(".")
    )


def read_bytes(file: Path) -> bytes:
    """Return what a file holds, cut one byte above the largest size that is read. Raises OSError."""
    with file.open("rb") as stream:
        return stream.read(LARGEST + 1)


def unreadable(path: Path, error: OSError) -> Finding:
    """Say that a file or folder cannot be read."""
    reason = error.strerror or type(error).__name__
    return Finding(str(path), None, "", say(f"读不了：{reason}。", f"It cannot be read: {reason}."))
