"""Labelled comments: what a model learns from and is measured by.

A file holds one JSON object a line: `text`, `question` and `complaint` (true, false, or null where not labelled), `intent`
and `emotion` (null likewise). Labels of texts that may not be passed on name them by their digest instead: `of`, the
first 16 hexadecimal digits of the SHA-256 of the text; they count where the text is given beside them.
"""

import gzip
import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from connectors.language import say
from connectors.problem import Finding, UserProblem
from console.triage.fold import fold
from console.triage.labelled import Labelled

_MARK = b"\xef\xbb\xbf"  # of a UTF-8 file, as some editors write it
_WORDLESS = re.compile(r"[\W_]+")
NEAR = 0.8
_LEAST_NEAR = 5  # characters
_ONE_IN = 10  # lines are kept apart to compare models by


class Example(Labelled, kw_only=True, frozen=True):
    """A labelled comment to learn from. `of` names a text that is not here; `weight` is how much the line counts."""

    text: str = ""
    of: str = ""
    source: str = ""
    weight: float = 1.0


_decode = msgspec.json.Decoder(Example).decode


def read_examples(paths: Iterable[Path], *, weight: float = 1.0) -> list[Example]:
    """Read files of labelled lines, packed (`.gz`) or not; a line without a source takes the file's name.

    Raises `UserProblem` with every line that cannot be read, OSError where a file cannot.
    """
    examples: list[Example] = []
    findings: list[Finding] = []
    for path in paths:
        for number, line in _lines(path):
            try:
                example = _decode(line)
            except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
                sentence = say(f"读不了：{error}。", f"Cannot be read: {error}.")
                findings.append(Finding(str(path), number, "", sentence, ""))
                continue
            source = example.source or path.name.partition(".")[0]
            examples.append(msgspec.structs.replace(example, source=source, weight=weight))
    if findings:
        raise UserProblem(
            say("标注文件有误", "The labelled lines need a look"),
            "\n".join(map(str, findings)),
            say("改好这些行，再训练一遍。", "Mend these lines, then train again."),
        )
    return examples


def read_texts(paths: Iterable[Path]) -> list[str]:
    """Read the texts of files of JSON lines, for labels that name them by digest. Raises as `read_examples`."""
    return [example.text for example in read_examples(paths)]


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """Yield the lines that are not empty, with their numbers from 1."""
    with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if content := line.removeprefix(_MARK).strip():
                yield number, content


def resolved(examples: Iterable[Example], texts: Iterable[str] = ()) -> list[Example]:
    """Return the examples with their texts, each comment once; those whose text is not among `texts` are left out.

    Of several labellings of one comment the last counts, as corrections come after what they correct.
    """
    by_digest: Mapping[str, str] = {digest(text): text for text in texts}
    kept: dict[str, Example] = {}
    for example in examples:
        text = example.text or by_digest.get(example.of, "")
        if name := key(text):
            kept.pop(name, None)
            kept[name] = msgspec.structs.replace(example, text=text)
    return list(kept.values())


def digest(text: str) -> str:
    """Return the name of a text that may not be passed on itself."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]


def key(text: str) -> str:
    """Return what is left of a comment when all that folds together is one, and signs do not count."""
    folded = fold(text)
    return _WORDLESS.sub("", folded) or folded or text.strip()


def near_copies(texts: Iterable[str], originals: Iterable[str]) -> list[str]:
    """Return those texts that equal an original once folded, or share nearly all of their pairs of characters with one.

    Near: Dice's coefficient over the pairs, each as often as it occurs, is `NEAR` or more; of fewer than `_LEAST_NEAR`
    characters both must be equal.
    """
    keys = {key(original) for original in originals}
    holders: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for name in keys:
        if len(name) >= _LEAST_NEAR:
            for pair, times in _pairs(name).items():
                holders[pair][name] = times
    return [text for text in texts if (name := key(text)) in keys or _is_near(name, holders)]


def _is_near(name: str, holders: Mapping[str, Mapping[str, int]]) -> bool:
    if len(name) < _LEAST_NEAR:
        return False
    shared: Counter[str] = Counter()
    for pair, times in _pairs(name).items():
        for other, theirs in holders.get(pair, {}).items():
            shared[other] += min(times, theirs)
    return any(2 * count >= NEAR * (len(name) + len(other) - 2) for other, count in shared.items())


def _pairs(name: str) -> Counter[str]:
    return Counter(name[at : at + 2] for at in range(len(name) - 1))


def is_kept_apart(example: Example) -> bool:
    """Whether a comment belongs to the tenth that no model learns from: so old and new models compare fairly."""
    return int(digest(key(example.text)), 16) % _ONE_IN == 0
