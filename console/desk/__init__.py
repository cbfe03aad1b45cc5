"""The desk's rules: a pure state machine. `decide` says what a message causes, `apply` folds events into the state.

It reads no clock, no disk and no network; time is an argument.
"""

from console.desk.apply import apply
from console.desk.decide import Message, decide
from console.desk.hear import Heard
from console.desk.incidents import is_going_on
from console.desk.queue import Lateness, Targets, in_order, lateness, wait_ms
from console.desk.state import DeskState

__all__ = [
    "DeskState",
    "Heard",
    "Lateness",
    "Message",
    "Targets",
    "apply",
    "decide",
    "in_order",
    "is_going_on",
    "lateness",
    "wait_ms",
]
