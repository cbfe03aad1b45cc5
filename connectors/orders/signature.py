"""Whether a call is the shop's: HMAC-SHA256 over what was sent, compared in constant time. Pure."""

import base64
import hashlib
import hmac
from collections.abc import Callable

from connectors.calls.call import Call, RefusedError, same_secret
from connectors.orders.settings import JsonOrders

Check = Callable[[Call], None]
"""Returns for a call that is the shop's; raises `RefusedError` for any other."""

SHOPIFY_HEADER = "x-shopify-hmac-sha256"


def shopify_check(secret: str) -> Check:
    """Return the check of Shopify's calls: base64 of HMAC-SHA256 over the raw body, with the app's secret."""

    def check(call: Call) -> None:
        _compare(call.headers.get(SHOPIFY_HEADER, ""), _base64(_digest(secret, call.body)))

    return check


def json_check(secret: str, rule: JsonOrders) -> Check:
    """Return the check of another shop's calls, as its rule says."""
    encode = _base64 if rule.signature_encoding == "base64" else bytes.hex
    before, _, after = rule.signed.partition("{body}")

    def check(call: Call) -> None:
        time = call.headers.get(rule.time_header.lower(), "") if rule.time_header else ""
        message = _bytes(before.replace("{time}", time)) + call.body + _bytes(after.replace("{time}", time))
        shown = call.headers.get(rule.signature_header.lower(), "")
        if not shown.startswith(rule.signature_prefix):
            raise RefusedError(401, "the signature has not the prefix it should have")
        shown = shown.removeprefix(rule.signature_prefix)
        _compare(shown.lower() if encode is bytes.hex else shown, encode(_digest(secret, message)))
        if rule.time_header:
            _in_time(time, call.at, rule.window_s)

    return check


def _bytes(text: str) -> bytes:
    """Return text as it came: a header may hold bytes that are not UTF-8."""
    return text.encode("utf-8", "surrogateescape")


def _digest(secret: str, message: bytes) -> bytes:
    return hmac.new(secret.encode(), message, hashlib.sha256).digest()


def _base64(digest: bytes) -> str:
    return base64.b64encode(digest).decode()


def _compare(shown: str, expected: str) -> None:
    if not same_secret(shown, expected):
        raise RefusedError(401, "the signature is wrong, or missing")


def _in_time(time: str, at: int, window_s: int) -> None:
    if not (time.isascii() and time.isdecimal() and len(time) < 16):
        raise RefusedError(401, "the time is missing, or none")
    if abs(at - int(time) * 1000) > window_s * 1000:
        raise RefusedError(401, "the call is too old, or of the future")
