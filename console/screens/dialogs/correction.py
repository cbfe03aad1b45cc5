"""What a comment really is: a key for every answer, Enter notes it."""

from collections.abc import Mapping
from typing import NamedTuple

from msgspec.structs import replace
from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from connectors.language import Words, say
from console.cells import cut
from console.model.labels import Labels
from console.screens.dialogs.dialog import Dialog
from console.screens.words import ANSWERS, INTENTS, JOBS


class Column(NamedTuple):
    """The answers to one job, "" for the two that are yes or no: what each key says, and its name."""

    job: str
    title: Words
    keys: Mapping[str, str]
    names: Mapping[str, Words]

    def holds(self, labels: Labels, value: str) -> bool:
        """Whether labels say so."""
        return getattr(labels, self.job) == value if self.job else bool(getattr(labels, value))


FLAGS = Column("", Words("是不是", "Is it a"), {"q": "question", "c": "complaint"}, JOBS)
CHOICES = (
    Column("intent", JOBS["intent"], dict(zip("1234567890", INTENTS, strict=True)), ANSWERS),
    Column(
        "emotion",
        JOBS["emotion"],
        {"n": "neutral", "p": "positive", "d": "negative", "u": "anxious", "a": "angry"},
        ANSWERS,
    ),
)
_NOT_ASKED = frozenset({"chat", "spam"})
_NOT_COMPLAINED = frozenset({"chat", "spam", "purchase"})
_UNSEEN = frozenset({"neutral", "positive"})


class Correction(Dialog[Labels | None]):
    """Asks what a comment is; gives the labels as they were left, or None where it was a slip."""

    def __init__(self, text: str, labels: Labels) -> None:
        super().__init__()
        self._text = text
        self._labels = labels

    def compose(self) -> ComposeResult:
        """Lay out the answers in three columns."""
        with Vertical(classes="dialog"):
            yield Static(Content(say("更正：", "Correct: ") + cut(self._text, 44)), classes="title")
            with Horizontal(classes="columns"):
                for column in (FLAGS, *CHOICES):
                    choices = [
                        Static(self._choice(column, key), id=f"key-{key}", classes="choice")
                        for key in column.keys
                    ]
                    yield Vertical(
                        Static(Content(str(column.title)), classes="heading"), *choices, classes="column"
                    )
            yield Static(
                Content(say("Enter 记下 · Esc 取消", "Enter notes it · Esc cancels")), classes="note"
            )

    def _choice(self, column: Column, key: str) -> Content:
        value = column.keys[key]
        name = str(column.names[value])
        if column.holds(self._labels, value):
            return Content.assemble(f"{key}  ", (name, "bold reverse"), " ✓")
        return Content(f"{key}  {name}")

    def on_key(self, event: events.Key) -> None:
        """Take an answer, note them all, or cancel."""
        event.stop()
        if event.key == "enter":
            self.finish(self._labels)
        elif event.key == "escape":
            self.finish(None)
        else:
            self._press(event.key)

    def on_click(self, event: events.Click) -> None:
        """Take an answer by mouse; a click outside cancels."""
        name = event.widget.id if event.widget is not None else None
        if name is not None and name.startswith("key-"):
            self._press(name.removeprefix("key-"))
        elif event.widget is self:
            self.finish(None)

    def _press(self, key: str) -> None:
        self._labels = pressed(self._labels, key)
        for column in (FLAGS, *CHOICES):
            for each in column.keys:
                self.query_one(f"#key-{each}", Static).update(self._choice(column, each))


def pressed(labels: Labels, key: str) -> Labels:
    """Return labels after a key; what goes with the answer in most cases is put beside it, and can be changed again.

    What is asked or complained of is rarely chat, a complaint is hardly ever made in a good mood, spam asks for nothing.
    """
    for column in CHOICES:
        if key in column.keys:
            harmless = {"question": False, "complaint": False} if column.keys[key] == "spam" else {}
            return replace(labels, **{column.job: column.keys[key]}, **harmless)
    if key in FLAGS.keys:
        return _flagged(labels, FLAGS.keys[key])
    return labels


def _flagged(labels: Labels, flag: str) -> Labels:
    holds = not getattr(labels, flag)
    labels = replace(labels, **{flag: holds})
    if not holds:
        only_then = labels.intent == "complaint" and not labels.complaint
        return replace(labels, intent="product" if labels.question else "chat") if only_then else labels
    if flag == "question":
        return replace(labels, intent="product") if labels.intent in _NOT_ASKED else labels
    return replace(
        labels,
        intent="complaint" if labels.intent in _NOT_COMPLAINED else labels.intent,
        emotion="negative" if labels.emotion in _UNSEEN else labels.emotion,
    )
