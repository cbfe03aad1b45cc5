"""The invented shop: its goods, its promotion, and how viewers write sizes, colours, weights and places."""

from importlib.resources import files
from typing import TypeVar

import msgspec

T = TypeVar("T")


class Product(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One product. `price` is in fen, `hot` names the groups of lines that viewers ask most about it."""

    id: str
    title: str
    kind: str
    names: tuple[str, ...]
    price: int
    sizes: tuple[str, ...]
    colours: tuple[str, ...]
    hot: tuple[str, ...] = ()


class Promotion(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`off` fen less for every full `threshold` fen of an order, while it runs."""

    title: str
    threshold: int
    off: int


Spellings = dict[str, tuple[str, ...]]
"""What is meant → how viewers write it."""


class Catalogue(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything `catalogue.toml` says."""

    host: str
    promotion: Promotion
    products: tuple[Product, ...]
    spellings: Spellings
    bodies: Spellings
    places: Spellings
    quantities: Spellings
    spans: tuple[str, ...]


def read(name: str, kind: type[T]) -> T:
    """Return the data file `name` of this package as a `kind`."""
    return msgspec.toml.decode(files("connectors.demo").joinpath(name).read_bytes(), type=kind)
