"""Calls to Twitch's programming interface: who we are, who the channel is, what to tell us, what to say.

From Twitch's API reference and its page on validating tokens.
"""

from collections.abc import Mapping
from typing import Self, TypeVar

import msgspec

from connectors.contract import BadFrameError
from connectors.environment import expand
from connectors.language import say
from connectors.links.http import Answer, Http, told_by
from connectors.links.link import LineLostError
from connectors.twitch.eventsub import CHAT, Subscription
from connectors.twitch.settings import TwitchSettings
from connectors.twitch.words import bad_token, no_channel, not_allowed

T = TypeVar("T")

_CALL_TIMEOUT_S = 8.0  # a session without a subscription is closed after ten seconds


class Identity(msgspec.Struct, frozen=True):
    """Whose token it is, which application it was made for, what it allows, and for how many seconds yet."""

    user_id: str
    login: str = ""
    client_id: str = ""
    scopes: list[str] | None = None
    expires_in: float = 0

    def allows(self, scope: str) -> bool:
        """Say whether the token has a scope; "" is none at all."""
        return not scope or scope in (self.scopes or ())


class _User(msgspec.Struct):
    id: str


class _Users(msgspec.Struct):
    data: list[_User]


class Helix:
    """One errand's calls, as the owner of the token. Use it in `async with`. Raises what `expand` does.

    `client_id` is the application's; where the settings name none, `identity` finds it out.
    """

    def __init__(self, settings: TwitchSettings) -> None:
        self._settings = settings
        self._token = expand(settings.token, "token").removeprefix("oauth:")
        self.client_id = expand(settings.client_id, "client_id")
        self._http = Http()

    @property
    def token(self) -> str:
        """The token itself, without the `oauth:` that some tools put before it."""
        return self._token

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._http.close()

    async def identity(self) -> Identity:
        """Return whose token it is; raises `UserProblem` for one that Twitch does not know, else `LineLostError`."""
        answer = await self._http.call(
            "GET",
            f"{self._settings.identity}/validate",
            headers={"Authorization": f"OAuth {self._token}"},
            timeout_s=_CALL_TIMEOUT_S,
        )
        if answer.status in {400, 401}:
            raise bad_token()
        identity: Identity = _shape(answer, Identity)
        self.client_id = self.client_id or identity.client_id
        return identity

    async def user_id(self, login: str) -> str:
        """Return the id of the user called `login`; raises `UserProblem` where nobody is, else `LineLostError`."""
        answer = await self._call("GET", "users", params={"login": login})
        if answer.status == 400:  # not even possible as a name
            raise no_channel(login)
        users: _Users = _shape(answer, _Users)
        if not users.data:
            raise no_channel(login)
        return users.data[0].id

    async def subscribe(self, to: Subscription, session: str, people: Mapping[str, str]) -> str:
        """Have Twitch tell a session of something. `people` gives user ids by the names that conditions use.

        Returns "" or, where Twitch refuses what is not essential, why. Raises `UserProblem` where it refuses the
        comments themselves, `LineLostError` where trying again may help.
        """
        body = msgspec.json.encode(
            {
                "type": to.type,
                "version": to.version,
                "condition": {name: people[name] for name in to.condition},
                "transport": {"method": "websocket", "session_id": session},
            }
        )
        answer = await self._call("POST", "eventsub/subscriptions", body=body)
        if answer.is_fine or answer.status == 409:  # 409: subscribed already
            return ""
        why = told_by(answer, "message")
        if answer.status == 401:
            raise bad_token()
        if to.type != CHAT:
            return f"{to.type}: {why}"
        if answer.status == 403:
            raise not_allowed(why)
        raise LineLostError(
            say(f"Twitch 没有接受订阅：{why}", f"Twitch did not take the subscription: {why}")
        )

    async def send(self, broadcaster: str, sender: str, text: str, parent: str) -> Answer:
        """Send a message, under the comment `parent` where that is not "". Returns Twitch's answer as it is."""
        words = {"broadcaster_id": broadcaster, "sender_id": sender, "message": text}
        if parent:
            words["reply_parent_message_id"] = parent
        return await self._call("POST", "chat/messages", body=msgspec.json.encode(words))

    async def _call(
        self, method: str, path: str, *, params: Mapping[str, str] | None = None, body: bytes | None = None
    ) -> Answer:
        headers = {"Authorization": f"Bearer {self._token}", "Client-Id": self.client_id}
        if body is not None:
            headers["Content-Type"] = "application/json"
        return await self._http.call(
            method,
            f"{self._settings.api}/{path}",
            params=params,
            headers=headers,
            body=body,
            timeout_s=_CALL_TIMEOUT_S,
        )


def _shape(answer: Answer, shape: type[T]) -> T:
    """Return the answer to a question that only a bad token or a bad day can leave open."""
    if answer.status == 401:
        raise bad_token()
    why = told_by(answer, "message")
    try:
        if answer.is_fine:
            told: T = answer.json(shape)
            return told
    except BadFrameError as bad:
        why = str(bad)
    raise LineLostError(say(f"Twitch 没有正常应答：{why}", f"Twitch did not answer as it should: {why}"))
