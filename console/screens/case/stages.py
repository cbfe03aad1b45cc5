"""Where a reply stands, in words: with its key where something can be done about it."""

from collections.abc import Mapping
from math import ceil
from typing import NamedTuple

from rich.style import Style

from connectors.language import say
from console.model.events import (
    ReplyEvent,
    ReplyFailed,
    ReplyQueued,
    ReplyRehearsed,
    ReplyRetracted,
    ReplySent,
)
from console.outbox import Turn
from console.room import Room
from console.screens import theme


class Way(NamedTuple):
    """How far a reply has come: its turn, None while it is being sent, and why its last attempt sent nothing."""

    turn: Turn | None
    delayed: str = ""


Ways = Mapping[str, Way]
"""How far each reply has come that is to be sent, by its id."""

Stage = tuple[str, str, Style]
"""A sign, words and their style."""


def ways(room: Room) -> Ways:
    """Return how far the replies have come by now."""
    state, turns = room.state, room.turns()
    return {
        reply.reply: Way(turns.get(reply.reply), state.delayed.get(reply.reply, ""))
        for reply in state.outbox.values()
        if reply.channel == "chat"
    }


def brief(way: Way) -> str:
    """Return how far a reply has come in a few words, for the queue."""
    if way.turn is None:
        return say("发送中", "sending")
    seconds = _seconds(way.turn)
    if way.delayed:
        return say(f"{seconds} 秒后再试", f"tries again in {seconds} s")
    if way.turn.position > 1:
        return say(
            f"排第 {way.turn.position}，约 {seconds} 秒", f"no. {way.turn.position}, about {seconds} s"
        )
    return say(f"{seconds} 秒后发出", f"goes out in {seconds} s")


def stage(reply: ReplyEvent, way: Way | None) -> Stage:
    """Return where a reply stands, for its case."""
    match reply:
        case ReplyQueued(channel="copy"):
            return "…", say("已复制，粘贴发送后按 m", "copied: paste it, then press m"), theme.NOTE
        case ReplyQueued():
            return "…", _under_way(way), theme.NOTE
        case ReplyFailed(unknown=True):
            told = say(
                "未确认，请看直播间：看到了按 m，没有按 u",
                "not confirmed, look at the room: m it is there, u it is not",
            )
            return "△", told + _because(reply.reason), theme.SOON
        case ReplyFailed():
            return "✗", say(f"发送失败：{reply.reason}", f"not sent: {reply.reason}"), theme.BAD
        case ReplyRetracted():
            return "×", say("已撤回，没有发出", "taken back, not sent"), theme.MUTED
        case ReplyRehearsed():
            return (
                "○",
                say(f"试运行：会发到 {reply.feed}，没有真发", f"dry run: would go to {reply.feed}, not sent"),
                theme.NOTE,
            )
        case ReplySent(channel="host"):
            return "✓", say("主播已口头回答", "said by the host"), theme.GOOD
        case _:
            return "✓", say("已发送", "sent"), theme.GOOD


def _under_way(way: Way | None) -> str:
    if way is None or way.turn is None:
        return say("发送中", "sending")
    return brief(way) + _because(way.delayed) + say("，按 u 撤回", "; u takes it back")


def _because(reason: str) -> str:
    """Return a reason in brackets: part of our sentence, so without its own full stop."""
    told = reason.rstrip("。.")
    return say(f"（{told}）", f" ({told})") if told else ""


def _seconds(turn: Turn) -> int:
    return max(1, ceil(turn.wait_s))
