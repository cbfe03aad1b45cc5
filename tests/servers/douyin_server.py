"""Douyin's open platform's stand-in: gives tokens, takes acknowledgements and tasks.

    python douyin_server.py [ANSWER…]

Prints its address, then each call as a JSON line: path, token, body. Calls other than for a token are answered with
the ANSWERs in turn, then well: a number is the platform's `err_no`, `broken` no JSON, `hang` no answer.
"""

import asyncio
import json
import sys
from collections.abc import Iterator

from aiohttp import web

SECRET = "app-secret"


def application(answers: Iterator[str]) -> web.Application:
    """Return the stand-in."""
    tokens = iter(range(1, 1_000))

    async def token(request: web.Request) -> web.Response:
        asked = await request.json()
        is_known = asked["secret"] == SECRET and asked["grant_type"] == "client_credential"
        given = f"token-{next(tokens)}" if is_known else ""
        said = {"err_no": 0 if is_known else 40017, "err_tips": "success" if is_known else "bad secret"}
        return web.json_response({**said, "data": {"access_token": given, "expires_in": 7200}})

    async def call(request: web.Request) -> web.Response:
        body = await request.json()
        told = {"path": request.path, "token": request.headers.get("access-token"), "body": body}
        print(json.dumps(told), flush=True)
        match next(answers, "0"):
            case "broken":
                return web.Response(status=502, text="<html>")
            case "hang":
                await asyncio.sleep(60)
                return web.Response()
            case number:
                return web.json_response({"err_no": int(number), "err_msg": f"says {number}", "logid": "1"})

    made = web.Application()
    made.router.add_post("/api/apps/v2/token", token)
    made.router.add_post("/api/live_data/{what:.*}", call)
    return made


async def main() -> None:
    """Serve until killed."""
    runner = web.AppRunner(application(iter(sys.argv[1:])))
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    print(f"http://127.0.0.1:{runner.addresses[0][1]}", flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())
