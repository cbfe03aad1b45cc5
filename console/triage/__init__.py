"""Text in, verdict out: question? complaint? what about? By rules and word lists that a shop can edit."""

from console.triage.classify import Triage
from console.triage.courtesy import is_courtesy
from console.triage.fold import fold

__all__ = ["Triage", "fold", "is_courtesy"]
