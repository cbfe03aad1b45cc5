"""Stands in for YouTube's Data API and for Google's tokens: answers as a scenario says, over real HTTP.

    python youtube_server.py SCENARIO

Prints its address, then every request as one JSON line. The scenario is one JSON object: under each of `token`, `videos`,
`broadcasts`, `pages` and `posts` a list of answers, `[status, body]`, given one after the other; the last stays. An
answer of null is none at all: the connection is cut; one of [] never comes.
"""

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

from aiohttp import web

PLACES = {
    ("POST", "/token"): "token",
    ("GET", "/v3/videos"): "videos",
    ("GET", "/v3/liveBroadcasts"): "broadcasts",
    ("GET", "/v3/liveChat/messages"): "pages",
    ("POST", "/v3/liveChat/messages"): "posts",
}


def main(scenario: dict[str, list[Any]]) -> None:
    """Serve until killed."""

    async def answer(request: web.Request) -> web.Response:
        place = PLACES[request.method, request.path]
        told = {
            "place": place,
            "query": dict(request.query),
            "key": request.headers.get("X-Goog-Api-Key", ""),
            "token": request.headers.get("Authorization", ""),
            "body": await request.text(),
        }
        print(json.dumps(told), flush=True)
        answers = scenario[place]
        given = answers.pop(0) if len(answers) > 1 else answers[0]
        if given is None:
            assert request.transport is not None
            request.transport.abort()
            await asyncio.sleep(3600)
        if not given:
            await asyncio.sleep(3600)
        status, body = given
        return web.json_response(body, status=status)

    async def listen() -> None:
        app = web.Application()
        app.router.add_route("*", "/{path:.*}", answer)
        runner = web.AppRunner(app)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        host, port = runner.addresses[0][:2]
        print(f"http://{host}:{port}", flush=True)
        await asyncio.Future()

    asyncio.run(listen())


if __name__ == "__main__":
    main(json.loads(Path(sys.argv[1]).read_text("utf-8")))
