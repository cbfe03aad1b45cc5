"""IRC as Twitch speaks it (IRCv3 message tags): a frame into its lines, a line into its parts."""

import re
from dataclasses import dataclass

from connectors.contract import BadFrameError
from connectors.language import say

_BREAK = re.compile(r"[\r\n]+")  # nothing else: viewers may type every other kind of line break
_ESCAPE = re.compile(r"\\(.?)")
_UNESCAPED = {"s": " ", ":": ";", "r": "\r", "n": "\n"}


@dataclass(frozen=True, slots=True)
class Message:
    """One line: its tags (unescaped), who sent it ("" for the server), command and parameters, the text last."""

    tags: dict[str, str]
    nick: str
    command: str
    params: tuple[str, ...]

    @property
    def text(self) -> str:
        """The second parameter, which holds what was said; "" where there is none."""
        return self.params[1] if len(self.params) > 1 else ""

    def tag(self, *names: str) -> str:
        """Return the first of these tags that is there and says something, "" where none does."""
        return next((value for name in names if (value := self.tags.get(name))), "")

    def number(self, name: str) -> int | None:
        """Return a tag that is a whole number from 0, None where it is not one."""
        value = self.tags.get(name, "")
        return int(value) if value.isascii() and value.isdigit() and len(value) < 16 else None


def lines(frame: bytes) -> list[str]:
    """Return the lines of a frame, without empty ones."""
    return [line for line in _BREAK.split(frame.decode("utf-8", "replace")) if line.strip()]


def parse(line: str) -> Message:
    """Return the parts of a line; raises `BadFrameError` where it has no command."""
    tags: dict[str, str] = {}
    nick = ""
    rest = line
    if rest.startswith("@"):
        written, _, rest = rest[1:].partition(" ")
        for tag in written.split(";"):
            name, _, value = tag.partition("=")
            tags[name] = unescape(value)
    rest = rest.lstrip(" ")
    if rest.startswith(":"):
        prefix, _, rest = rest[1:].partition(" ")
        nick, exclamation, _ = prefix.partition("!")
        nick = nick if exclamation else ""
    head, colon, last = rest.lstrip(" ").partition(" :")
    command, *params = head.split() or [""]
    if not (command.isascii() and command.isalnum()):
        raise BadFrameError(say("不是聊天室的消息", "not a line of the chat"))
    return Message(tags, nick, command.upper(), (*params, last) if colon else tuple(params))


def unescape(value: str) -> str:
    r"""Return a tag's value as it was meant: `\s` a space, `\:` a semicolon, `\\` a backslash; others lose theirs."""
    if "\\" not in value:
        return value
    return _ESCAPE.sub(lambda escape: _UNESCAPED.get(escape[1], escape[1]), value)
