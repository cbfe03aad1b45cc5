"""The word lists: the shipped ones, a shop's changes, and mistakes exact to the line."""

from pathlib import Path

import pytest

from connectors.language import use
from connectors.problem import UserProblem
from console.triage import Triage
from console.triage.lexicon import INTENTS, load_lexicon


def shop(folder: Path, name: str, text: str) -> Path:
    """Write one file of a shop's own word lists and return their folder."""
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_every_shipped_topic_is_named_by_its_intent_and_has_words(lexicon_dir: Path) -> None:
    """A topic is intent.subject with two titles, and the file of its intent says how it is recognised."""
    lexicon = load_lexicon(lexicon_dir)
    recognised = lexicon.words["topics"].keys() | lexicon.words["grievances"].keys()
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
    ("name", "text", "line", "said"),
    [
        ("produkt.yaml", "", None, "product.yaml"),
        ("product.yml", "", None, "product.yaml"),
        ("product.yaml", "size: [大]\nfadding: [掉]\n", 2, "fading"),
        ("questions.yaml", "wether: [吗]\n", 1, "whether"),
        ("slots.yaml", "color: {黑色: [乌黑]}\n", 1, "colour"),
        ("tone.yaml", "fine:\n  - 好\n  - (坏|\n", 3, "(坏|"),
        ("tone.yaml", "fine: {added: [好]}\n", 1, "add"),
        ("tone.yaml", "fine: {remove: [不措]}\n", 1, "不错"),
        ("tone.yaml", "fine: [好]\nfine: [坏]\n", 2, "twice"),
        ("tone.yaml", "fine: [好\n", 2, "YAML"),
        ("tone.yaml", "- fine\n", None, "names"),
        ("tone.yaml", "fine: 好\n", 1, "names"),
        ("tone.yaml", "fine: [[好]]\n", 1, "a word is wanted"),
        ("tone.yaml", "fine:\n  -\n", 2, "a word is wanted"),
        ("tone.yaml", "fine: [<程度>好]\n", 1, "程度"),
        ("topics.yaml", "prodct.kids: {zh: 童装, en: Kids}\n", 1, "product.kids"),
        ("topics.yaml", "product.kids: {zh: 童装}\n", 1, "zh and en"),
        ("topics.yaml", "product.kids: {zh: 童装, eng: Kids}\n", 1, "en"),
    ],
)
def test_a_mistake_is_told_by_file_line_and_closest_name(
    lexicon_dir: Path, tmp_path: Path, name: str, text: str, line: int | None, said: str
) -> None:
    """Whoever edits the lists learns where the mistake is and what was probably meant."""
    use("en")
    with pytest.raises(UserProblem) as caught:
        Triage.load(lexicon_dir, shop(tmp_path, name, text))
    assert str(tmp_path / name) in caught.value.sentence
    assert said in caught.value.sentence
    assert (f"line {line}:" in caught.value.sentence) if line else ("line" not in caught.value.sentence)
    assert caught.value.next_step


def test_bytes_that_are_no_text_are_refused(lexicon_dir: Path, tmp_path: Path) -> None:
    """A file saved in another encoding is named, not guessed at."""
    (tmp_path / "tone.yaml").write_bytes("fine: [不错]".encode("gbk"))
    with pytest.raises(UserProblem, match="UTF-8"):
        Triage.load(lexicon_dir, tmp_path)


def test_a_folder_that_is_not_there_is_named(lexicon_dir: Path, tmp_path: Path) -> None:
    """A mistyped folder is a mistake, not an empty set of changes."""
    with pytest.raises(UserProblem, match="nowhere"):
        Triage.load(lexicon_dir, tmp_path / "nowhere")


def test_a_missing_shipped_file_is_named(tmp_path: Path) -> None:
    """An incomplete installation says what it lacks."""
    with pytest.raises(UserProblem, match=r"groups\.yaml"):
        load_lexicon(tmp_path)
