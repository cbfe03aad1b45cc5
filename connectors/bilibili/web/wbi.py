"""The signature that Bilibili's web interface asks of a query. Pure.

The rule: the names of the two pictures in the answer of `nav`, one after the other, permuted by a fixed table, are the key.
`wts` (unix seconds) joins the query, which is sorted by name and freed of `!'()*` in its values; `w_rid` is the lower
hexadecimal MD5 of the encoded query followed by the key.
"""

import hashlib
from collections.abc import Mapping
from urllib.parse import quote, urlencode

_ORDER = (
    *(46, 47, 18, 2, 53, 8, 23, 32, 15, 50, 10, 31, 58, 3, 45, 35),
    *(27, 43, 5, 49, 33, 9, 42, 19, 29, 28, 14, 39, 12, 38, 41, 13),
)
_DROPPED = str.maketrans("", "", "!'()*")


def mixed_key(picture: str, sub_picture: str) -> str:
    """Return the key of the day from the addresses of the two pictures; "" where they are not what they were."""
    whole = _stem(picture) + _stem(sub_picture)
    return "".join(whole[place] for place in _ORDER) if len(whole) > max(_ORDER) else ""


def signed(query: Mapping[str, str], key: str, at_s: int) -> dict[str, str]:
    """Return the query, signed with the key of the day at `at_s` (unix seconds)."""
    whole = {name: value.translate(_DROPPED) for name, value in {**query, "wts": str(at_s)}.items()}
    text = urlencode(sorted(whole.items()), quote_via=quote)
    return {**whole, "w_rid": hashlib.md5((text + key).encode(), usedforsecurity=False).hexdigest()}


def _stem(url: str) -> str:
    return url.rpartition("/")[2].partition(".")[0]
