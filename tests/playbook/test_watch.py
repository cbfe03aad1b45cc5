"""Editing scripts while the broadcast runs."""

import os
from pathlib import Path

import pytest

from connectors.problem import UserProblem
from console.playbook import PlaybookFiles

_GOOD = "- id: {}\n  title: t\n  text: hello\n"


def save(file: Path, text: str, at: int) -> None:
    """Save a file as an editor would at `at` seconds."""
    file.write_text(text, encoding="utf-8")
    os.utime(file, (at, at))


def test_an_edit_is_noticed_once(tmp_path: Path) -> None:
    """The new script is there after the next look, and nothing is read again until the next edit."""
    file = tmp_path / "a.yaml"
    save(file, _GOOD.format("one"), 1)
    files = PlaybookFiles([tmp_path])
    assert not files.changed()
    save(file, _GOOD.format("two"), 2)
    assert files.changed()
    assert ["two"] == list(files.playbook.by_id)
    assert not files.changed()


def test_files_may_come_and_go(tmp_path: Path) -> None:
    """A new file adds its scripts, a deleted one takes them away."""
    save(tmp_path / "a.yaml", _GOOD.format("one"), 1)
    files = PlaybookFiles([tmp_path])
    save(tmp_path / "b.yaml", _GOOD.format("two"), 1)
    assert files.changed()
    assert ["one", "two"] == list(files.playbook.by_id)
    (tmp_path / "b.yaml").unlink()
    assert files.changed()
    assert ["one"] == list(files.playbook.by_id)


@pytest.mark.parametrize("broken", ["- id: one\n  titel: t\n", "", "- id: [\n"])
def test_a_broken_edit_keeps_the_last_good_playbook(tmp_path: Path, broken: str) -> None:
    """A slip in mid-broadcast costs nobody their scripts; the findings say what is wrong until it is mended."""
    file = tmp_path / "a.yaml"
    save(file, _GOOD.format("one"), 1)
    files = PlaybookFiles([tmp_path])
    save(file, broken, 2)
    assert files.changed()
    assert ["one"] == list(files.playbook.by_id)
    assert str(file) == files.findings[0].file
    save(file, _GOOD.format("two"), 3)
    assert files.changed()
    assert (["two"], []) == (list(files.playbook.by_id), files.findings)


def test_a_folder_that_disappears_keeps_the_scripts(tmp_path: Path) -> None:
    """A network drive may drop out."""
    folder = tmp_path / "shop"
    folder.mkdir()
    save(folder / "a.yaml", _GOOD.format("one"), 1)
    files = PlaybookFiles([folder])
    folder.rename(tmp_path / "gone")
    assert files.changed()
    assert ["one"] == list(files.playbook.by_id)
    assert str(folder) == files.findings[0].file


def test_a_broken_start_is_refused(tmp_path: Path) -> None:
    """Before the broadcast there is time to mend it."""
    save(tmp_path / "a.yaml", "- id: one\n", 1)
    with pytest.raises(UserProblem):
        PlaybookFiles([tmp_path])
