"""What a single comment's words say against it: adverts, contact bait, false notices, insults; praise for a product."""

import re
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
    """What a text's words say: its `marks`, of which those that are `sure` hold even where it asks or complains.

    `praises` tells that it praises a product, `prompted` that it may be what everybody was asked to type.
    """

    marks: tuple[Mark, ...] = ()
    sure: tuple[Mark, ...] = ()
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
        return cls(Matcher({"words": spam + tone + trust}))

    def read(self, text: str, folded: str) -> Said:
        """Return what the words of a text say; `folded` is its folded form."""
        undisguised = plain(text, folded)
        (hits,) = self._find(undisguised)
        hidden = has_hidden_number(folded, undisguised)
        if not (hits or hidden):
            return NOTHING
        baits, evidence = _baits(undisguised, hits, hidden=hidden)
        abuse = _insults(undisguised, hits)
        names = {hit.name for hit in hits}
        return Said(
            baits + abuse,
            baits + abuse if evidence >= _SURE else abuse,
            "praise" in names,
            "prompted" in names,
        )


def _baits(text: str, hits: list[Hit], *, hidden: bool) -> tuple[tuple[Mark, ...], int]:
    """Return the marks of what baits, and how many things speak for it."""
    evidence = int(hidden)
    found: dict[MarkKind, str] = {"contact_bait": ""} if hidden else {}
    for hit in _standing(hits, "harmless"):
        kind = _KINDS.get(hit.name)
        if kind is None:
            evidence += hit.name == "lure"  # which only counts beside others
            continue
        if kind == "contact_bait":
            known = _names_an_account(text, hit)
            if hit.name == "account" and not known:
                continue
            evidence += known
        evidence += _SURE if kind == "fake_notice" else 1
        found[kind] = found.get(kind) or _NUMBER.sub("", text[hit.start : hit.end])
    if "fake_notice" in found:
        found.pop("advert", None)  # which it is, told less well
    return tuple(Mark(kind=kind, words=words) for kind, words in found.items()), evidence


def _insults(text: str, hits: list[Hit]) -> tuple[Mark, ...]:
    insult = next((hit for hit in _standing(hits, "not_abuse") if hit.name == "insults"), None)
    return () if insult is None else (Mark(kind="abuse", words=text[insult.start : insult.end]),)


def _names_an_account(text: str, hit: Hit) -> bool:
    end = hit.end
    while text[end - 1] in _DIGITS and end > hit.start + 1:
        end -= 1
    return _ACCOUNT.match(text, end, end + _ACCOUNT_REACH) is not None


def _standing(hits: list[Hit], harmless: str) -> list[Hit]:
    """Return the hits of which no harmless phrase shares a character."""
    fine = [hit for hit in hits if hit.name == harmless]
    if not fine:
        return hits
    return [hit for hit in hits if not any(hit.start < other.end and other.start < hit.end for other in fine)]
