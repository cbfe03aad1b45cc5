"""The review of a broadcast: figures, waits, questions and minutes, for people and for reviewers' own programs."""

from connectors import language
from connectors.problem import Problem
from console.cells import safe
from console.review.review import Review, open_review
from console.review.shown import basis, shown
from console.review.terminal import print_review
from console.triage.personal import masked

__all__ = ["Problem", "Review", "basis", "language", "masked", "open_review", "print_review", "safe", "shown"]
