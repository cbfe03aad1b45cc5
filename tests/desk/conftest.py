"""A fresh desk for each test."""

import pytest

from tests.desk.acting import ActingDesk


@pytest.fixture
def desk() -> ActingDesk:
    """Return an empty desk."""
    return ActingDesk()
