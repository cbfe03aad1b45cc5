"""Ports we listen on: whether one can be had, and what to say where it cannot."""

import asyncio
import errno

from connectors.language import say
from connectors.problem import UserProblem


def no_port(host: str, port: int, error: OSError) -> UserProblem:
    """Return what to say of a port that cannot be listened on."""
    where = f"{host}:{port}"
    match error.errno:
        case errno.EADDRINUSE:
            reason = say("端口已被占用", "the port is taken")
        case errno.EACCES:
            reason = say("系统不允许使用这个端口", "the system does not allow this port")
        case errno.EADDRNOTAVAIL:
            reason = say("这台电脑没有这个地址", "this machine has no such address")
        case _:
            reason = error.strerror or str(error)
    return UserProblem(
        say("端口用不了", "The port cannot be had"),
        say(f"无法监听 {where}：{reason}。", f"Cannot listen on {where}: {reason}."),
        say(
            "换一个 port，或关掉占用它的程序（也可能是正在运行的客服台）。",
            "Choose another port, or close the program that has it (it may be a desk that is running).",
        ),
    )


async def try_port(host: str, port: int) -> None:
    """Listen for a moment; raises `UserProblem` where that cannot be done."""
    try:
        server = await asyncio.start_server(lambda _reader, writer: writer.close(), host, port)
    except OSError as error:
        raise no_port(host, port, error) from error
    server.close()
    await server.wait_closed()
