"""Collects what is wrong in one file, so that reading goes on after a fault."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from connectors.language import say
from connectors.problem import Finding, UserProblem


@dataclass(slots=True)
class Report:
    """The findings of one file."""

    file: str
    findings: list[Finding] = field(default_factory=list)

    def add(self, line: int | None, key: str, sentence: str, remedy: str = "") -> None:
        """Note a fault at a line (from 1; None = the file as a whole)."""
        self.findings.append(Finding(self.file, line, key, sentence, remedy))

    def in_order(self) -> list[Finding]:
        """Return the findings by line, those about the whole file first."""
        return sorted(self.findings, key=lambda finding: finding.line or 0)


def refusal(title: str, findings: Iterable[Finding]) -> UserProblem:
    """Return the problem that tells all findings at once, to be raised."""
    return UserProblem(
        title,
        "\n".join(map(str, findings)),
        say("改好后用 livedesk check 再检查一遍。", "Mend them, then run livedesk check."),
    )
