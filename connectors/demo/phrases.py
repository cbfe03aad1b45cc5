"""What viewers say: the hand-written lines of `lines/`, filled in for the product on air and dressed up."""

import itertools
import re
from bisect import bisect
from collections.abc import Callable, Iterator
from typing import NamedTuple

import msgspec

from connectors.demo.catalogue import Catalogue, Product, read
from connectors.events import Truth

FILES = ("goods", "service", "complaints", "chatter", "strangers", "hostile", "echoes")
_FIELD = re.compile(r"\{(size|colour|body|place|quantity|days|item|link|other)\}")
_PARTICLES = tuple("吗呢没不啊呀了吧嘛么复？?！!")
_CALLS = tuple(
    "主小客姐宝请老亲唉喂前"
)  # a line that begins by calling somebody, or looking back, is not called again
_EAGER = 3.0  # how much more often a product's hot topics are asked
_TYPO = 0.04
_FREE = frozenset(
    {"usual", "change", "promotion", "lottery", "draw"}
)  # moments at which anything may be said


class Group(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Lines that ask or say the same thing, and what they really are.

    `kinds` and `only` limit it to kinds of products or to products; `when` to a moment of the broadcast or, outside
    those, to an occasion such as `thanks`. `about` says that it speaks of the product on air; `raw` lines keep
    their braces.
    """

    name: str
    lines: tuple[str, ...]
    intent: str
    manner: str
    weight: float = 1.0
    question: bool = False
    complaint: bool = False
    kinds: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    when: str = ""
    about: bool = False
    raw: bool = False

    def suits(self, product: Product) -> bool:
        """Whether this may be said while `product` is on air."""
        return (not self.kinds or product.kind in self.kinds) and (not self.only or product.id in self.only)

    def weigh(self, moment: str, product: Product) -> float:
        """Return how often this is said at a moment, against the other groups."""
        if self.when != moment and (self.when or moment not in _FREE):
            return 0.0
        return self.weight * (_EAGER if self.name in product.hot else 1.0)

    def truth(self, product: str | None, slot: str | None = None) -> Truth:
        """Return what a line of this group really is."""
        return Truth(
            question=self.question, complaint=self.complaint, intent=self.intent, product=product, slot=slot
        )


class Groups(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One file of lines."""

    group: tuple[Group, ...]


class Phrase(NamedTuple):
    """One line ready to be said, what it really is, and how it may begin and end."""

    text: str
    truth: Truth
    heads: tuple[str, ...]
    tails: tuple[str, ...]


class _Manner(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    heads: tuple[str, ...]
    tails: tuple[str, ...]
    particles: tuple[str, ...] = ()

    def dress(self, text: str, truth: Truth) -> Phrase:
        heads = ("",) if text.startswith(_CALLS) else self.heads
        tails = self.tails if not self.particles or text.endswith(_PARTICLES) else self.particles
        return Phrase(text, truth, heads, tails)


class _Manners(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    manner: dict[str, _Manner]
    typos: dict[str, str]


class _Filling(NamedTuple):
    """A value for a field: how it is written, the slot it stands for, the product it names."""

    text: str
    slot: str = ""
    product: str | None = None


class _Pattern(NamedTuple):
    """A line with fields: the fixed pieces between them, and what each may become."""

    pieces: list[str]
    fillings: list[list[_Filling]]
    group: Group
    product: str | None


_Lines = list[Phrase | _Pattern]
_Table = tuple[list[float], list[_Lines]]


class Phrases:
    """Everything viewers may say, prepared product by product when one first comes on air."""

    def __init__(self, catalogue: Catalogue, random: Callable[[], float]) -> None:
        self._shop = catalogue
        self._random = random
        self._groups = tuple(group for name in FILES for group in read(f"lines/{name}.toml", Groups).group)
        self._manners = read("lines/manners.toml", _Manners)
        self._prepared: dict[str, dict[str, _Lines]] = {}
        self._tables: dict[tuple[str, str], _Table] = {}

    def pick(self, moment: str, product: Product) -> Phrase:
        """Return something to say at a moment, or on an occasion, while `product` is on air."""
        totals, groups = self._tables.get((moment, product.id)) or self._tabulate(moment, product)
        random = self._random
        lines = groups[bisect(totals, random() * totals[-1])]
        line = lines[int(random() * len(lines))]
        return line if isinstance(line, Phrase) else self._fill(line)

    def utter(self, phrase: Phrase) -> str:
        """Return a phrase as somebody types it: with a beginning, an end, now and then a slip. Not yet cleaned."""
        random = self._random
        text, _, heads, tails = phrase
        if random() < _TYPO:
            text = self._mistype(text)
        return heads[int(random() * len(heads))] + text + tails[int(random() * len(tails))]

    def _mistype(self, text: str) -> str:
        slip = next(((right, wrong) for right, wrong in self._manners.typos.items() if right in text), None)
        return text.replace(*slip) if slip else text

    def _fill(self, pattern: _Pattern) -> Phrase:
        random = self._random
        chosen = [choices[int(random() * len(choices))] for choices in pattern.fillings]
        texts = [filling.text for filling in chosen]
        text = "".join(
            itertools.chain.from_iterable(itertools.zip_longest(pattern.pieces, texts, fillvalue=""))
        )
        named = next((filling.product for filling in chosen if filling.product), pattern.product)
        slot = "/".join(filling.slot for filling in chosen if filling.slot) or None
        return self._manners.manner[pattern.group.manner].dress(text, pattern.group.truth(named, slot))

    def _tabulate(self, moment: str, product: Product) -> _Table:
        if product.id not in self._prepared:
            self._prepared[product.id] = {
                group.name: lines
                for group in self._groups
                if group.suits(product) and (lines := list(self._prepare(group, product)))
            }
        prepared = self._prepared[product.id]
        said = [
            (weight, prepared[group.name])
            for group in self._groups
            if group.name in prepared and (weight := group.weigh(moment, product))
        ]
        table = list(itertools.accumulate(weight for weight, _ in said)), [lines for _, lines in said]
        self._tables[moment, product.id] = table
        return table

    def _prepare(self, group: Group, product: Product) -> Iterator[Phrase | _Pattern]:
        """Yield a group's lines for one product; a line that needs what the product lacks is left out."""
        about = product.id if group.about else None
        truth = group.truth(about)
        manner = self._manners.manner[group.manner]
        for line in group.lines:
            pieces = [line] if group.raw else _FIELD.split(line)
            if len(pieces) == 1:
                yield manner.dress(line, truth)
                continue
            fillings = [self._fillings(field, product) for field in pieces[1::2]]
            if all(fillings):
                yield _Pattern(pieces[::2], fillings, group, about)

    def _fillings(self, field: str, product: Product) -> list[_Filling]:
        shop = self._shop
        match field:
            case "size" | "colour":
                meant = product.sizes if field == "size" else product.colours
                return [_Filling(text, slot) for slot in meant for text in shop.spellings[slot]]
            case "item":
                return [_Filling(name, "", product.id) for name in product.names]
            case "other":
                others = (other for other in shop.products if other != product)
                return [_Filling(name, "", other.id) for other in others for name in other.names[:2]]
            case "link":
                places = enumerate(shop.products, 1)
                return [
                    _Filling(f"{place}号{tail}", "", other.id)
                    for place, other in places
                    for tail in ("链接", "")
                ]
            case "days":
                return [_Filling(text) for text in shop.spans]
            case _:
                meaning = {"body": shop.bodies, "place": shop.places, "quantity": shop.quantities}[field]
                return [_Filling(text, slot) for slot, texts in meaning.items() for text in texts]
