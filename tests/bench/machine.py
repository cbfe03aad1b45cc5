"""The machine a measurement runs on: which core, how much memory, how busy it is."""

import os
import platform
from pathlib import Path

SENDER_CPU, MEASURED_CPU = 0, 1
"""The sender never shares a core with what is measured."""

_STATM = Path("/proc/self/statm")


def pin(cpu: int) -> None:
    """Keep this process, and what it starts from now on, on one core where the system can."""
    if hasattr(os, "sched_setaffinity") and cpu < (os.cpu_count() or 1):
        os.sched_setaffinity(0, {cpu})


def resident_mb() -> float:
    """Return this process's resident memory in MB of a million bytes."""
    if _STATM.exists():
        return int(_STATM.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    import psutil  # noqa: PLC0415 - three megabytes of its own, needed only where /proc is missing

    return float(psutil.Process().memory_info().rss / 1e6)


def described() -> dict[str, str | int | float]:
    """Return what a reader must know to judge the figures."""
    return {
        "system": platform.platform(),
        "python": platform.python_version(),
        "cpus": os.cpu_count() or 1,
        "load": os.getloadavg()[0] if hasattr(os, "getloadavg") else -1.0,
    }
