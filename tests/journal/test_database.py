"""Either database library will do."""

import subprocess
import sys

import pytest

WITHOUT = """
import sys
sys.modules["apsw"] = None
from console.journal import database
print(database.HAS_APSW, database.connect.__name__)
"""


@pytest.mark.process
def test_the_standard_library_is_enough() -> None:
    """A shop that has not installed the extra writes through sqlite3."""
    ran = subprocess.run(
        [sys.executable, "-c", WITHOUT], capture_output=True, text=True, timeout=60, check=False
    )

    assert ("False _connect_sqlite3\n", "") == (ran.stdout, ran.stderr)


@pytest.mark.process
def test_the_extra_is_preferred() -> None:
    """Where apsw is installed, it is used: no test run would notice otherwise that it is not."""
    pytest.importorskip("apsw")
    asked = "from console.journal import database; print(database.connect.__name__)"
    ran = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, text=True, timeout=60, check=False
    )

    assert ("_connect_apsw\n", "") == (ran.stdout, ran.stderr)
