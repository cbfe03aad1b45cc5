"""What must be settled before textual is imported."""

import os
import subprocess
import sys

PROGRAM = """
import sys
from console.screens.terminal import set_environment
assert "textual" not in sys.modules
set_environment()
from textual import constants
print(constants.DISABLE_KITTY_KEY)
"""


def run(**environment: str) -> str:
    """Run the program in a fresh interpreter and return what it prints."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def test_chinese_input_is_made_reliable() -> None:
    """Long commits of an input method are lost where the terminal reports all keys as codes."""
    assert "True" == run()


def test_what_the_user_set_stays() -> None:
    """Somebody may know their terminal better."""
    assert "False" == run(TEXTUAL_DISABLE_KITTY_KEY="0")
