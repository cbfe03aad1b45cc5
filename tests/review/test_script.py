"""The program that reviewers copy."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from console.review import Review, shown

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "scripts" / "review_last.py"

pytestmark = pytest.mark.process


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the script as a reviewer does."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "LIVEDESK_LANG": "en"}
    return subprocess.run(
        [sys.executable, str(SCRIPT), *arguments],
        capture_output=True,
        encoding="utf-8",
        env=environment,
        check=False,
        timeout=60,
    )


def test_prints_the_same_figures(review: Review, tmp_path: Path, evening: Any) -> None:
    """Every figure stands there as the review shows it, and the question nobody answered."""
    ran = run(str(tmp_path), evening.state.broadcast)
    assert "" == ran.stderr
    for figure in review.figures.values():
        assert f"{figure.id:<4}{figure.name}: {shown(figure)}" in ran.stdout
    assert "1/1 ? 我的电话" in ran.stdout


def test_tells_a_person_what_is_wrong(tmp_path: Path) -> None:
    """No journal, no traceback."""
    ran = run(str(tmp_path))
    assert 1 == ran.returncode
    assert "Traceback" not in ran.stderr
    assert "No broadcast recorded yet" in ran.stderr


def test_is_short_enough_to_read_before_copying() -> None:
    """A starting point, not a product: at most forty lines, nothing but the review's public face."""
    lines = SCRIPT.read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 40
    imports = [line for line in lines if line.startswith(("import ", "from "))]
    assert {"import sys", "from pathlib import Path"} == {
        line for line in imports if "console.review" not in line
    }
