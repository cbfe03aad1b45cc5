"""What triage takes on a disk."""

from importlib.metadata import files
from pathlib import Path

PROJECT = Path(__file__).parents[2]
PARTS = ("config/lexicon", "config/triage", "console/triage")
MOST_MB = 15


def test_triage_installs_in_a_few_megabytes() -> None:
    """Word lists, model, code and what it is compiled to, and the library that finds words, which nothing else needs."""
    sizes = {
        part: sum(
            file.stat().st_size * (2 if file.suffix == ".py" else 1)  # compiled, it is about as long again
            for file in (PROJECT / part).rglob("*")
            if file.is_file() and file.suffix != ".pyc"
        )
        / 1e6
        for part in PARTS
    }
    library = [Path(str(file.locate())) for file in files("ahocorasick_rs") or ()]
    assert library
    sizes["ahocorasick_rs"] = sum(file.stat().st_size for file in library if file.exists()) / 1e6
    for part, size in sizes.items():
        print(f"{part}: {size:.2f} MB")
        assert size
    print(f"altogether {sum(sizes.values()):.2f} MB")
    assert MOST_MB >= sum(sizes.values())
