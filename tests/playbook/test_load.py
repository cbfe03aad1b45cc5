"""Folders of scripts, laid over each other."""

from pathlib import Path

import pytest

from connectors.problem import UserProblem
from console.playbook import check_playbook, load_playbook


def write(file: Path, *ids: str, text: str = "hello") -> Path:
    """Write a file of scripts."""
    file.parent.mkdir(exist_ok=True)
    file.write_text("".join(f"- id: {name}\n  title: t\n  text: {text}\n" for name in ids), encoding="utf-8")
    return file


def test_the_shops_own_script_replaces_the_shipped_one(tmp_path: Path) -> None:
    """By id, whole, and its scripts come before the shipped ones."""
    write(tmp_path / "shipped" / "a.yaml", "one", "two")
    write(tmp_path / "shop" / "z.yaml", "two", "three", text="ours")
    playbook = load_playbook([tmp_path / "shipped", tmp_path / "shop"])
    assert ["two", "three", "one"] == [script.id for script in playbook.scripts]
    assert ("ours",) == playbook.by_id["two"].texts


def test_a_single_file_is_a_playbook_too(tmp_path: Path) -> None:
    """A path may name one file, whatever its ending."""
    assert 1 == len(load_playbook([write(tmp_path / "mine.txt", "one")]))


def test_only_playbook_files_of_a_folder_are_read_in_the_order_of_their_names(tmp_path: Path) -> None:
    """Notes, hidden files and editors' leftovers are passed by."""
    for name in ("b.yaml", "a.yml", "README.md", ".hidden.yaml", "c.yaml~"):
        write(tmp_path / "shop" / name, name.strip(".~").replace(".", "-"))
    assert ["a-yml", "b-yaml"] == [script.id for script in load_playbook([tmp_path / "shop"]).scripts]


def test_an_id_used_twice_in_one_layer_is_told_with_both_places(tmp_path: Path) -> None:
    """Within a folder neither of two scripts can win."""
    first = write(tmp_path / "shop" / "a.yaml", "one")
    second = write(tmp_path / "shop" / "b.yaml", "two", "one")
    (finding,) = check_playbook([tmp_path / "shop"])
    assert (str(second), 4, "id") == (finding.file, finding.line, finding.key)
    assert f"{first}:1" in finding.sentence


def test_everything_wrong_in_all_files_is_told_in_one_problem(tmp_path: Path) -> None:
    """One report names every file and line; nothing has to be mended twice."""
    write(tmp_path / "shop" / "a.yaml", "one").write_text("- id: a\n  titel: x\n", encoding="utf-8")
    (tmp_path / "shop" / "b.yaml").write_bytes(b"\xff\xfe")
    missing = tmp_path / "missing"
    findings = check_playbook([tmp_path / "shop", missing])
    assert [("a.yaml", 1), ("a.yaml", 1), ("a.yaml", 2), ("b.yaml", 1), ("missing", None)] == [
        (Path(finding.file).name, finding.line) for finding in findings
    ]
    with pytest.raises(UserProblem) as caught:
        load_playbook([tmp_path / "shop", missing])
    assert [str(finding) for finding in findings] == caught.value.sentence.split("\n")
    assert 2 == caught.value.exit_code


def test_keywords_are_folded_by_the_desks_own_fold(tmp_path: Path) -> None:
    """Texts and keywords must pass through the same form to meet."""
    file = tmp_path / "a.yaml"
    file.write_text("- id: a\n  title: t\n  text: x\n  keywords: [7 天]\n", encoding="utf-8")
    playbook = load_playbook([file], fold=lambda text: text.replace(" ", ""))
    assert {0: ["7 天"]} == playbook.keyword_hits("支持7天吗")
