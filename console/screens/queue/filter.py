"""The filter line over queue and feed: words and `field:value`, minus to negate, quotes around spaces.

发货             the word, in what was said or in a name
-运费险           without the word
类型:投诉         lane:complaint, lane:question
是:超时           is:late, is:mine, is:free, is:again; these narrow the queue alone
商品:P1  观众:小明  意图:物流  平台:抖音       product, viewer, intent, feed
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice

from connectors.events import FeedGap
from connectors.language import Words
from console.desk import Lateness, Targets, lateness
from console.model.cases import Case
from console.recent import Line
from console.screens.words import INTENTS, LANES
from console.triage import fold

_WORD = re.compile(
    r'(?P<minus>-?)(?:(?P<field>[^\s:："“”-][^\s:："“”]*)[:：])?(?:["“](?P<quoted>[^"”]*)["”]?|(?P<bare>[^\s"“”]+))'
)
_FIELDS = {
    **dict.fromkeys(("lane", "类型"), "lane"),
    **dict.fromkeys(("is", "是"), "is"),
    **dict.fromkeys(("product", "商品"), "product"),
    **dict.fromkeys(("viewer", "观众"), "viewer"),
    **dict.fromkeys(("intent", "意图"), "intent"),
    **dict.fromkeys(("feed", "平台"), "feed"),
}
_MOST_ASKERS = 50  # of a popular question the first ones are searched


@dataclass(frozen=True, slots=True)
class Standing:
    """What a case is judged by besides itself: now (UTC ms), the targets, and whose desk it is."""

    now: int
    targets: Targets
    agent: str


_STATES: dict[str, Callable[[Case, Standing], bool]] = {
    **dict.fromkeys(
        ("late", "超时"), lambda case, at: lateness(case, at.now, at.targets) is Lateness.OVERDUE
    ),
    **dict.fromkeys(("mine", "我的"), lambda case, at: case.owner == at.agent),
    **dict.fromkeys(("free", "未领取"), lambda case, _: case.owner is None),
    **dict.fromkeys(("again", "迟到"), lambda case, _: case.late),
}


@dataclass(frozen=True, slots=True)
class Term:
    """One condition. `field` is "" for a plain word; `value` is folded."""

    field: str
    value: str
    negated: bool


class Filter:
    """A filter as it was typed. Every text is a filter; one without terms hides nothing."""

    def __init__(self, text: str = "") -> None:
        self.text = text.strip()
        self.terms = tuple(_terms(self.text))
        self._said: dict[str, tuple[int, str]] = {}

    def __bool__(self) -> bool:
        return bool(self.terms)

    def keeps_case(self, case: Case, standing: Standing) -> bool:
        """Whether a case of the queue is shown."""
        return all(self._case_has(case, term, standing) != term.negated for term in self.terms)

    def keeps_line(self, line: Line) -> bool:
        """Whether a line of the feed is shown. Gaps always are."""
        return all(_line_has(line, term) != term.negated for term in self.terms if term.field != "is")

    def _case_has(self, case: Case, term: Term, standing: Standing) -> bool:
        match term.field:
            case "is":
                judge = _STATES.get(term.value)
                return judge is not None and judge(case, standing)
            case "lane":
                return _named(term.value, case.lane, LANES[case.lane])
            case "intent":
                return _named(term.value, case.intent, INTENTS[case.intent])
            case "product":
                return term.value in fold(case.product or "")
            case "feed":
                return term.value in fold(f"{case.feed} {case.platform}")
            case "viewer":
                asks = islice(case.waiting.values(), _MOST_ASKERS)
                return any(term.value in fold(ask.name) for ask in asks)
            case _:
                return term.value in self._said_in(case)

    def _said_in(self, case: Case) -> str:
        """Return everything said in a case; made anew only when the case has changed."""
        version, said = self._said.get(case.id, (-1, ""))
        if version != case.version:
            asks = islice(case.waiting.values(), _MOST_ASKERS)
            said = "\n".join(
                [case.folded, fold(case.text), *(fold(f"{ask.name} {ask.text}") for ask in asks)]
            )
            self._said[case.id] = (case.version, said)
        return said


def _terms(text: str) -> list[Term]:
    terms: list[Term] = []
    for found in _WORD.finditer(text):
        value = found["quoted"] if found["quoted"] is not None else found["bare"]
        field = _FIELDS.get((found["field"] or "").lower(), "")
        if found["field"] and not field:
            value = f"{found['field']}:{value}"
        folded = fold(value)
        if folded:
            terms.append(Term(field, folded, bool(found["minus"])))
    return terms


def _named(value: str, code: str, words: Words) -> bool:
    return any(fold(name).startswith(value) for name in (code, words.zh, words.en))


def _line_has(line: Line, term: Term) -> bool:
    event, verdict = line.event, line.verdict
    if isinstance(event, FeedGap):
        return not term.negated
    match term.field:
        case "lane":
            lane = verdict.lane if verdict is not None else None
            return lane is not None and _named(term.value, lane, LANES[lane])
        case "intent":
            return verdict is not None and _named(term.value, verdict.intent, INTENTS[verdict.intent])
        case "product":
            product = event.product or (verdict.product if verdict is not None else None)
            return term.value in fold(product or "")
        case "feed":
            return term.value in fold(f"{event.feed} {event.platform}")
        case "viewer":
            return term.value in fold(event.name)
        case _:
            said = verdict.folded if verdict is not None else fold(event.text)
            return term.value in said or term.value in fold(event.name)
