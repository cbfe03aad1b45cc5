"""Connects to Streamer.bot, and replies through it: by its own message, or by an action of the shop's."""

from typing import Any

from connectors.contract import Opening, Outgoing, SendError, SendLimits
from connectors.environment import expand
from connectors.language import say
from connectors.links.address import checked
from connectors.links.link import Line, LineLostError, Link, not_sent
from connectors.mentions import addressed
from connectors.streamerbot.handshake import Asking, connect
from connectors.streamerbot.protocol import decoder
from connectors.streamerbot.requests import is_fine, request, why_not
from connectors.streamerbot.settings import StreamerbotSettings

ANSWER_WITHIN_S = 6.0
_WRITES_TO = ("twitch", "youtube", "kick")


class StreamerbotFeed(Link):
    """One running connection. Raises `UserProblem` where the settings cannot work."""

    def __init__(self, opening: Opening) -> None:
        settings: StreamerbotSettings = opening.settings
        super().__init__(
            opening,
            connector="streamerbot",
            decode=decoder(opening.feed, settings),
            dial=self._dial_program,
            settings=settings,
        )
        self._url = checked(expand(settings.url, "url"), settings.url)
        self._password = expand(settings.password, "password")
        self._options = settings
        self._asking: Asking | None = None
        self._authorised = False
        self.can_send = bool(self._password or settings.action)
        self.limits = SendLimits(characters=settings.longest, count=1, per_s=1.5)

    async def send(self, outgoing: Outgoing) -> None:
        """Have a reply sent, on each platform where it was asked for. Raises `SendError`."""
        if not self.can_send:
            await super().send(outgoing)
            return
        text = addressed(outgoing.text, outgoing.names, self._options.longest)
        sent: list[str] = []
        for platform in self._platforms(outgoing.viewers):
            try:
                await self._send_to(platform, text, outgoing)
            except SendError as error:
                raise _partly(error, sent) from error
            sent.append(platform)

    def _platforms(self, viewers: tuple[str, ...]) -> list[str]:
        """Return where the reply must go: where those asked whom it answers, or where the settings say."""
        asked_on = {viewer.partition(":")[0] for viewer in viewers}
        return [name for name in _WRITES_TO if name in asked_on] or [self._options.platform]

    async def _send_to(self, platform: str, text: str, outgoing: Outgoing) -> None:
        asking = self._asking
        if asking is None or self.line is None:
            raise SendError(say("评论流没有连上。", "The feed is not connected."), transient=True)
        id_ = f"{outgoing.id}/{platform}"
        try:
            answer = await asking.ask(id_, self._request(id_, platform, text, outgoing), ANSWER_WITHIN_S)
        except LineLostError as lost:
            raise not_sent(lost) from lost
        if not is_fine(answer):
            raise SendError(self._in_words(why_not(answer)), transient=False)

    def _request(self, id_: str, platform: str, text: str, outgoing: Outgoing) -> str:
        options = self._options
        if options.action:
            key = "id" if _is_id(options.action) else "name"
            args: dict[str, Any] = {"text": text, "platform": platform, "names": ", ".join(outgoing.names)}
            return request("DoAction", id_, action={key: options.action}, args=args)
        # `internal` keeps the program from taking our reply for a viewer's command.
        return request("SendMessage", id_, platform=platform, bot=options.as_bot, internal=True, message=text)

    def _in_words(self, said: str) -> str:
        if self._authorised or self._options.action:
            return say(f"Streamer.bot 没有发送：{said}", f"Streamer.bot did not send it: {said}")
        return say(
            f"Streamer.bot 只让认证过的程序发送：给它的 WebSocket 服务设密码，并写进设置 password（{said}）",
            f"Streamer.bot sends only for programs that show a password: set one for its websocket server ({said})",
        )

    async def _dial_program(self) -> Line:
        self._asking, self._authorised = await connect(self._url, self._password)
        return self._asking


def _is_id(action: str) -> bool:
    """Say whether an action is named by its id, a UUID."""
    return len(action) == 36 and action.count("-") == 4


def _partly(error: SendError, sent: list[str]) -> SendError:
    """Return the error, telling where the reply has gone out already: then nothing is tried again."""
    if not sent:
        return error
    where = ", ".join(sent)
    reason = say(
        f"已发到 {where}，其余没有：{error.reason}", f"Sent on {where}, not elsewhere: {error.reason}"
    )
    return SendError(reason, transient=False, unknown=error.unknown)
