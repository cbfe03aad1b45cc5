"""The word lists: the shipped ones, a shop's changes, and mistakes exact to the line."""

from pathlib import Path

import pytest

from connectors.language import use
from connectors.problem import UserProblem
from console.triage import Triage, check_lexicon
from console.triage.lexicon import read_lexicon
from console.triage.wordlists import INTENTS


def shop(folder: Path, name: str, text: str) -> Path:
    """Write one file of a shop's own word lists and return their folder."""
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_every_shipped_topic_is_named_by_its_intent_and_has_words(lexicon_dir: Path) -> None:
    """A topic is intent.subject with two titles, and the file of its intent says how it is recognised."""
    lexicon = read_lexicon(lexicon_dir)
    recognised = {name for layer in ("topics", "grievances") for name, _ in lexicon.cues[layer]}
    assert set(lexicon.topics) == recognised
    assert all(topic.partition(".")[0] in INTENTS for topic in lexicon.topics)
    assert all(title.zh and title.en for title in lexicon.topics.values())


def test_a_shop_adds_words_to_a_topic(lexicon_dir: Path, tmp_path: Path) -> None:
    """A plain list adds to what is shipped."""
    own = Triage.load(lexicon_dir, shop(tmp_path, "product.yaml", "fading: [跑色]\n"))
    assert "" == Triage.load(lexicon_dir).read("跑色吗").topic
    assert "product.fading" == own.read("跑色吗").topic
    assert "product.fading" == own.read("掉色吗").topic


def test_a_shop_takes_words_away(lexicon_dir: Path, tmp_path: Path) -> None:
    """A shop that sells bin liners need not hear a complaint in every 垃圾."""
    own = Triage.load(lexicon_dir, shop(tmp_path, "tone.yaml", "complains: {remove: [垃圾]}\n"))
    assert Triage.load(lexicon_dir).read("装垃圾").complaint
    assert not own.read("装垃圾").complaint


def test_a_shop_adds_a_topic_of_its_own(lexicon_dir: Path, tmp_path: Path) -> None:
    """A new topic needs two titles and its words."""
    shop(tmp_path, "topics.yaml", "product.engraving: {zh: 刻字, en: Engraving}\n")
    own = Triage.load(lexicon_dir, shop(tmp_path, "product.yaml", "engraving: {add: [镌刻, 刻个字]}\n"))
    assert "product.engraving" == own.read("能刻个字吗").topic
    assert "刻字" == own.topics["product.engraving"].zh


def test_a_shop_extends_a_group(lexicon_dir: Path, tmp_path: Path) -> None:
    """A spelling added to a group is known wherever the group is used."""
    own = Triage.load(lexicon_dir, shop(tmp_path, "groups.yaml", "太: [忒]\n"))
    assert not Triage.load(lexicon_dir).read("忒贵").complaint
    assert own.read("忒贵").complaint


def test_words_that_yaml_would_turn_into_values_stay_words(lexicon_dir: Path, tmp_path: Path) -> None:
    """`no` and `38` are what people type, not a truth value and a number."""
    own = Triage.load(lexicon_dir, shop(tmp_path, "product.yaml", "fading: [no, 3838]\n"))
    assert "product.fading" == own.read("no").topic
    assert "product.fading" == own.read("3838").topic


@pytest.mark.parametrize(
    ("name", "text", "line", "key", "said"),
    [
        ("produkt.yaml", "", None, "", "Did you mean product.yaml?"),
        ("product.yml", "", None, "", "Did you mean product.yaml?"),
        ("product.yaml", "size: [大]\nfadding: [掉]\n", 2, "fadding", "Did you mean fading?"),
        ("questions.yaml", "wether: [吗]\n", 1, "wether", "Did you mean whether?"),
        ("slots.yaml", "color: {黑色: [乌黑]}\n", 1, "color", "Did you mean colour?"),
        ("slots.yaml", "colour: [乌黑]\n", 1, "colour", "This should read `key: value`."),
        ("tone.yaml", "fine:\n  - 好\n  - (坏|\n", 3, "fine", "(坏|"),
        ("tone.yaml", "fine: {added: [好]}\n", 1, "fine.added", "Did you mean add?"),
        ("tone.yaml", "fine: {remove: [假货包培]}\n", 1, "fine.remove", "Did you mean 假货包赔?"),
        ("tone.yaml", "fine: {remove: [从没写过]}\n", 1, "fine.remove", "is not in the list."),
        ("tone.yaml", "fine: [好]\nfine: [坏]\n", 2, "fine", "This key is written twice."),
        ("tone.yaml", "fine: [好\n", 1, "", "This is not valid YAML."),
        ("tone.yaml", "- fine\n", 1, "", "This should read `key: value`."),
        ("tone.yaml", "fine: 好\n", 1, "fine", "Write [word, word]."),
        ("tone.yaml", "fine: {add: 好}\n", 1, "fine.add", "Write [word, word]."),
        ("tone.yaml", "fine: [[好]]\n", 1, "fine", "This should be one text."),
        ("tone.yaml", "fine:\n  -\n", 2, "fine", "This is empty."),
        ("tone.yaml", "fine: [<程度>好]\n", 1, "fine", "there is no group <程度>"),
        ("tone.yaml", "fine: &a [*a]\n", 1, "", "References (& and *) are refused."),
        (
            "topics.yaml",
            "prodct.kids: {zh: 童装, en: Kids}\n",
            1,
            "prodct.kids",
            "Did you mean product.kids?",
        ),
        ("topics.yaml", "product.kids: {zh: 童装}\n", 1, "product.kids.en", "This is missing."),
    ],
)
def test_a_mistake_is_told_by_file_line_and_closest_name(
    lexicon_dir: Path, tmp_path: Path, name: str, text: str, line: int | None, key: str, said: str
) -> None:
    """Whoever edits the lists learns where the mistake is and what was probably meant."""
    use("en")
    (finding,) = check_lexicon(lexicon_dir, shop(tmp_path, name, text))
    assert (str(tmp_path / name), line, key) == (finding.file, finding.line, finding.key)
    assert said in str(finding)


def test_everything_wrong_in_all_lists_is_told_in_one_problem(lexicon_dir: Path, tmp_path: Path) -> None:
    """One report names every file and line, whatever the kind of mistake; nothing has to be mended twice."""
    shop(tmp_path, "tone.yaml", "fine:\n  - (好|\n  - [坏]\nfein: [行]\n")
    shop(tmp_path, "product.yaml", "fading: {remove: [从没写过]}\n")
    shop(tmp_path, "nonsense.yaml", "a: [b]\n")
    (tmp_path / "chat.yaml").write_bytes("call: [在吗]".encode("gbk"))
    findings = check_lexicon(lexicon_dir, tmp_path)
    assert {("tone.yaml", 2), ("tone.yaml", 3), ("tone.yaml", 4)} | {
        ("product.yaml", 1),
        ("nonsense.yaml", None),
        ("chat.yaml", 1),
    } == {(Path(finding.file).name, finding.line) for finding in findings}
    with pytest.raises(UserProblem) as caught:
        Triage.load(lexicon_dir, tmp_path)
    assert [str(finding) for finding in findings] == caught.value.sentence.split("\n")
    assert caught.value.next_step


def test_nothing_is_wrong_in_the_shipped_lists(lexicon_dir: Path) -> None:
    """What we ship passes the check a shop's lists must pass."""
    assert [] == check_lexicon(lexicon_dir)


def test_a_folder_that_is_not_there_is_named(lexicon_dir: Path, tmp_path: Path) -> None:
    """A mistyped folder is a mistake, not an empty set of changes."""
    assert [str(tmp_path / "nowhere")] == [
        finding.file for finding in check_lexicon(lexicon_dir, tmp_path / "nowhere")
    ]


def test_every_missing_shipped_file_is_named(lexicon_dir: Path, tmp_path: Path) -> None:
    """An incomplete installation says what it lacks."""
    shipped = {file.name for file in lexicon_dir.iterdir()}
    assert shipped == {Path(finding.file).name for finding in check_lexicon(tmp_path)}
