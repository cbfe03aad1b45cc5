"""Labelled lines as training reads them: mistakes, packed files, named texts, what counts of several labellings."""

import gzip
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.language import use
from connectors.problem import UserProblem
from console.triage.training.examples import (
    Example,
    digest,
    is_kept_apart,
    key,
    near_copies,
    read_examples,
    read_texts,
    resolved,
)

LINE = (
    '{"text": "包邮么", "question": true, "complaint": false, "intent": "logistics", "emotion": "neutral"}\n'
)


def lines(folder: Path, content: str | bytes, name: str = "evening.jsonl") -> Path:
    """Write a file of lines."""
    file = folder / name
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return file


def test_a_line_takes_its_files_name_unless_it_says_where_it_is_from(tmp_path: Path) -> None:
    """Null and a missing label are nobody's; empty lines, a byte order mark and other keys do not matter."""
    file = lines(
        tmp_path, "\ufeff" + LINE + '\n  \n{"text": "a", "intent": null, "source": "desk", "lang": "en"}'
    )
    assert [
        Example(
            text="包邮么",
            question=True,
            complaint=False,
            intent="logistics",
            emotion="neutral",
            source="evening",
        ),
        Example(text="a", source="desk"),
    ] == read_examples([file])
    assert ["包邮么", "a"] == read_texts([file])


def test_a_packed_file_reads_like_a_plain_one(tmp_path: Path) -> None:
    """Several files one after the other, all with the weight that was asked for."""
    packed = lines(tmp_path, gzip.compress(LINE.encode()), "evening.jsonl.gz")
    plain = lines(tmp_path, LINE, "evening.jsonl")
    first, second = read_examples([packed, plain], weight=0.25)
    assert first == second
    assert 0.25 == first.weight


def test_every_mistake_is_told_with_its_line(tmp_path: Path) -> None:
    """In one report, over all files; lines are counted from 1, empty ones too."""
    use("en")
    wrong = lines(tmp_path, "\n\nx\n" + LINE + '{"text": "a", "question": "yes"}\n', "wrong.jsonl")
    broken = lines(tmp_path, b'{"text": "\xff"}\n' + b"[" * 100_000, "broken.jsonl")
    with pytest.raises(UserProblem) as caught:
        read_examples([wrong, broken])
    assert "The labelled lines need a look" == caught.value.title
    told = caught.value.sentence.split("\n")
    assert [f"{wrong}:3", f"{wrong}:5", f"{broken}:1", f"{broken}:2"] == [
        one.partition(" · ")[0] for one in told
    ]
    assert "$.question" in told[1]
    assert "Mend these lines" in caught.value.next_step


def test_a_file_that_is_not_there_is_an_error_of_the_system(tmp_path: Path) -> None:
    """As is one that is not packed though its name says so: both name themselves."""
    with pytest.raises(FileNotFoundError, match=r"none\.jsonl"):
        read_examples([tmp_path / "none.jsonl"])
    with pytest.raises(gzip.BadGzipFile):
        read_examples([lines(tmp_path, LINE, "plain.jsonl.gz")])


def test_labels_of_texts_that_lie_elsewhere_are_joined_with_them() -> None:
    """By digest; without the text the label is passed over."""
    named = [Example(of=digest("下饭"), intent="chat"), Example(of=digest("开播了"), intent="chat")]
    assert [Example(text="开播了", of=digest("开播了"), intent="chat")] == resolved(named, ["开播了", "好"])
    assert [] == resolved(named)


def test_of_several_labellings_the_last_counts() -> None:
    """Whatever the width, case, script, spacing or signs; empty comments teach nothing."""
    corrected = Example(text="幾 號發貨？", question=True, source="correction")
    assert [Example(text="XL"), corrected] == resolved(
        [Example(text="几号发货", question=False), Example(text="XL"), Example(text="  "), corrected]
    )


@pytest.mark.parametrize(("one", "other"), [("ＸＬ码", "xl码"), ("包 郵 嗎", "包邮吗?"), ("好！好", "好好")])
def test_what_folds_together_has_one_key(one: str, other: str) -> None:
    """Signs and spaces do not count."""
    assert key(one) == key(other)


def test_signs_alone_keep_a_key_of_their_own() -> None:
    """Otherwise all of them would be one comment."""
    assert 3 == len({key("？"), key("..."), key("😀")})


def test_one_line_in_ten_is_kept_apart(own_examples: list[Example]) -> None:
    """By its text alone: neither labels nor spelling move it, so it stays apart as files grow."""
    share = sum(map(is_kept_apart, own_examples)) / len(own_examples)
    assert 0.09 < share < 0.11
    assert {is_kept_apart(Example(text="ＸＬ 有嗎？", question=True))} == {
        is_kept_apart(Example(text=text)) for text in ("xl有吗", "XL  有吗!")
    }
    assert [True, False] == [is_kept_apart(Example(text=text)) for text in ("第24条", "第25条")]


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("三天了还没发货，急！", True),  # equal once folded
        ("等三天了还没发货", True),
        ("三天了都没到货", False),
        ("发货还没三天了", False),  # the same characters are not the same comment
        ("好看", True),
        ("好看吗", False),  # short ones must be equal
        ("hello", False),  # on both sides
        ("哒啦哒啦哒啦哒啦哒", False),  # the same two pairs, twice as often
        ("啦哒啦哒啦", True),
    ],
)
def test_near_copies_share_nearly_all_pairs(text: str, *, near: bool) -> None:
    """Dice's coefficient over pairs of characters."""
    assert ([text] if near else []) == near_copies([text], ["三天了还没发货", "好看", "hell", "哒啦哒啦哒"])


def test_a_near_copy_is_found_among_longer_lines_that_hold_it() -> None:
    """Those share as much with it, and are far from it all the same."""
    longer = [
        f"三天了还没发货{told}"
        for told in ("你们到底管不管了", "我明天就要出差用的", "再拖就申请退款", "客服也不回")
    ]
    assert [] == near_copies(["等三天了还没发货"], longer)
    for near in range(len(longer) + 1):
        assert ["等三天了还没发货"] == near_copies(
            ["等三天了还没发货"], [*longer[:near], "三天了还没发货", *longer[near:]]
        )


@given(st.lists(st.text(max_size=12), max_size=6))
def test_every_text_is_a_copy_of_itself(texts: list[str]) -> None:
    """Any string is accepted; the found ones come in the order they were given."""
    assert texts == near_copies(texts, texts)
    assert [] == near_copies(texts, [])
