"""The shipped word lists and model, loaded once."""

from pathlib import Path

import pytest

from console.triage import Triage
from console.triage.training.examples import Example, read_examples, resolved

PROJECT = Path(__file__).parents[2]
LEXICON = PROJECT / "config" / "lexicon"
MODEL = PROJECT / "config" / "triage" / "model.msgpack"
EXAMPLES = PROJECT / "scripts" / "triage_examples"


@pytest.fixture(scope="session")
def lexicon_dir() -> Path:
    """Where the shipped word lists lie."""
    return LEXICON


@pytest.fixture(scope="session")
def model_file() -> Path:
    """Where the shipped model lies."""
    return MODEL


@pytest.fixture(scope="session")
def triage() -> Triage:
    """Triage by the shipped word lists alone."""
    return Triage.load(LEXICON)


@pytest.fixture(scope="session")
def shipped() -> Triage:
    """Triage as it is shipped: word lists and model."""
    return Triage.load(LEXICON, None, MODEL)


@pytest.fixture(scope="session")
def example_files() -> list[Path]:
    """Where the shipped labelled comments lie, labels of others' texts included."""
    return sorted(EXAMPLES.glob("*.jsonl"))


@pytest.fixture(scope="session")
def own_examples(example_files: list[Path]) -> list[Example]:
    """Labelled comments of our own making, each once."""
    return resolved(example for example in read_examples(example_files) if example.text)
