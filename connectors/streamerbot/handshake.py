"""The first words with Streamer.bot: its greeting, our password, and what we want to hear."""

import asyncio

from connectors.language import say
from connectors.links.asking import AskingLine
from connectors.links.keeping import opened
from connectors.links.link import LineLostError
from connectors.links.websocket import dial
from connectors.problem import UserProblem
from connectors.streamerbot.requests import (
    Answer,
    answered,
    greeting,
    is_fine,
    proof,
    request,
    wanted,
    why_not,
)

GREETING_WITHIN_S = 4.0

Asking = AskingLine[Answer]


async def connect(url: str, password: str) -> tuple[Asking, bool]:
    """Connect, show the password where one is wanted, and subscribe; returns the line, and whether we are authorised.

    Raises `LineLostError`, or `UserProblem` where the password is missing or wrong.
    """
    line: Asking = AskingLine(await dial(url), answered)
    authorised = False

    async def shake(_: object) -> None:
        nonlocal authorised
        salt, challenge = await _greeted(line)
        if challenge and password:
            await _authenticate(line, proof(password, salt, challenge))
        authorised = bool(password) or not challenge
        await _subscribe(line, is_locked=bool(challenge) and not password)

    await opened(line, shake)
    return line, authorised


async def _greeted(line: Asking) -> tuple[str, str]:
    """Return salt and challenge of the greeting; both empty where no password is wanted."""
    try:
        async with asyncio.timeout(GREETING_WITHIN_S):
            while (told := greeting(await line.receive())) is None:
                pass
    except TimeoutError as error:
        raise LineLostError(say("Streamer.bot 没有打招呼", "Streamer.bot did not greet us")) from error
    return told


async def _authenticate(line: Asking, shown: str) -> None:
    answer = await line.ask_first(
        "authenticate", request("Authenticate", "authenticate", authentication=shown)
    )
    if not is_fine(answer):
        raise UserProblem(
            say("Streamer.bot 不接受密码", "Streamer.bot does not accept the password"),
            say(f"认证失败：{why_not(answer)}。", f"Authentication failed: {why_not(answer)}."),
            say(
                "核对 Streamer.bot 里 Servers/Clients → WebSocket Server 的密码。",
                "Compare it with the password under Servers/Clients → WebSocket Server in Streamer.bot.",
            ),
        )


async def _subscribe(line: Asking, *, is_locked: bool) -> None:
    known = await line.ask_first("events", request("GetEvents", "events"))
    answer = await line.ask_first("subscribe", request("Subscribe", "subscribe", events=wanted(known)))
    if is_fine(answer):
        return
    if is_locked:
        raise UserProblem(
            say("Streamer.bot 要求密码", "Streamer.bot wants a password"),
            say(f"不认证就不能订阅：{why_not(answer)}。", f"Without it nothing is told: {why_not(answer)}."),
            say("在设置里写上 password。", "Set “password”."),
        )
    raise UserProblem(
        say("Streamer.bot 拒绝了订阅", "Streamer.bot refused the subscription"),
        say(f"它的说法：{why_not(answer)}。", f"It says: {why_not(answer)}."),
        say("更新 Streamer.bot 后再试。", "Update Streamer.bot and try again."),
    )
