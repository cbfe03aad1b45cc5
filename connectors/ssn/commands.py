"""What is said to the relay, and what it answers. Pure."""

from typing import Any, NamedTuple

import msgspec

from connectors.language import say
from connectors.text import clean

CHAT = 4  # messages of all sites come out here
COMMANDS = 1  # the extension listens here
ANSWERS = 2  # and answers here


class Answer(NamedTuple):
    """What became of a command; `reason` says why it was refused."""

    is_fine: bool
    reason: str = ""


def join(session: str, channel_in: int, channel_out: int) -> str:
    """Return what joins a session, to hear one channel and speak on another."""
    return _text({"join": session, "in": channel_in, "out": channel_out})


def send_chat(id_: str, text: str, target: str) -> str:
    """Return the command that writes in the chats: of all sources, or of the site `target` where it is not empty."""
    command = {"action": "sendChat", "value": text, "get": id_}
    return _text({**command, "target": target} if target else command)


def ask_state(id_: str) -> str:
    """Return a question that changes nothing: who answers it is there, and may be commanded."""
    return _text({"action": "gettimerstate", "get": id_})


def answered(frame: bytes) -> tuple[str, Answer] | None:
    """Return a question's id and its answer, None where a frame is no answer."""
    if b'"callback"' not in frame:
        return None
    try:
        told: Any = msgspec.json.decode(frame)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return None
    callback = told.get("callback") if isinstance(told, dict) else None
    if not isinstance(callback, dict) or not isinstance(callback.get("get"), str):
        return None
    return callback["get"], _answer(callback.get("result"))


def _answer(result: Any) -> Answer:
    """Read a result: an object that says whether it went well, or anything at all; false, null and `failed` are refusals."""
    if isinstance(result, dict) and "ok" in result:
        error = result.get("error")
        told = error.get("message") or error.get("code") if isinstance(error, dict) else error
        return Answer(result["ok"] is True, clean(str(told or result.get("status") or ""), 200))
    if result is None or result is False or result in ("failed", "timeout"):
        return Answer(is_fine=False, reason=say("没有可以发送的来源", "no source can be written to"))
    return Answer(is_fine=True)


def _text(command: dict[str, Any]) -> str:
    """Return a command as a text frame: programs in a browser read no other."""
    return msgspec.json.encode(command).decode()
