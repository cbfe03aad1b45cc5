"""The program that reviewers copy."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest

from console.metrics import Figure
from console.review import Review, basis, shown

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "scripts" / "review_last.py"

pytestmark = pytest.mark.process


def run(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a program as a reviewer does, in a folder of their own."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "LIVEDESK_LANG": "en"}
    return subprocess.run(
        [sys.executable, *arguments],
        capture_output=True,
        encoding="utf-8",
        env=environment,
        cwd=folder,
        check=False,
        timeout=60,
    )


def test_prints_the_same_figures(review: Review, tmp_path: Path, evening: Any) -> None:
    """Every figure stands there as the review shows it, and the question nobody answered."""
    ran = run(str(SCRIPT), str(tmp_path), evening.state.broadcast, folder=tmp_path)
    assert "" == ran.stderr
    for figure in review.figures.values():
        assert f"{figure.id:<4}{figure.name}: {shown(figure)}" in ran.stdout
    assert "1/1 ? 我的电话" in ran.stdout


def test_counts_by_the_shops_own_limits(
    evening: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The program and `livedesk review --json` tell the same of the same journal, by the settings that lie here."""
    monkeypatch.delenv("LIVEDESK_CONFIG")
    data = tmp_path / "data"
    evening.write(data)
    limits = "reply_rate_within_s = 50\nquestion_red_s = 1000"
    (tmp_path / "livedesk.toml").write_text(f"[desk]\n{limits}\n", encoding="utf-8")
    review = run("-m", "console", "review", "--json", "--data", str(data), folder=tmp_path)
    assert "" == review.stderr
    told = msgspec.json.decode(review.stdout)["figures"]
    figures = msgspec.convert(told, dict[str, Figure])
    assert (50, 0) == (figures["E3"].filters["T_s"], figures["E7"].value)
    script = run(str(SCRIPT), str(data), folder=tmp_path)
    assert "" == script.stderr
    for figure in figures.values():
        shows = f"{figure.id:<4}{figure.name}: {shown(figure)} [{basis(figure) or f'n={figure.n}'}]"
        assert shows in script.stdout.splitlines()


def test_settings_that_are_wrong_are_told(
    evening: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A shop's mistake in its settings is a sentence, never figures by other limits."""
    evening.write(tmp_path)
    file = tmp_path / "own.toml"
    file.write_text("[desk]\nreply_rate_within_s = -1\n", encoding="utf-8")
    monkeypatch.setenv("LIVEDESK_CONFIG", str(file))
    ran = run(str(SCRIPT), str(tmp_path), folder=tmp_path)
    assert (1, "") == (ran.returncode, ran.stdout)
    assert "reply_rate_within_s" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_tells_a_person_what_is_wrong(tmp_path: Path) -> None:
    """No journal, no traceback."""
    ran = run(str(SCRIPT), str(tmp_path), folder=tmp_path)
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
