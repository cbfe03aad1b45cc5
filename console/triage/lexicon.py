"""The word lists: the shipped ones, with a shop's additions and removals.

A folder holds `topics.yaml` (every topic and its titles), one file for each intent (words by topic), `questions`,
`tone`, `feelings` (words by what they show) and `slots` (words by canonical name). A shop's folder holds files of the
same names: a list adds, `{add: [...], remove: [...]}` adds and removes. `groups` holds spellings that the lists share.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import get_args

from connectors.language import Words
from console.model.verdict import Intent
from console.triage.fold import fold
from console.triage.patterns import Cue, PatternError, read_pattern
from console.triage.yamlfile import Item, Place, Text, read_yaml

INTENTS: tuple[str, ...] = get_args(Intent)
LISTS: Mapping[str, tuple[str, ...]] = {
    "questions": ("whether", "which", "asking", "not_asking"),
    "tone": ("complains", "faults", "insults", "fine"),
    "feelings": ("angry", "anxious", "negative", "positive"),
    "slots": ("colour", "place"),
}
_FILES = ("groups", "topics", *LISTS, *INTENTS)


@dataclass(slots=True)
class Lexicon:
    """What to look for. `topics` keeps the order of the file, which decides ties.

    `words` maps a layer to names to the words as written, each with its place. The layers are `topics`, `grievances`
    (the topics of the intent complaint, which only a complaint has) and the keys of `LISTS`.
    """

    topics: dict[str, Words] = field(default_factory=dict)
    words: dict[str, dict[str, dict[str, Place]]] = field(
        default_factory=lambda: {key: {} for key in ("topics", "grievances", *LISTS)}
    )
    groups: dict[str, dict[str, Place]] = field(default_factory=dict)

    def cues(self, layer: str) -> Iterator[tuple[str, Cue]]:
        """Yield every cue of a layer with its name. Raises `UserProblem` for a line that cannot be read."""
        faces = self.faces() if layer == "feelings" else {}
        groups = {name: tuple(words) for name, words in self.groups.items()}
        for name, words in self.words[layer].items():
            for word, place in words.items():
                if word in faces:
                    continue
                try:
                    cues = read_pattern(word, groups)
                except PatternError as error:
                    raise place.problem(f"“{word}”：{error.zh}", f"“{word}”: {error.en}") from None
                yield from ((name, cue) for cue in cues)

    def faces(self) -> dict[str, str]:
        """Return the pictures among the feelings, each with the feeling it shows. Folding drops them from a text."""
        return {
            word: name for name, words in self.words["feelings"].items() for word in words if not fold(word)
        }


def load_lexicon(folder: Path, shop: Path | None = None) -> Lexicon:
    """Read the word lists of a folder, then a shop's changes to them. Raises `UserProblem`."""
    lexicon = Lexicon()
    for source in (folder, shop) if shop else (folder,):
        if not source.is_dir():
            raise Place(source, 0).problem("没有这个文件夹", "there is no such folder")
        files = {path.stem: path for path in sorted(source.glob("*.y*ml"))}
        for stem, path in files.items():
            if stem not in _FILES or path.suffix != ".yaml":
                raise Place(path, 0).unknown(path.name, [f"{known}.yaml" for known in _FILES])
        for stem in _FILES:
            if stem in files:
                _read_file(lexicon, stem, files[stem])
            elif source is folder:
                raise Place(folder / f"{stem}.yaml", 0).problem("缺少这个文件", "this file is missing")
    return lexicon


def _read_file(lexicon: Lexicon, stem: str, path: Path) -> None:
    for name, item in read_yaml(path).items():
        if stem == "topics":
            _add_topic(lexicon, name, item)
        elif stem == "groups":
            _change(lexicon.groups, name, item)
        elif stem in INTENTS:
            topic = f"{stem}.{name}"
            if topic not in lexicon.topics:
                known = (
                    known.removeprefix(f"{stem}.") for known in lexicon.topics if known.startswith(f"{stem}.")
                )
                raise item.place.unknown(name, known)
            _change(lexicon.words["grievances" if stem == "complaint" else "topics"], topic, item)
        elif name not in LISTS[stem]:
            raise item.place.unknown(name, list(LISTS[stem]))
        elif stem == "slots":
            for value, words in _keys(item).items():
                _change(lexicon.words[stem], f"{name}.{value}", words)
        else:
            _change(lexicon.words[stem], name, item)


def _add_topic(lexicon: Lexicon, name: str, item: Item) -> None:
    intent, _, subject = name.partition(".")
    if intent not in INTENTS or not subject:
        known = [f"{intent}.{subject or '…'}" for intent in INTENTS]
        raise item.place.unknown(name, known)
    titles = _keys(item)
    for key, title in titles.items():
        if key not in {"zh", "en"}:
            raise title.place.unknown(key, ["zh", "en"])
    zh, en = (titles[key].text if key in titles else None for key in ("zh", "en"))
    if not zh or not en:
        raise item.place.problem(f"“{name}”要有 zh 和 en 两个标题", f"“{name}” wants titles zh and en")
    lexicon.topics[name] = Words(zh, en)


def _change(layer: dict[str, dict[str, Place]], name: str, item: Item) -> None:
    words = layer.setdefault(name, {})
    changes = {"add": item} if item.texts is not None else _keys(item)
    for key, change in changes.items():
        if key not in {"add", "remove"}:
            raise change.place.unknown(key, ["add", "remove"])
    for word in _texts(changes.get("remove")):
        if words.pop(word.value, None) is None:
            raise word.place.unknown(word.value, list(words))
    words.update(_texts(changes.get("add")))


def _texts(item: Item | None) -> tuple[Text, ...]:
    if item is None:
        return ()
    if item.texts is None:
        raise item.place.problem("这里应该是一列词：[词, 词]", "a list of words is wanted here: [word, word]")
    return item.texts


def _keys(item: Item) -> dict[str, Item]:
    if item.items is None:
        raise item.place.problem("这里应该是“名称: 内容”的形式", "names and their contents are wanted here")
    return item.items
