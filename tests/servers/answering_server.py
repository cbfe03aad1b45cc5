"""An HTTP server whose answers are as its paths say; each request is answered on a connection of its own.

/echo             what was asked, as JSON: method, query, headers (names in lower case), body
/status/CODE      an empty answer with that status; a redirect leads to /echo
/large/BYTES      so many bytes
/bomb/BYTES       so many zeros, gzipped
/half             less than was announced
/silent           nothing
/reset            a reset instead of an answer
/babble           what is no HTTP
"""

import asyncio
import gzip
import json
import socket
import struct
from asyncio import StreamReader, StreamWriter


def head(status: int, *headers: str) -> bytes:
    """Return the head of an answer."""
    lines = (f"HTTP/1.1 {status} Whatever", "Connection: close", *headers, "", "")
    return "\r\n".join(lines).encode()


async def request(reader: StreamReader) -> tuple[str, str, dict[str, str], bytes]:
    """Read a request: method, target, headers, body."""
    lines = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
    method, target, _ = lines[0].split(" ")
    headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines[1:] if line)}
    return method, target, headers, await reader.readexactly(int(headers.get("content-length", 0)))


async def answer(reader: StreamReader, writer: StreamWriter) -> None:
    """Answer one request."""
    method, target, headers, body = await request(reader)
    path, _, query = target.partition("?")
    match path.split("/")[1:]:
        case ["echo"]:
            asked = {"method": method, "query": query, "headers": headers, "body": body.decode()}
            told = json.dumps(asked).encode()
            writer.write(head(200, f"Content-Length: {len(told)}", "X-Told: Yes") + told)
        case ["status", code]:
            writer.write(head(int(code), "Content-Length: 0", "Location: /echo"))
        case ["large", size]:
            writer.write(head(200, f"Content-Length: {size}") + bytes(int(size)))
        case ["bomb", size]:
            packed = gzip.compress(bytes(int(size)))
            writer.write(head(200, "Content-Encoding: gzip", f"Content-Length: {len(packed)}") + packed)
        case ["half"]:
            writer.write(head(200, "Content-Length: 100") + b"{")
        case ["silent"]:
            await reader.read()
        case ["reset"]:
            writer.get_extra_info("socket").setsockopt(
                socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0)
            )
            writer.transport.abort()
            return
        case _:
            writer.write(b"SSH-2.0-not-for-you\r\n")
    writer.close()


async def main() -> None:
    """Serve until killed."""
    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    print(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())
