"""What can go wrong with the journal's file, in words for the person in front of it."""

from pathlib import Path
from typing import NamedTuple

from connectors.language import Words
from connectors.problem import BrokenProblem

FULL, IO_ERROR, CORRUPT, NOT_A_DATABASE = 13, 10, 11, 26
BUSY, LOCKED, READ_ONLY, CANNOT_OPEN, NO_PERMISSION = 5, 6, 8, 14, 3


class DatabaseFault(BrokenProblem):
    """The database refused. `code` is SQLite's primary result code, 1 where nothing nearer is known."""

    def __init__(self, title: str, sentence: str, next_step: str, code: int) -> None:
        super().__init__(title, sentence, next_step)
        self.code = code


class _Fault(NamedTuple):
    title: Words
    sentence: Words
    next_step: Words


_FULL = _Fault(
    Words("磁盘已满", "The disk is full"),
    Words("{path} 写不进去了。", "Nothing more can be written to {path}."),
    Words("请清理这块磁盘的空间。", "Free some space on that disk."),
)
_DAMAGED = _Fault(
    Words("记录文件已损坏", "The journal is damaged"),
    Words(
        "{path} 读不出来（{detail}）。文件原样保留，没有改动。",
        "{path} cannot be read ({detail}). Nothing in it was changed.",
    ),
    Words(
        "把 {path} 连同旁边的 -wal 文件复制一份，对副本运行 livedesk export 尽量取回；原文件移走后会自动新建。",
        "Copy {path} together with the -wal file beside it and run livedesk export on the copy to save what can be"
        " read; move the original aside and a new one is made.",
    ),
)
_HELD = _Fault(
    Words("记录文件被占用", "The journal is held by another program"),
    Words("另一个程序正锁住 {path}。", "Another program has locked {path}."),
    Words(
        "请关掉打开它的数据库工具或备份程序。", "Close the database tool or backup program that has it open."
    ),
)
_CLOSED = _Fault(
    Words("记录文件打不开", "The journal cannot be opened"),
    Words("{path} 打不开或不可写（{detail}）。", "{path} cannot be opened or written ({detail})."),
    Words("请检查文件和所在目录的权限。", "Check the permissions of the file and its folder."),
)
_OTHER = _Fault(
    Words("记录读写出错", "The journal cannot be read or written"),
    Words("读写 {path} 时出错（{detail}）。", "Reading or writing {path} failed ({detail})."),
    Words("请检查这块磁盘是否还在、是否健康。", "Check that the disk is still there and healthy."),
)
_FAULTS = {
    FULL: _FULL,
    CORRUPT: _DAMAGED,
    NOT_A_DATABASE: _DAMAGED,
    BUSY: _HELD,
    LOCKED: _HELD,
    READ_ONLY: _CLOSED,
    CANNOT_OPEN: _CLOSED,
    NO_PERMISSION: _CLOSED,
}


def fault(code: int, detail: str, path: Path) -> DatabaseFault:
    """Return the problem behind a result code of SQLite, simple or extended; `detail` is its own message."""
    primary = code & 0xFF
    words = _FAULTS.get(primary, _OTHER)
    title, sentence, next_step = (str(text).format(path=path, detail=detail) for text in words)
    return DatabaseFault(title, sentence, next_step, primary)
