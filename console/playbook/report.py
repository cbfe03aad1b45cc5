"""Collects what is wrong in one file, so that reading goes on after a fault."""

from dataclasses import dataclass, field

from connectors.problem import Finding


@dataclass(slots=True)
class Report:
    """The findings of one file."""

    file: str
    findings: list[Finding] = field(default_factory=list)

    def add(self, line: int | None, key: str, sentence: str, remedy: str = "") -> None:
        """Note a fault at a line (from 1; None = the file as a whole)."""
        self.findings.append(Finding(self.file, line, key, sentence, remedy))
