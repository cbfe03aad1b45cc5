"""Text in, verdict out: question? complaint? what about? By rules and word lists that a shop can edit."""

from console.triage.catalogue import Catalogue, Shelf
from console.triage.classify import Triage
from console.triage.context import Context
from console.triage.courtesy import is_courtesy
from console.triage.fold import fold
from console.triage.lexicon import check_lexicon
from console.triage.trust import Trust

__all__ = ["Catalogue", "Context", "Shelf", "Triage", "Trust", "check_lexicon", "fold", "is_courtesy"]
