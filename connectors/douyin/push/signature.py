"""Is a call Douyin's? Its signature and its time. Pure.

The platform's rule: the four headers below sorted by name, as `k=v` joined by `&`, then the raw body, then the secret of
that type of message; the MD5 of it in base64.
"""

import base64
import hashlib
from collections.abc import Mapping

from connectors.calls.call import Call, RefusedError, same_secret
from connectors.reading.scalars import ms_of

_SIGNED = ("x-msg-type", "x-nonce-str", "x-roomid", "x-timestamp")  # in the order of their names


def sign(headers: Mapping[str, str], body: bytes, secret: str) -> str:
    """Return the signature of a call; header names are in lower case."""
    told = "&".join(f"{name}={headers.get(name, '')}" for name in _SIGNED)
    whole = told.encode("utf-8", "surrogateescape") + body + secret.encode()
    digest = hashlib.md5(whole, usedforsecurity=False)  # the platform's choice, not ours
    return base64.b64encode(digest.digest()).decode()


def check(call: Call, secret: str, window_s: float) -> None:
    """Raise `RefusedError` for a call that is not signed with `secret`, or whose time is too far from ours."""
    if not same_secret(call.headers.get("x-signature", ""), sign(call.headers, call.body, secret)):
        raise RefusedError(401, "signature")
    sent_at = ms_of(call.headers.get("x-timestamp"))
    if sent_at is None or abs(call.at - sent_at) > window_s * 1000:
        raise RefusedError(401, "time")
