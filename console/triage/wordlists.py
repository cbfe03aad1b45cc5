"""The files of the word lists: the shipped ones, with a shop's additions and removals.

A folder holds `topics.yaml` (every topic and its titles), one file for each intent (words by topic), `questions`,
`tone`, `trust`, `feelings` (words by what they show) and `slots` (words by canonical name, or alone). A shop's folder holds files of the
same names: a list adds, `{add: [...], remove: [...]}` adds and removes. `groups` holds spellings that the lists share.
"""

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple, get_args

import yaml

from connectors.language import Words, say
from connectors.problem import Finding, closest
from console.model.verdict import Intent
from console.shopfiles import (
    Keys,
    Report,
    compose,
    files_of,
    line_of,
    meant,
    read_bytes,
    text_of,
    unreadable,
)

INTENTS: tuple[str, ...] = get_args(Intent)
LISTS: Mapping[str, tuple[str, ...]] = {
    "questions": ("whether", "which", "asking", "not_asking"),
    "tone": ("complains", "faults", "insults", "fine"),
    "trust": ("account", "lure", "notice", "praise", "prompted", "harmless", "not_abuse"),
    "feelings": ("angry", "anxious", "negative", "positive"),
    "slots": ("colour", "place", "size", "fault", "trait", "day", "item"),
}
_AS_WRITTEN = frozenset({"day", "item"})  # slots whose words are their own canonical names
FILES = ("groups", "topics", *LISTS, *INTENTS)


class Place(NamedTuple):
    """Where a word is written, and where to tell what is wrong with it."""

    report: Report
    line: int


class WordLists:
    """The words as written, each with its place. `topics` keeps the order of the file, which decides ties.

    `words` maps a layer to names to words. The layers are `topics`, `grievances` (the topics of the intent complaint,
    which only a complaint has) and the keys of `LISTS`.
    """

    def __init__(self) -> None:
        self.topics: dict[str, Words] = {}
        self.words: dict[str, dict[str, dict[str, Place]]] = {
            layer: {} for layer in ("topics", "grievances", *LISTS)
        }
        self.groups: dict[str, dict[str, Place]] = {}
        self._reports: list[Report] = []

    def findings(self) -> list[Finding]:
        """Return everything wrong, in the order of files and lines."""
        return [finding for report in self._reports for finding in report.in_order()]

    def read(self, folder: Path, *, whole: bool, stems: Collection[str] = FILES) -> None:
        """Read a folder over what is there; a `whole` one must hold every file. `stems` are those that are wanted."""
        try:
            files = {file.name: file for file in files_of(folder)} if folder.is_dir() else None
        except OSError as error:
            self._report(folder).findings.append(unreadable(folder, error))
            return
        if files is None:
            self._report(folder).add(None, "", say("没有这个文件夹。", "There is no such folder."))
            return
        known = [f"{stem}.yaml" for stem in FILES]
        for name in known:
            if name in files:
                file = files.pop(name)
                if file.stem in stems:
                    self._read_file(file)
            elif whole:
                self._report(folder / name).add(None, "", say("缺少这个文件。", "This file is missing."))
        for name, file in files.items():
            sentence = say("没有叫这个名字的词表。", "There is no list of this name.")
            self._report(file).add(None, "", sentence, meant(name, known))

    def _report(self, path: Path) -> Report:
        report = Report(str(path))
        self._reports.append(report)
        return report

    def _read_file(self, file: Path) -> None:
        report = self._report(file)
        try:
            root = compose(read_bytes(file), report)
        except OSError as error:
            report.findings.append(unreadable(file, error))
            return
        if root is None:
            return
        if file.stem == "topics":
            self._read_topics(root, report)
        elif file.stem == "groups":
            for name, node in Keys(root, report).nodes.items():
                _change(self.groups, name, node, report)
        elif file.stem in INTENTS:
            self._read_intent(file.stem, root, report)
        else:
            self._read_list(file.stem, root, report)

    def _read_topics(self, root: yaml.Node, report: Report) -> None:
        topics = Keys(root, report)
        for name, node in topics.nodes.items():
            intent, _, subject = name.partition(".")
            if intent not in INTENTS or not subject:
                sentence = say(f"“{name}”不是“意图.话题”。", f"“{name}” is not intent.topic.")
                topics.fault(
                    name, sentence, meant(name, [f"{intent}.{subject or '…'}" for intent in INTENTS])
                )
            titles = Keys(node, report, ("zh", "en"), f"{name}.")
            self.topics[name] = Words(titles.text("zh", required=True), titles.text("en", required=True))

    def _read_intent(self, intent: str, root: yaml.Node, report: Report) -> None:
        layer = self.words["grievances" if intent == "complaint" else "topics"]
        begins = f"{intent}."
        known = [topic.removeprefix(begins) for topic in self.topics if topic.startswith(begins)]
        for name, node in Keys(root, report, known).nodes.items():
            _change(layer, begins + name, node, report)

    def _read_list(self, stem: str, root: yaml.Node, report: Report) -> None:
        layer = self.words[stem]
        for name, node in Keys(root, report, LISTS[stem]).nodes.items():
            if stem != "slots":
                _change(layer, name, node, report)
                continue
            if name in _AS_WRITTEN:
                _change(layer, f"{name}.", node, report)
                continue
            for value, words in Keys(node, report, within=f"{name}.").nodes.items():
                _change(layer, f"{name}.{value}", words, report)


def _change(layer: dict[str, dict[str, Place]], name: str, node: yaml.Node, report: Report) -> None:
    words = layer.setdefault(name, {})
    if not isinstance(node, yaml.MappingNode):
        words.update(_words(node, name, report))
        return
    changes = Keys(node, report, ("add", "remove"), f"{name}.").nodes
    if "remove" in changes:
        for word, place in _words(changes["remove"], f"{name}.remove", report):
            if words.pop(word, None) is None:
                near = closest(word, words)
                report.add(
                    place.line,
                    f"{name}.remove",
                    say(f"词表里没有“{word}”。", f"“{word}” is not in the list."),
                    meant(word, [near]) if near else "",
                )
    if "add" in changes:
        words.update(_words(changes["add"], f"{name}.add", report))


def _words(node: yaml.Node, key: str, report: Report) -> Iterator[tuple[str, Place]]:
    if not isinstance(node, yaml.SequenceNode):
        sentence = say("这里应当是一列词。", "This should be a list of words.")
        report.add(line_of(node), key, sentence, say("写成 [词, 词]。", "Write [word, word]."))
        return
    for item in node.value:
        if word := text_of(item, key, report):
            yield word, Place(report, line_of(item))
