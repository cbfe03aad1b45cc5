"""What every test shares."""

import os
import shutil

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip terminal tests where tmux is missing, in one line that says how to get it; in CI that is a failure."""
    if shutil.which("tmux") or os.environ.get("CI"):
        return
    skip = pytest.mark.skip(reason="tmux is missing: apt install tmux, or brew install tmux")
    for item in items:
        if item.get_closest_marker("terminal"):
            item.add_marker(skip)
