"""The filter line over queue and feed: words and `field:value`, minus to negate, quotes around spaces.

发货             the word, in what was said or in a name
-运费险           without the word
类型:投诉         lane:complaint, lane:question
是:超时           is:late, is:mine, is:free, is:again; these narrow the queue alone
商品:大衣  观众:小明  意图:物流  平台:抖音      product (title or code), viewer, intent, feed
标记:刷屏  -标记:有     mark:flood, -mark:any; of a case, where everybody who waits bears one
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import islice
from types import MappingProxyType

from connectors.events import FeedGap
from connectors.language import Words, say
from console.cells import cut
from console.desk import Lateness, Targets, lateness
from console.model.cases import Case
from console.model.marks import MARK_NAMES, Mark
from console.recent import Line
from console.screens.words import INTENTS, LANES, PLATFORMS
from console.triage import fold

_WORD = re.compile(
    r'(?P<minus>-?)(?:(?P<field>[^\s:："“”-][^\s:："“”]*)[:：])?(?:["“](?P<quoted>[^"”]*)["”]?|(?P<bare>[^\s"“”]+))'
)
_FIELD_NAMES = (
    ("lane", "类型"),
    ("is", "是"),
    ("product", "商品"),
    ("viewer", "观众"),
    ("intent", "意图"),
    ("feed", "平台"),
    ("mark", "标记"),
)
_FIELDS = {name: names[0] for names in _FIELD_NAMES for name in names}
LONGEST_SENTENCE = 74
"""Cells a sentence has in the last row of a screen of 80 columns."""

_ANY = Words("有", "any")
"""What stands for every mark."""

_VALUES: dict[str, dict[str, Words]] = {
    "lane": dict((*LANES.items(),)),
    "intent": dict((*INTENTS.items(),)),
    "mark": dict((("any", _ANY), *MARK_NAMES.items())),
}

_MOST_ASKERS = 50  # of a popular question the first ones are searched


@dataclass(frozen=True, slots=True)
class Standing:
    """What a case is judged by besides itself: now (UTC ms), the targets, and whose desk it is."""

    now: int
    targets: Targets
    agent: str


_STATE_NAMES = (("late", "超时"), ("mine", "我的"), ("free", "未领取"), ("again", "迟到"))
_JUDGES: dict[str, Callable[[Case, Standing], bool]] = {
    "late": lambda case, at: lateness(case, at.now, at.targets) is Lateness.OVERDUE,
    "mine": lambda case, at: case.owner == at.agent,
    "free": lambda case, _: case.owner is None,
    "again": lambda case, _: case.late,
}
_STATES = {name: _JUDGES[names[0]] for names in _STATE_NAMES for name in names}


@dataclass(frozen=True, slots=True)
class Term:
    """One condition. `field` is "" for a plain word; `value` is folded."""

    field: str
    value: str
    negated: bool


class Filter:
    """A filter as it was typed. Every text is a filter; one without terms hides nothing.

    `titles` are the products' titles by code; `problem` says which value means nothing, "" where all mean something.
    """

    def __init__(self, text: str = "", titles: Mapping[str, str] = MappingProxyType({})) -> None:
        self.text = text.strip()
        self.terms = tuple(_terms(self.text))
        self._titles = titles
        self._said: dict[str, tuple[int, str]] = {}

    def __bool__(self) -> bool:
        return bool(self.terms)

    @property
    def problem(self) -> str:
        """What to tell somebody who typed a value that no case can have."""
        return next(filter(None, map(_unknown, self.terms)), "")

    def keeps_case(self, case: Case, standing: Standing) -> bool:
        """Whether a case of the queue is shown."""
        return all(self._case_has(case, term, standing) != term.negated for term in self.terms)

    def keeps_line(self, line: Line) -> bool:
        """Whether a line of the feed is shown. Gaps always are."""
        return all(self._line_has(line, term) != term.negated for term in self.terms if term.field != "is")

    def _case_has(self, case: Case, term: Term, standing: Standing) -> bool:
        match term.field:
            case "is":
                judge = _STATES.get(term.value)
                return judge is not None and judge(case, standing)
            case "lane":
                return _named(term.value, case.lane, LANES[case.lane])
            case "intent":
                return _named(term.value, case.intent, INTENTS[case.intent])
            case "mark":
                return _is_marked(term.value, case.marks)
            case "product":
                return self._is_product(term.value, case.product)
            case "feed":
                return _is_from(term.value, case.feed, case.platform)
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

    def _line_has(self, line: Line, term: Term) -> bool:
        event, verdict = line.event, line.verdict
        if isinstance(event, FeedGap):
            return not term.negated
        match term.field:
            case "lane":
                lane = verdict.lane if verdict is not None else None
                return lane is not None and _named(term.value, lane, LANES[lane])
            case "intent":
                return verdict is not None and _named(term.value, verdict.intent, INTENTS[verdict.intent])
            case "mark":
                return verdict is not None and _is_marked(term.value, verdict.marks)
            case "product":
                product = event.product or (verdict.product if verdict is not None else None)
                return self._is_product(term.value, product)
            case "feed":
                return _is_from(term.value, event.feed, event.platform)
            case "viewer":
                return term.value in fold(event.name)
            case _:
                said = verdict.folded if verdict is not None else fold(event.text)
                return term.value in said or term.value in fold(event.name)

    def _is_product(self, value: str, code: str | None) -> bool:
        return code is not None and value in fold(f"{code} {self._titles.get(code, '')}")


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


def _is_marked(value: str, marks: tuple[Mark, ...]) -> bool:
    if not marks or _named(value, "any", _ANY):
        return bool(marks)
    return any(_named(value, mark.kind, MARK_NAMES[mark.kind]) for mark in marks)


def _unknown(term: Term) -> str:
    """Return what to say where a term's value means nothing in its field, with those that do; "" where it does."""
    match term.field:
        case "is":
            if term.value in _STATES:
                return ""
            known = [say(zh, en) for en, zh in _STATE_NAMES]
        case "lane" | "intent" | "mark":
            table = list(_VALUES[term.field].items())
            if any(_named(term.value, code, words) for code, words in table):
                return ""
            known = [str(words).lower() for _, words in table]
        case _:
            return ""
    field = say(*next((zh, en) for en, zh in _FIELD_NAMES if en == term.field))
    sentence = say(
        f"{field}没有“{cut(term.value, 12)}”，只有：", f"No {field}:{cut(term.value, 12)}. Known: "
    )
    return cut(sentence + " ".join(known), LONGEST_SENTENCE)


def _is_from(value: str, feed: str, platform: str) -> bool:
    return value in fold(f"{feed} {platform} {PLATFORMS.get(platform, '')}")
