"""The right to call YouTube: an API key, or an access token that is renewed in time."""

import time
from dataclasses import replace
from urllib.parse import urlencode

import msgspec

from connectors.contract import BadFrameError
from connectors.environment import expand
from connectors.language import say
from connectors.links.http import Answer, Http, told_by
from connectors.links.link import LineLostError, UnansweredError
from connectors.youtube.refusals import bad_credentials
from connectors.youtube.settings import YouTubeSettings

_EARLY_S = 60.0
"""A token is renewed so long before it ends."""


class _Token(msgspec.Struct, gc=False):
    access_token: str
    expires_in: float = 3600.0


class Access:
    """Gives each call what it has to show. Raises `UserProblem` where the settings name what is not there."""

    def __init__(self, settings: YouTubeSettings, http: Http) -> None:
        self._http = http
        self._url = settings.oauth
        self._key = expand(settings.api_key, "api_key")
        self._client = {
            "client_id": expand(settings.client_id, "client_id"),
            "client_secret": expand(settings.client_secret, "client_secret"),
            "refresh_token": expand(settings.refresh_token, "refresh_token"),
        }
        self.may_write = all(self._client.values())
        self._token = ""
        self._until = 0.0

    async def headers(self) -> dict[str, str]:
        """Return the headers of a call; renews the token where it is old. Raises `LineLostError`, `UserProblem`."""
        if not self.may_write:
            return {"X-Goog-Api-Key": self._key}
        if time.monotonic() >= self._until:
            await self._renew()
        return {"Authorization": f"Bearer {self._token}"}

    def without_key(self, answer: Answer) -> Answer:
        """Return an answer without our key, which Google quotes where a project is suspended."""
        key = self._key.encode()
        return replace(answer, body=answer.body.replace(key, b"***")) if key else answer

    def renew_next_time(self) -> None:
        """Forget the token: the platform no longer takes it."""
        self._until = 0.0

    async def _renew(self) -> None:
        try:
            answer = await self._http.call(
                "POST",
                self._url,
                headers={"Content-Type": "application/x-www-form-urlencoded"},
                body=urlencode({**self._client, "grant_type": "refresh_token"}).encode(),
            )
        except UnansweredError as lost:  # what needed the token was never sent: that much is known
            raise LineLostError(lost.cause) from lost
        if answer.status in {400, 401, 403}:
            raise bad_credentials(told_by(answer, "error_description", "error"))
        if not answer.is_fine:
            raise LineLostError(say("Google 暂时不给授权", "Google gives no access at the moment"))
        try:
            token: _Token = answer.json(_Token)
        except BadFrameError as bad:
            raise LineLostError(str(bad)) from bad
        self._token, self._until = token.access_token, time.monotonic() + token.expires_in - _EARLY_S
