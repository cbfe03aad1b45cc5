"""Replies on their way out: written down first, sent once at the platform's pace, and told of either way."""

from console.outbox.lane import Turn
from console.outbox.leftovers import at_end
from console.outbox.outbox import Outbox

__all__ = ["Outbox", "Turn", "at_end"]
