"""Scripted responses (话术): load them, offer those that fit, fill and find them."""

from console.playbook.edits import edit_ratio
from console.playbook.load import check_playbook, load_playbook
from console.playbook.names import VARIABLES, Names
from console.playbook.playbook import Playbook
from console.playbook.rank import Situation, Suggestion, rank
from console.playbook.render import Rendered, Unresolved, render
from console.playbook.script import Script
from console.playbook.search import search
from console.playbook.watch import PlaybookFiles

__all__ = [
    "VARIABLES",
    "Names",
    "Playbook",
    "PlaybookFiles",
    "Rendered",
    "Script",
    "Situation",
    "Suggestion",
    "Unresolved",
    "check_playbook",
    "edit_ratio",
    "load_playbook",
    "rank",
    "render",
    "search",
]
