"""One writer for each journal. The lock dies with its process, however that ends."""

import os
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from time import time

import msgspec
from filelock import FileLock, Timeout

from connectors.language import say
from connectors.problem import UserProblem
from connectors.text import clean_name


class Holder(msgspec.Struct, frozen=True, kw_only=True):
    """Who holds the lock: process id, what it is doing (a room's name), since when (UTC ms)."""

    pid: int
    label: str
    since: int


class WriterLock:
    """The right to write to one journal, for as long as it is held."""

    def __init__(self, path: Path, label: str) -> None:
        """Take the lock beside the journal `path`, making its folder where there is none.

        Raises `UserProblem` where another process holds it, naming that process, or the folder cannot be written.
        """
        self._path = path
        self._lock = FileLock(path.with_suffix(".lock"), thread_local=False)
        self._note = path.with_suffix(".lock.json")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._lock.acquire(timeout=0)
        except Timeout:
            raise self._refusal() from None
        except OSError as error:
            raise _no_folder(path.parent, error) from error
        holder = Holder(pid=os.getpid(), label=label, since=int(time() * 1000))
        with suppress(OSError):  # the lock holds without the note, which only names the holder
            self._note.write_bytes(msgspec.json.encode(holder))

    def release(self) -> None:
        """Let others write."""
        with suppress(OSError):  # somebody is reading it; the next holder writes it anew
            self._note.unlink(missing_ok=True)
        self._lock.release()

    def _refusal(self) -> UserProblem:
        title = say("记录正在被另一个 livedesk 使用", "Another livedesk is writing this journal")
        next_step = say(
            "请到那个窗口继续，或先关掉它。复盘和导出不受影响。",
            "Go on in that window, or close it first. Reviewing and exporting work meanwhile.",
        )
        try:
            holder = msgspec.json.decode(self._note.read_bytes(), type=Holder)
            moment = datetime.fromtimestamp(holder.since / 1000, tz=UTC).astimezone()
        except (OSError, ValueError, OverflowError):
            return UserProblem(title, say(f"{self._path} 已被占用。", f"{self._path} is in use."), next_step)
        who, since = clean_name(holder.label), f"{moment:%Y-%m-%d %H:%M}"
        sentence = say(
            f"进程 {holder.pid}（{who}）从 {since} 起占用 {self._path}。",
            f"Process {holder.pid} ({who}) has held {self._path} since {since}.",
        )
        return UserProblem(title, sentence, next_step)


def _no_folder(folder: Path, error: OSError) -> UserProblem:
    reason = error.strerror or str(error)
    return UserProblem(
        say("数据目录不可用", "The data folder cannot be used"),
        say(f"{folder} 建不了或不可写：{reason}。", f"{folder} cannot be made or written: {reason}."),
        say("请换一个数据目录，或修改它的权限。", "Choose another data folder, or change its permissions."),
    )
