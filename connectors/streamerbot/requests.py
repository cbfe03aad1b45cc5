"""What is asked of Streamer.bot, and its answers. Pure."""

import base64
import hashlib
from typing import Any

import msgspec

from connectors.streamerbot.fields import part, words
from connectors.streamerbot.readings import READ
from connectors.text import clean

Answer = dict[str, Any]


def greeting(frame: bytes) -> tuple[str, str] | None:
    """Return salt and challenge of a greeting, both empty where no password is wanted; None for any other frame."""
    told = _object(frame)
    if told.get("request") != "Hello":
        return None
    authentication = part(told, "authentication")
    return words(authentication.get("salt")), words(authentication.get("challenge"))


def proof(password: str, salt: str, challenge: str) -> str:
    """Return what shows that we know the password, without telling it."""
    return _hashed(_hashed(password + salt) + challenge)


def request(kind: str, id_: str, **fields: Any) -> str:
    """Return a request as a text frame."""
    return msgspec.json.encode({"request": kind, "id": id_, **fields}).decode()


def wanted(known: Answer) -> dict[str, list[str]]:
    """Return what to subscribe to: of all that is read, what this program says it has; all, where it does not say."""
    offered = {
        source.lower(): {kind.lower() for kind in kinds if isinstance(kind, str)}
        for source, kinds in part(known, "events").items()
        if isinstance(kinds, list)
    }
    if not offered:
        return {source: list(kinds) for source, kinds in READ.items()}
    chosen = {
        source: [kind for kind in kinds if kind.lower() in offered.get(source.lower(), ())]
        for source, kinds in READ.items()
    }
    return {source: kinds for source, kinds in chosen.items() if kinds}


def answered(frame: bytes) -> tuple[str, Answer] | None:
    """Return a question's id and its answer, None where a frame is no answer."""
    if b'"status"' not in frame:
        return None
    told = _object(frame)
    id_ = told.get("id")
    return (id_, told) if isinstance(id_, str) and "event" not in told and "status" in told else None


def is_fine(answer: Answer) -> bool:
    """Say whether a request was granted."""
    return answer.get("status") == "ok"


def why_not(answer: Answer) -> str:
    """Return what the program says of a request it did not grant."""
    return clean(
        words(answer.get("error")) or words(answer.get("message")) or words(answer.get("status")), 200
    )


def _object(frame: bytes) -> dict[str, Any]:
    try:
        told = msgspec.json.decode(frame)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}


def _hashed(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
