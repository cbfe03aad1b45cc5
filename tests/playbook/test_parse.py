"""One playbook file, right and wrong."""

import codecs
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors import language
from console.playbook import Names, Script
from console.playbook.parse import parse

GOOD = """\
# a comment
- id: logistics.when_sent
  version: 3
  title: 什么时候发货
  lane: question
  intents: [logistics]
  topics: logistics.when_sent
  keywords: [发货, 007]
  text:
    - "{{viewer|亲}}，{{ship_within|付款后尽快}}发出"
    - 已经在排单了
  products: [1001, p-2]
  valid_from: 2025-11-11T20:00:00+08:00
  valid_until: 2025-11-12T00:00:00+08:00
  note: 大促期间改这里
"""


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Speak English, so that sentences can be compared."""
    before = language.in_use()
    language.use("en")
    yield
    language.use(before)


def read(text: str | bytes, names: Names | None = None) -> list[Script]:
    """Parse what must be right."""
    data = text if isinstance(text, bytes) else text.encode()
    scripts, findings = parse(data, "f.yaml", names or Names())
    assert [] == findings
    return scripts


def faults(text: str | bytes, names: Names | None = None) -> list[tuple[int | None, str, str, str]]:
    """Return what is wrong: line, key, sentence, remedy."""
    data = text if isinstance(text, bytes) else text.encode()
    return [(f.line, f.key, f.sentence, f.remedy) for f in parse(data, "f.yaml", names or Names())[1]]


def script(*lines: str) -> str:
    """Return a file with one script; line 4 is the first of `lines`."""
    return "\n".join(['- id: "a"', "  title: t", "  text: hello", *(f"  {line}" for line in lines), ""])


def ms(*parts: int) -> int:
    """Return a moment in UTC as milliseconds."""
    return int(datetime(*parts, tzinfo=UTC).timestamp()) * 1000  # type: ignore[misc,arg-type]  # year, month, …


def test_every_field_is_read() -> None:
    """A script written with all keys keeps every one of them, numbers as the text they were written in."""
    assert [
        Script(
            id="logistics.when_sent",
            version=3,
            title="什么时候发货",
            lane="question",
            intents=("logistics",),
            topics=("logistics.when_sent",),
            keywords=("发货", "007"),
            texts=("{{viewer|亲}}，{{ship_within|付款后尽快}}发出", "已经在排单了"),
            products=("1001", "p-2"),
            valid_from=ms(2025, 11, 11, 12),
            valid_until=ms(2025, 11, 11, 16),
            note="大促期间改这里",
            file="f.yaml",
            line=2,
        )
    ] == read(GOOD)


def test_only_id_title_and_text_are_needed() -> None:
    """Everything else has a default."""
    assert [Script(id="a", title="t", texts=("hello",), file="f.yaml", line=1)] == read(script())


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_files_from_windows_editors_are_read(end: str) -> None:
    """A byte order mark and carriage returns are no fault."""
    assert ("hello",) == read(codecs.BOM_UTF8 + script().replace("\n", end).encode())[0].texts


def test_a_file_of_comments_holds_no_scripts() -> None:
    """A shop may comment everything out."""
    assert [] == read("# nothing yet\n")


def test_a_date_means_its_first_moment_here() -> None:
    """A bare date is midnight in this computer's time zone."""
    midnight = int(datetime(2025, 11, 11).astimezone().timestamp()) * 1000
    assert midnight == read(script("valid_from: 2025-11-11"))[0].valid_from


@pytest.mark.parametrize(
    ("line", "key", "sentence", "remedy"),
    [
        ("keyword: x", "keyword", "There is no such key.", "Did you mean keywords?"),
        ("note: x\n  note: y", "note", "This key is written twice.", ""),
        ("lane: complain", "lane", "“complain” is not known.", "Did you mean complaint?"),
        ("lane: [any]", "lane", "It takes one word, not a list.", ""),
        ("intents: [logistic]", "intents", "“logistic” is not known.", "Did you mean logistics?"),
        (
            "calming: shout",
            "calming",
            "“shout” is not known.",
            "Known here: listen, empathise, guide, resolve.",
        ),
        ("version: 1.5", "version", "“1.5” is not a whole number.", "Write 1, 2, 3 and so on."),
        ("version: 0", "version", "“0” is not a whole number.", "Write 1, 2, 3 and so on."),
        ("keywords: []", "keywords", "The list is empty.", ""),
        ("keywords: [a, a]", "keywords", "“a” is written twice.", ""),
        ("keywords: [[a]]", "keywords", "This should be one text.", ""),
        ("note:", "note", "This is empty.", ""),
        ("note: |\n    a\n    b", "note", "This must be one line.", ""),
        ('note: "a\\u202eb"', "note", "It holds invisible characters, or is far too long.", ""),
        (
            "products: {a: b}",
            "products",
            "This should be one text.",
            "Put a text with {{ or a colon in quotes.",
        ),
        (
            "valid_from: 11/11",
            "valid_from",
            "“11/11” is not a date.",
            "Write 2025-11-11 or 2025-11-11T20:00:00+08:00.",
        ),
        (
            "valid_from: 2025-11-11 20:00",
            "valid_from",
            "The time lacks its offset.",
            "Write 2025-11-11 or 2025-11-11T20:00:00+08:00.",
        ),
        (
            "valid_from: 0001-01-01",
            "valid_from",
            "The year of “0001-01-01” cannot be right.",
            "Write 2025-11-11 or 2025-11-11T20:00:00+08:00.",
        ),
    ],
)
def test_a_wrong_value_is_told_with_its_line_and_key(line: str, key: str, sentence: str, remedy: str) -> None:
    """Each slip has one sentence and, where one is known, the way out."""
    found = faults(script(line))
    assert [(key, sentence, remedy)] == [fault[1:] for fault in found]
    assert 4 <= (found[0][0] or 0) <= 5


def test_a_script_that_ends_before_it_begins_is_refused() -> None:
    """The end is not part of the time a script is valid, so two equal dates leave nothing."""
    text = script("valid_from: 2025-11-11", "valid_until: 2025-11-11")
    assert [(5, "valid_until", "It ends before it begins.", "")] == faults(text)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('"{{prise}}"', "There is no variable “prise”."),
        ('"{{price}"', "{{ and }} do not match."),
        ('""', "This is empty."),
        ('["", ok]', "This is empty."),
        ("[]", "The list is empty."),
        (f'"{"长" * 501}"', "It is longer than 500 characters."),
        ("{{product}}", "This should be one text."),
    ],
)
def test_a_text_that_could_not_be_sent_is_refused(text: str, sentence: str) -> None:
    """Empty, overlong and misspelt texts never reach the desk."""
    found = faults(f"- id: a\n  title: t\n  text: {text}\n")
    assert (3, "text", sentence) == found[0][:3]


def test_a_missing_key_is_told_at_the_script() -> None:
    """The line is where the script begins."""
    assert [
        (1, "id", "This is missing.", ""),
        (1, "title", "This is missing.", ""),
        (1, "text", "This is missing.", ""),
    ] == faults("- note: x\n")


@pytest.mark.parametrize("name", ["a b", "a/b", "-a", "x" * 65])
def test_an_id_that_could_not_be_typed_is_refused(name: str) -> None:
    """An id is a short code of letters, digits and a few marks."""
    found = faults(f'- id: "{name}"\n  title: t\n  text: hello\n')
    assert [(1, "id", f"“{name}” cannot be an id.")] == [fault[:3] for fault in found]


def test_a_shop_may_add_variables_and_name_the_topics() -> None:
    """Names from outside are accepted, and slips in them are told with the closest one."""
    names = Names(variables={"hotline"}, topics={"product.fading"})
    text = '- id: a\n  title: t\n  topics: product.{}\n  text: "{{{{hotline}}}}"\n'
    assert ("product.fading",) == read(text.format("fading"), names)[0].topics
    assert [(3, "topics", "“product.fadding” is not known.", "Did you mean product.fading?")] == faults(
        text.format("fadding"), names
    )


def test_all_faults_of_a_file_are_told_at_once() -> None:
    """Nobody mends a file one error at a time."""
    text = "- id: a\n  titel: t\n  text: x\n- hello\n- id: b\n  title: t\n  text: x\n  version: two\n"
    assert [(1, "title"), (2, "titel"), (4, ""), (8, "version")] == [fault[:2] for fault in faults(text)]


@pytest.mark.parametrize(
    ("data", "line", "sentence"),
    [
        (b"", None, "The file is empty."),
        (b" \n\n", None, "The file is empty."),
        (b"# " + b"x" * 1_000_000, None, "The file is larger than 1 MB."),
        (script().encode("utf-16"), 1, "It is not UTF-8."),
        (b"# ok\n- id: \xc7\xd7\n", 2, "It is not UTF-8."),
        (b"- id: a\n\ttitle: t\n", 2, "It is indented with a tab."),
        (b"- id: a\n  title: \x07\n", 2, "It holds an invisible control character."),
        (b"id: a\n", 1, "The file should be a list of scripts."),
        (b"just words\n", 1, "The file should be a list of scripts."),
        (b"- id: &x a\n- id: *x\n", 1, "References (& and *) are refused."),
        (b"[" * 100_000, 1, "It is nested too deeply."),
    ],
)
def test_a_file_that_is_no_playbook_is_told_in_one_sentence(
    data: bytes, line: int | None, sentence: str
) -> None:
    """Broken, hostile and mistaken files each have their own words."""
    assert [(line, "", sentence)] == [fault[:3] for fault in faults(data)]


@pytest.mark.parametrize(
    ("text", "line", "remedy"),
    [
        ("- id: a\n--- \n- id: b\n", 2, "A file holds one document: remove the extra ---."),
        (
            "- id: a\n  title: price: 9\n",
            2,
            "Check the indentation; put a text that contains a colon in quotes.",
        ),
        ("- id: a\n  title: @home\n", 2, "No text can begin with this sign: put it in quotes."),
        ('- id: a\n  title: "t\n  text: x\n', 2, "The quote that begins here is never closed."),
        ("- id: a\n  keywords: [b, c\n- id: d\n", 2, "The list in brackets lacks a comma or its end."),
        (
            "- id: a\n  text: {{viewer|you}}, hello\n",
            2,
            "Check indentation and quotes; put a text with {{ or a colon in quotes.",
        ),
    ],
)
def test_broken_yaml_is_told_with_the_way_out(text: str, line: int, remedy: str) -> None:
    """The slips people make in YAML are explained in the desk's words, not the parser's."""
    found = faults(text)
    assert [(line, "", "This is not valid YAML.", remedy)] == found


def test_references_cannot_grow_without_bound() -> None:
    """The classic bomb of references to references is refused where it begins."""
    bomb = "a: &a [x, x]\n" + "".join(
        f"{c}: &{c} [*{p}, *{p}]\n" for p, c in zip("abcdefg", "bcdefgh", strict=True)
    )
    assert [(1, "", "References (& and *) are refused.")] == [fault[:3] for fault in faults(bomb)]


def test_tags_build_no_objects() -> None:
    """A tag that asks for code is only text with a label nobody reads."""
    assert ("os.system",) == read('- id: a\n  title: t\n  text: !!python/name:os.system "os.system"\n')[
        0
    ].texts


@given(
    st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass"))
)
def test_no_file_breaks_the_reader(data: bytes) -> None:
    """Whatever a file holds, the answer is scripts or findings."""
    scripts, findings = parse(data, "f.yaml", Names())
    assert findings or all(script.id and script.texts for script in scripts)


@given(st.data())
def test_no_damage_to_a_good_file_breaks_the_reader(data: st.DataObject) -> None:
    """A file cut, overwritten or spliced anywhere is read or refused, never a crash."""
    start = data.draw(st.integers(0, len(GOOD)))
    end = data.draw(st.integers(start, len(GOOD)))
    damage = data.draw(st.text("-:[]{}&*!|>'\"%@`# \n\ta亲", max_size=6))
    scripts, findings = parse((GOOD[:start] + damage + GOOD[end:]).encode(), "f.yaml", Names())
    assert findings or all(script.id and script.title and script.texts for script in scripts)
