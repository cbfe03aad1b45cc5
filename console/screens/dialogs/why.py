"""Why a comment was read as it was: every answer, who gave it, and the words that decided."""

from collections.abc import Iterator, Mapping, Sequence

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from connectors.language import Words, say
from console.cells import cut, fit, wrap
from console.model.marks import MARK_NAMES
from console.model.verdict import Verdict
from console.screens.at_hand import AtHand
from console.screens.dialogs.dialog import Dialog
from console.screens.times import clock_text
from console.screens.words import ANSWERS, CONTEXTS, JOBS, PARTS, SLOTS
from console.triage.explain import Told, places
from console.triage.personal import masked

_FRAME = 12  # cells around the text: the dialog's border and padding, and what the screen keeps free
_LOW = 30  # rows of a screen below which everything stands closer together
_NAME_WIDTH = 10
_ANSWER_WIDTH = 16


class Why(Dialog[bool]):
    """Shows the reasons; gives True where the agent wants to correct the reading."""

    def __init__(
        self,
        found: AtHand,
        told: Sequence[Told],
        topics: Mapping[str, Words],
        products: Mapping[str, str],
    ) -> None:
        super().__init__()
        self._found = found
        self._told = told
        self._topics = topics
        self._products = products

    def compose(self) -> ComposeResult:
        """Lay out the reasons."""
        width, low = max(20, self.app.size.width - _FRAME), self.app.size.height < _LOW
        with VerticalScroll(classes="dialog why"):
            yield Static(Content(say("为什么这样识别", "Why it was read so")), classes="title")
            yield Static(_marked(self._found, width, 2 if low else 4))
            for lines in (self._answers(), self._facts()):
                yield Static(
                    Content("\n".join(cut(line, width) for line in lines)), classes="" if low else "part"
                )
            yield Static(
                Content(say("x 更正 · 其他键关闭", "x corrects it · any other key closes")), classes="note"
            )

    def _answers(self) -> Iterator[str]:
        for told in self._told:
            yield _row(str(JOBS[told.job]), fit(_answer(told.answer), _ANSWER_WIDTH) + _who(told))

    def _facts(self) -> Iterator[str]:
        return (_row(name, text) for name, text in self._known(self._found.verdict) if text)

    def _known(self, verdict: Verdict) -> Iterator[tuple[str, str]]:
        yield say("把握", "Sure"), f"{verdict.confidence:.0%}"
        yield say("依据的词", "Words"), say("、", ", ").join(map(masked, verdict.reasons))
        topic = self._topics.get(verdict.topic)
        yield say("主题", "Topic"), str(topic) if topic is not None else verdict.topic
        yield say("商品", "Product"), self._products.get(verdict.product or "", verdict.product or "")
        yield (
            say("提到", "Names"),
            " · ".join(f"{SLOTS.get(kind, kind)} {value}" for kind, value in verdict.slots),
        )
        yield say("上下文", "Context"), str(CONTEXTS[verdict.context])
        for mark in verdict.marks:
            yield say("可疑", "Doubtful"), f"{MARK_NAMES[mark.kind]} {mark.reason}"
        corrected = self._found.corrected
        if corrected is not None:
            yield say("更正", "Corrected"), f"{corrected.by} {clock_text(corrected.at)}"

    def on_key(self, event: events.Key) -> None:
        """Close, or go on to the correction, unless it is a key to scroll with."""
        if event.key in {"up", "down", "pageup", "pagedown", "home", "end"}:
            return
        event.stop()
        self.finish(event.key == "x")

    def on_click(self) -> None:
        """Close."""
        self.finish(answer=False)


def _row(name: str, text: str) -> str:
    return fit(name, _NAME_WIDTH) + text


def _answer(answer: object) -> str:
    if isinstance(answer, str):
        return str(ANSWERS[answer])
    return say("是", "yes") if answer else say("否", "no")


def _who(told: Told) -> str:
    who = str(PARTS[told.part])
    if told.by_rules == told.answer:
        return who
    rules_say = _answer(told.by_rules)
    return who + say(f"（规则：{rules_say}）", f" (rules: {rules_say})")


def _marked(found: AtHand, width: int, most: int) -> Content:
    """Return the viewer's text, in at most so many lines, with the words that decided marked in it."""
    drawn = "\n".join(wrap(masked(found.said), width, most))
    content = Content(drawn)
    for start, end in places(drawn, found.verdict.reasons):
        content = content.stylize("bold reverse", start, end)
    return content
