"""Notice that a script was edited while the broadcast runs."""

from collections.abc import Sequence
from pathlib import Path

from connectors.problem import Finding
from console.playbook.load import load_playbook, read_playbook
from console.playbook.names import Names
from console.playbook.playbook import Fold, plain_fold
from console.shopfiles import files_of

_Snapshot = dict[Path, tuple[int, int] | None]


class PlaybookFiles:
    """A playbook and the files it came from.

    `playbook` is the last good one; `findings` say what is wrong with the files as they are now, and so why
    the latest edit is not in use. Raises `UserProblem` where the files are wrong at the start.
    """

    def __init__(self, dirs: Sequence[Path], *, fold: Fold = plain_fold, names: Names | None = None) -> None:
        self._dirs = tuple(dirs)
        self._fold = fold
        self._names = names
        self._seen = _look(self._dirs)
        self.playbook = load_playbook(self._dirs, fold=fold, names=names)
        self.findings: list[Finding] = []

    def changed(self) -> bool:
        """Look at the files, and read them again if one differs; whether anything was read.

        A few stat calls where nothing differs: call it about once a second. A file counts as edited when its
        time of change or its size differs.
        """
        now = _look(self._dirs)
        if now == self._seen:
            return False
        self._seen = now
        playbook, self.findings = read_playbook(self._dirs, fold=self._fold, names=self._names)
        if not self.findings:
            self.playbook = playbook
        return True


def _look(dirs: Sequence[Path]) -> _Snapshot:
    snapshot: _Snapshot = {}
    for folder in dirs:
        try:
            files = files_of(folder)
        except OSError:
            files = [folder]
        for file in files:
            try:
                status = file.stat()
                snapshot[file] = (status.st_mtime_ns, status.st_size)
            except OSError:
                snapshot[file] = None
    return snapshot
