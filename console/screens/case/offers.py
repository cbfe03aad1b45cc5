"""The answers a case is offered: the scripts that fit, best first, filled with what is known of the case."""

import zlib
from collections.abc import Mapping
from typing import NamedTuple

from connectors.language import in_use, say
from console.model.cases import Case
from console.playbook import Playbook, Script, Situation, rank, render


class Offer(NamedTuple):
    """A script for a case: its filled text, and the reasons for it in a few words."""

    script: Script
    text: str
    reasons: str


class Offers:
    """Ranks anew only when the case, the playbook or the minute has changed."""

    def __init__(self, variables: Mapping[str, str], agent: str) -> None:
        self._variables = {"agent": agent, **variables}
        self._key: tuple[object, ...] = ()
        self._latest: list[Offer] = []

    def of(self, case: Case, playbook: Playbook, product: str, now: int) -> list[Offer]:
        """Return what to offer for a case at `now` (UTC ms); `product` is its product's title, "" where unknown."""
        key = (case.id, case.version, id(playbook), product, now // 60_000, in_use())
        if key != self._key:
            self._key = key
            self._latest = [
                Offer(
                    suggestion.script,
                    self.filled(suggestion.script, case, product),
                    say("、", ", ").join(map(str, suggestion.reasons)),
                )
                for suggestion in rank(playbook, _situation(case), now)
            ]
        return self._latest

    def filled(self, script: Script, case: Case, product: str) -> str:
        """Return a script's text for those who ask in a case now."""
        return render(_wording(script, case.id), self._values(case, product)).text

    def _values(self, case: Case, product: str) -> dict[str, str]:
        # Several askers are addressed together: no single name, the script's fallback is said.
        names = [ask.name for ask in case.waiting.values()] if len(case.waiting) == 1 else []
        values = {**self._variables, "viewer": "".join(names), "product": product}
        # A viewer may call himself {{x}}; what is left of such braces in a reply means a gap the agent must fill.
        return {name: value.replace("{{", "").replace("}}", "") for name, value in values.items()}


def _situation(case: Case) -> Situation:
    ask = next(iter(case.waiting.values()), None)
    return Situation(
        lane=case.lane,
        intent=case.intent,
        topic=case.topic,
        folded=case.folded,
        product=case.product,
        slots=case.slots,
        emotion=ask.emotion if ask is not None else "neutral",
    )


def _wording(script: Script, case_id: str) -> str:
    """Return one of a script's wordings, always the same for a case: the room does not read one line again and again."""
    return script.texts[zlib.crc32(case_id.encode()) % len(script.texts)]
