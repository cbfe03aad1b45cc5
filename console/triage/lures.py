"""What a single comment's words say against it: adverts, contact bait, false notices, insults; praise for a product."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from console.model.marks import Mark, MarkKind
from console.triage.disguise import has_hidden_number, plain
from console.triage.lexicon import read_trust
from console.triage.matcher import Hit, Matcher

# Names of the word lists and what they speak for.
_KINDS: dict[str, MarkKind] = {
    "spam.contact": "contact_bait",
    "spam.advert": "advert",
    "spam.follow": "advert",
    "notice": "fake_notice",
    "account": "contact_bait",
}
_LAYERS = {"not_abuse": "tone", "praise": "shills", "prompted": "shills"}
_HARMLESS = frozenset({"harmless"})
_NO_INSULT = frozenset({"fine", "not_abuse"})
_SURE = 2
"""Evidence that marks a comment which asks or complains; one piece marks any other."""

# An account or a number, right behind what announces it: 微信号是 abc_123, v:13800138000, 扣扣一三八零零一.
_ACCOUNT = re.compile(
    r"[^\w@]{0,3}(?:号码?|id|名|搜|是|为|[:=])?[^\w@]{0,3}"
    r"(?!(\d)\1+(?!\d))(?:(?=[a-z_-]*[0-9])[a-z0-9_-]{6,24}(?!@)|\d(?:[ -]?\d){5,}|[0-9零〇幺一二两三四五六七八九]{6,})"
)
_ACCOUNT_REACH = 40
_DIGITS = "0123456789."
_NUMBER = re.compile(r"[0-9][0-9.]*$|[0-9]{4,}")


class Said(NamedTuple):
    """What a text's words say: `marks`, whether it `praises`, and whether it may be what everybody was asked to type."""

    marks: tuple[Mark, ...] = ()
    praises: bool = False
    prompted: bool = False


NOTHING = Said()


class Lures:
    """Finds the words of the lists. Pure; holds nothing but the words."""

    def __init__(self, matcher: Matcher) -> None:
        self._find = matcher.find

    @classmethod
    def load(cls, lexicon_dir: Path, shop_dir: Path | None = None) -> "Lures":
        """Read the word lists, then a shop's changes to them. Raises `UserProblem` with all that is wrong in them."""
        lexicon = read_trust(lexicon_dir, shop_dir)
        spam, tone, trust = (list(lexicon.cues[layer]) for layer in ("topics", "tone", "trust"))
        lexicon.refuse()
        layers = {"lures": spam, "tone": tone, "shills": []}
        for cue in trust:
            layers[_LAYERS.get(cue[0], "lures")].append(cue)
        return cls(Matcher(layers))

    def read(self, text: str, folded: str, *, laned: bool) -> Said:
        """Return what the words say; `laned` tells that the comment asks or complains."""
        undisguised = plain(text, folded)
        lures, tone, shills = self._find(undisguised)
        hidden = has_hidden_number(folded, undisguised)
        if not (lures or tone or shills or hidden):
            return NOTHING
        marks = [*_baits(undisguised, lures, hidden=hidden, laned=laned), *_insults(undisguised, tone)]
        names = {hit.name for hit in shills}
        return Said(tuple(marks), "praise" in names, "prompted" in names)


def _baits(text: str, hits: list[Hit], *, hidden: bool, laned: bool) -> Iterable[Mark]:
    hits = _standing(hits, _HARMLESS)
    evidence = int(hidden)
    found: dict[MarkKind, str] = {"contact_bait": ""} if hidden else {}
    for hit in hits:
        kind = _KINDS.get(hit.name)
        if kind is None:  # a lure, which only counts beside others
            evidence += 1
            continue
        if kind == "contact_bait":
            known = _names_an_account(text, hit)
            if hit.name == "account" and not known:
                continue
            evidence += known
        evidence += _SURE if kind == "fake_notice" else 1
        found[kind] = found.get(kind) or _NUMBER.sub("", text[hit.start : hit.end])
    if evidence < (_SURE if laned else 1):
        return ()
    if "fake_notice" in found:
        found.pop("advert", None)  # which it is, told less well
    return [Mark(kind=kind, words=words) for kind, words in found.items()]


def _insults(text: str, hits: list[Hit]) -> Iterable[Mark]:
    insults = _standing(hits, _NO_INSULT)
    return [Mark(kind="abuse", words=text[insults[0].start : insults[0].end])] if insults else ()


def _names_an_account(text: str, hit: Hit) -> bool:
    end = hit.end
    while text[end - 1] in _DIGITS and end > hit.start + 1:
        end -= 1
    return _ACCOUNT.match(text, end, end + _ACCOUNT_REACH) is not None


def _standing(hits: list[Hit], harmless: frozenset[str]) -> list[Hit]:
    """Return the hits of which no harmless phrase shares a character."""
    fine = [hit for hit in hits if hit.name in harmless]
    if not fine:
        return hits
    return [
        hit
        for hit in hits
        if hit.name not in harmless
        and not any(hit.start < other.end and other.start < hit.end for other in fine)
    ]
