"""The shipped word lists, loaded once."""

from pathlib import Path

import pytest

from console.triage import Triage

LEXICON = Path(__file__).parents[2] / "config" / "lexicon"


@pytest.fixture(scope="session")
def lexicon_dir() -> Path:
    """Where the shipped word lists lie."""
    return LEXICON


@pytest.fixture(scope="session")
def triage() -> Triage:
    """Triage as it is shipped."""
    return Triage.load(LEXICON)
