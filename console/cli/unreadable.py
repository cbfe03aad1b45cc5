"""A file that a person named and that cannot be opened, in words."""

import errno
from pathlib import Path

from connectors.language import Words, say
from connectors.problem import UserProblem

_REASONS = {
    errno.ENOENT: Words("没有这个文件", "there is no such file"),
    errno.EISDIR: Words("这是文件夹，不是文件", "it is a folder, not a file"),
    errno.EACCES: Words("没有读取权限", "reading it is not allowed"),
}


def unreadable(file: str | Path, error: OSError) -> UserProblem:
    """Return what to say of a file that could not be opened."""
    known = _REASONS.get(error.errno or 0)
    reason = error.strerror or type(error).__name__ if known is None else str(known)
    return UserProblem(
        say("文件打不开", "The file cannot be opened"),
        say(f"{file}：{reason}。", f"{file}: {reason}."),
        say("检查路径和权限。", "Check the path and its permissions."),
    )
