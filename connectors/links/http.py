"""Calls to a platform's HTTP interface, with what can go wrong put into words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import aiohttp
import msgspec

from connectors.contract import BadFrameError
from connectors.language import say
from connectors.links.address import place
from connectors.links.link import LineLostError, UnansweredError
from connectors.reading.jsonframe import reader

LARGEST_ANSWER = 8 * 1024 * 1024  # bytes
TIMEOUT_S = 10.0


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said: its status, its headers (names in lower case), and its body."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def is_fine(self) -> bool:
        """Whether the status says that the call succeeded."""
        return 200 <= self.status < 300

    def json(self, shape: Any = Any) -> Any:
        """Return the body as JSON of a shape (a msgspec type); raises `BadFrameError`."""
        return reader(msgspec.json.Decoder(shape).decode)(self.body)


class Http:
    """One session of calls. Close it when done; redirects are not followed, so that secrets stay where they belong."""

    def __init__(self, headers: Mapping[str, str] | None = None) -> None:
        self._headers = dict(headers or {})
        self._session: aiohttp.ClientSession | None = None
        self._closed = False

    async def call(
        self,
        method: str,
        url: str,
        *,
        params: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        body: bytes | None = None,
        timeout_s: float = TIMEOUT_S,
    ) -> Answer:
        """Make a call. Raises `LineLostError` where it did not go out, `UnansweredError` where no whole answer came."""
        if self._closed:  # a late reply or report must not open a session that nobody ends
            raise LineLostError(say("连接已经关闭", "the connection is closed"))
        if self._session is None:
            # A proxy of the system cannot reach our own machine for us.
            local = urlsplit(url).hostname in {"localhost", "127.0.0.1", "::1"}
            self._session = aiohttp.ClientSession(
                headers={"User-Agent": "livedesk", **self._headers}, trust_env=not local
            )
        where = place(url)
        try:
            async with self._session.request(
                method,
                url,
                params=params,
                headers=headers,
                data=body,
                timeout=aiohttp.ClientTimeout(total=timeout_s),
                allow_redirects=False,
            ) as response:
                content = await response.content.read(LARGEST_ANSWER + 1)
                while len(content) <= LARGEST_ANSWER and not response.content.at_eof():
                    content += await response.content.read(LARGEST_ANSWER)
                names = {name.lower(): value for name, value in response.headers.items()}
                if len(content) > LARGEST_ANSWER:
                    raise UnansweredError(say(f"{where} 的应答过大", f"{where} answered too much"))
                return Answer(response.status, names, content)
        except aiohttp.ClientConnectorError as error:
            raise LineLostError(say(f"连不上 {where}", f"no connection to {where}")) from error
        except TimeoutError as error:
            raise UnansweredError(
                say(f"{where} 没有应答", f"{where} does not answer"), silent=True
            ) from error
        except (aiohttp.ClientError, ValueError) as error:
            detail = type(error).__name__
            raise UnansweredError(
                say(f"与 {where} 的通信出错：{detail}", f"talking to {where} failed: {detail}")
            ) from error

    async def close(self) -> None:
        """End the session; no further call goes out."""
        self._closed = True
        session, self._session = self._session, None
        if session is not None:
            await session.close()


def told_by(answer: Answer, *keys: str) -> str:
    """Return what an answer says went wrong, under the first of `keys` that its JSON has; its status otherwise."""
    try:
        whole = answer.json(dict[str, Any])
    except BadFrameError:
        return f"HTTP {answer.status}"
    found = next((str(whole[key]) for key in keys if whole.get(key)), "")
    return f"HTTP {answer.status} {found}".strip()
