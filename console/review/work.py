"""Who answered, and with which scripts."""

from collections.abc import Callable
from typing import Any

import msgspec

from console.metrics.percentile import percentile
from console.metrics.waits import ANSWERING, Segment
from console.model.events import CaseRevealed, ReplySent


class AgentWork(msgspec.Struct, kw_only=True):
    """What one agent did. Credit goes to who replied, whoever held the case.

    `replies` counts messages, `answered` the askers whose wait they ended, `scripted` the replies that used a script.
    `median_wait_s` is over the waits they ended. `revealed` counts how often they asked to see personal data.
    """

    agent: str
    replies: int = 0
    scripted: int = 0
    answered: int = 0
    median_wait_s: float | None = None
    revealed: int = 0


class Reveal(msgspec.Struct, kw_only=True, frozen=True):
    """Somebody asked to see a case's texts with the personal data in them. `at` is UTC ms."""

    at: int
    agent: str
    case: str


class ScriptUse(msgspec.Struct, kw_only=True):
    """How often one version of a script was sent, how often changed before, and whose waits it ended."""

    script: str
    version: int | None
    uses: int = 0
    edited: int = 0
    answered: int = 0


class Work:
    """Collects agents and scripts. `reveals` are in order."""

    def __init__(self) -> None:
        self.reveals: list[Reveal] = []
        self._agents: dict[str, AgentWork] = {}
        self._scripts: dict[tuple[str, int | None], ScriptUse] = {}
        self._waits: dict[str, list[int]] = {}

    def handlers(self) -> dict[type, Callable[[Any], None]]:
        """Return what to call for which event."""
        return {ReplySent: self._sent, CaseRevealed: self._revealed}

    def told(self, segment: Segment) -> None:
        """Note a wait that ended."""
        reply = segment.cause
        if not isinstance(reply, ReplySent):
            return
        self._agent(reply.by).answered += 1
        self._waits.setdefault(reply.by, []).append(segment.ended_at - segment.asked_at)
        if reply.script is not None:
            self._script(reply, reply.script).answered += 1

    def _sent(self, reply: ReplySent) -> None:
        if reply.type not in ANSWERING:
            return
        agent = self._agent(reply.by)
        agent.replies += 1
        if reply.script is not None:
            agent.scripted += 1
            script = self._script(reply, reply.script)
            script.uses += 1
            script.edited += reply.edit_ratio > 0

    def _revealed(self, event: CaseRevealed) -> None:
        self._agent(event.by).revealed += 1
        self.reveals.append(Reveal(at=event.at, agent=event.by, case=event.case))

    def _agent(self, name: str) -> AgentWork:
        agent = self._agents.get(name)
        if agent is None:
            agent = self._agents[name] = AgentWork(agent=name)
        return agent

    def _script(self, reply: ReplySent, script: str) -> ScriptUse:
        version = reply.script_version
        return self._scripts.setdefault((script, version), ScriptUse(script=script, version=version))

    def agents(self) -> list[AgentWork]:
        """Return the agents, those who answered most askers first."""
        for name, agent in self._agents.items():
            median = percentile(sorted(self._waits.get(name, [])), 50)
            agent.median_wait_s = None if median is None else median / 1000
        return sorted(self._agents.values(), key=lambda agent: (-agent.answered, agent.agent))

    def scripts(self) -> list[ScriptUse]:
        """Return the scripts, most used first."""
        return sorted(self._scripts.values(), key=lambda use: (-use.uses, use.script, use.version or 0))
