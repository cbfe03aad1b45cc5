"""Figures: folds over the journal's events, with one definition for the live strip and the review."""

from console.metrics.figure import Figure
from console.metrics.ledger import Ledger
from console.metrics.strip import Strip, strip

__all__ = ["Figure", "Ledger", "Strip", "strip"]
