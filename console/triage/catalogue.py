"""Which product a comment names: by its name, a nickname, or a part of its title that no other product shares.

Names come from the shop's list, and from the feeds as they tell what is shown. One search finds all of them; it is made
anew only when a comment comes after something was learned.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind
from msgspec.structs import replace

from connectors.events import ExplainStarted, ProductExposed
from console.model.verdict import Verdict
from console.triage.context import Reads
from console.triage.fold import fold
from console.triage.naming import parts
from console.triage.products import Product, is_too_short
from console.triage.spans import is_latin

_SHOWING = (ExplainStarted, ProductExposed)
_MOST_LEARNED = 2_000  # products; older ones are forgotten
# What may stand before a part of a title, for it to be the thing itself: 那件羽绒服, not 儿童羽绒服.
_BEFORE = frozenset(
    "的个件款双条箱盒瓶袋包套支只那这有要买拍看想问和跟卖是播亲姐色号接,.?!了吗在到讲说发穿用换退"
)


class _Name(NamedTuple):
    """A name and whose it is; `title` is None where the shop wrote it, else the folded title it is a part of."""

    product: str
    title: str | None


class Catalogue:
    """The products of a room. `titles` are their names as shown, by id."""

    def __init__(self, products: Sequence[Product] = ()) -> None:
        self._listed = {product.id: product for product in products}
        self._titles = {product.id: product.names[0] for product in products}
        self._of_number = {product.number: product.id for product in products if product.number}
        self._learned: dict[str, str] = {}
        self._names: list[tuple[str, _Name]] = []
        self._search: AhoCorasick | None = None
        self._is_stale = bool(products)

    @property
    def titles(self) -> Mapping[str, str]:
        """What each product is called on the screen, by id."""
        return self._titles

    def hear(self, event: object) -> None:
        """Learn the product that an event shows, if it shows one."""
        if isinstance(event, _SHOWING):
            self.learn(event.product, event.product_title)

    def learn(self, product: str, title: str) -> None:
        """Take note of what a feed shows."""
        if not title or self._learned.get(product) == title:
            return
        self._is_stale = True
        self._learned.pop(product, None)
        self._learned[product] = title
        if product not in self._listed:
            self._titles[product] = title
        if len(self._learned) > _MOST_LEARNED:
            oldest = next(iter(self._learned))
            del self._learned[oldest]
            if oldest not in self._listed:
                del self._titles[oldest]

    def id_of(self, number: str) -> str:
        """Return the id of the product behind a link; the number itself where no list names it."""
        return self._of_number.get(number, number)

    def named(self, folded: str) -> dict[str, str]:
        """Return the products that a folded text names, each with the name it goes by."""
        if self._is_stale:
            self._rebuild()
        if self._search is None:
            return {}
        found: dict[str, str] = {}
        for index, start, end in self._search.find_matches_as_indexes(folded):
            name, whose = self._names[index]
            if _stands_alone(folded, start, end) and (
                whose.title is None or _is_the_thing(folded, start, whose.title)
            ):
                found.setdefault(whose.product, name)
        return found

    def _rebuild(self) -> None:
        self._is_stale = False
        whose: dict[str, _Name | None] = {}
        for product in self._listed.values():
            for name in product.names:
                _add(whose, fold(name), _Name(product.id, None))
        partly: dict[str, _Name | None] = {}
        titles = [(product.id, product.names[0]) for product in self._listed.values()] + list(
            self._learned.items()
        )
        for product_id, title in titles:
            folded = fold(title)
            for part in parts(title) | {folded}:
                _add(partly, part, _Name(product_id, folded))
        self._names = [
            (name, of) for name, of in (partly | whose).items() if of is not None and not is_too_short(name)
        ]
        self._search = (
            AhoCorasick([name for name, _ in self._names], matchkind=MatchKind.LeftmostLongest)
            if self._names
            else None
        )


class Shelf:
    """Triage that knows the products: who names one means it, whatever is on air."""

    def __init__(self, reads: Reads, catalogue: Catalogue) -> None:
        self._reads = reads
        self._catalogue = catalogue

    def read(self, text: str, product_on_air: str | None = None) -> Verdict:
        """Return the verdict; `product` is the one the text points at, else the one it names, else what is on air.

        Who names several means none of them in particular.
        """
        verdict = self._reads.read(text, product_on_air)
        if not (verdict.topic or verdict.question or verdict.complaint):
            return verdict
        pointed = verdict.product
        if pointed is not None and pointed != product_on_air:
            meant = self._catalogue.id_of(pointed)
            return verdict if meant == pointed else replace(verdict, product=meant)
        named = self._catalogue.named(verdict.folded)
        if not named:
            return verdict
        if len(named) > 1:
            return verdict if pointed is None else replace(verdict, product=None)
        [(product, name)] = named.items()
        slots = tuple(slot for slot in verdict.slots if slot[0] != "item" or slot[1] not in name)
        return replace(verdict, product=product, slots=slots)


def _add(names: dict[str, _Name | None], name: str, whose: _Name) -> None:
    """Note a name; None where several products are called so."""
    known = names.setdefault(name, whose)
    if known is not None and known.product != whose.product:
        names[name] = None


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a Latin name is no part of a longer word."""
    return not (
        (start and is_latin(text[start]) and is_latin(text[start - 1]))
        or (end < len(text) and is_latin(text[end - 1]) and is_latin(text[end]))
    )


def _is_the_thing(text: str, start: int, title: str) -> bool:
    """Whether what stands before a part of a title leaves it what it is."""
    before = text[start - 1 : start]
    return not before or before in _BEFORE or before in title or not "\u4e00" <= before <= "\u9fff"
