"""A broadcast looked back on: everything the review shows, for people and for programs."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from connectors.language import say
from connectors.problem import UserProblem
from console.desk import Targets
from console.journal import Broadcast, Reader, Recording, UnknownEvent
from console.journal.masking import masked_text
from console.metrics import Figure, Ledger
from console.metrics.ledger import WITHIN_MS
from console.model.events import AnyEvent
from console.review.doubts import Doubt, DoubtList
from console.review.questions import Question, QuestionList
from console.review.timeline import Minute, Timeline
from console.review.truth import Accuracy, TruthCheck
from console.review.waits import Wait, WaitList
from console.review.work import AgentWork, Reveal, ScriptUse, Work
from console.settings import load, paths

LONGEST_MS = 14 * 24 * 60 * 60 * 1000
"""No broadcast is longer. A file from elsewhere may claim so, and its minutes would fill the memory."""

LATEST_MS = 4_102_444_800_000
"""The year 2100: what lies beyond was not recorded by a working clock."""

Event = AnyEvent | UnknownEvent


class Review:
    """One broadcast as its journal tells it.

    `as_of` is the latest event's time (UTC ms), up to which everything is counted. `stop_cause` is how the desk was
    closed, "" where it runs on or was interrupted. `figures` are the live strip's, by id. `accuracy` is None for
    real broadcasts. `doubts` counts the comments of low trust by their marks.
    """

    broadcast: Broadcast
    stop_cause: str
    as_of: int
    figures: dict[str, Figure]
    waits: list[Wait]
    agents: list[AgentWork]
    scripts: list[ScriptUse]
    reveals: list[Reveal]
    accuracy: Accuracy | None
    doubts: list[Doubt]

    def __init__(
        self,
        recording: Recording,
        events: Callable[[], Iterator[Event]],
        *,
        targets: Targets | None = None,
        within_ms: int = WITHIN_MS,
    ) -> None:
        self.broadcast = recording.broadcast
        self.stop_cause = recording.stop_cause
        self._events = events
        waits, questions, timeline, work, truth = WaitList(), QuestionList(), Timeline(), Work(), TruthCheck()
        doubts = DoubtList()
        ledger = Ledger(targets=targets, within_ms=within_ms, told=(waits.told, timeline.told, work.told))
        _fold(events(), ledger, (waits, questions, work, truth, doubts))
        self.as_of = recording.broadcast.started_at if ledger.latest_at is None else ledger.latest_at
        frame = ledger.frame(self.as_of)
        if frame.window is not None and not _is_sensible(*frame.window):
            raise _absurd(recording)
        self.figures = ledger.figures(self.as_of)
        self.waits = waits.all(ledger.waits, frame.end)
        self.agents = work.agents()
        self.scripts = work.scripts()
        self.reveals = work.reveals
        self.accuracy = truth.accuracy()
        self.doubts = doubts.all()
        self._questions = questions.all(ledger.waits)
        self._minutes = timeline.minutes(ledger, frame)

    def events(self) -> Iterator[Event]:
        """Yield every event of the broadcast, in order, from the journal."""
        return self._events()

    def questions(self) -> list[Question]:
        """Return what was asked, most asked first; cases that ask the same thing are one."""
        return [question for question in self._questions if question.lane == "question"]

    def complaints(self) -> list[Question]:
        """Return what was complained about, most often first."""
        return [question for question in self._questions if question.lane == "complaint"]

    def timeline(self) -> list[Minute]:
        """Return the broadcast minute by minute."""
        return self._minutes

    def to_json(self, *, people: bool = False) -> bytes:
        """Return everything as one JSON object, the same bytes for the same journal.

        Viewers are left out and personal data in texts starred, unless `people` asks for them: then the file
        holds personal data.
        """
        told = msgspec.to_builtins(
            {
                "broadcast": self.broadcast,
                "stop_cause": self.stop_cause,
                "as_of": self.as_of,
                "figures": self.figures,
                "timeline": self._minutes,
                "questions": self.questions(),
                "complaints": self.complaints(),
                "waits": self.waits,
                "agents": self.agents,
                "scripts": self.scripts,
                "reveals": self.reveals,
                "accuracy": self.accuracy,
                "doubts": self.doubts,
            }
        )
        if not people:
            for wait in told["waits"]:
                del wait["viewer"], wait["name"]
            for said in (*told["waits"], *told["questions"], *told["complaints"]):
                said.update({key: masked_text(said[key]) for key in ("text", "answer") if key in said})
        return msgspec.json.encode(told) + b"\n"


def _fold(events: Iterable[Event], ledger: Ledger, collectors: Iterable[Any]) -> None:
    """Give each event to the ledger and to the collectors that want its kind, in one pass."""
    wanted: dict[type, list[Callable[[Any], None]]] = {}
    for collector in collectors:
        for kind, handle in collector.handlers().items():
            wanted.setdefault(kind, []).append(handle)
    for event in events:
        if type(event) is UnknownEvent and not event.kind:
            continue  # a damaged row has no time either
        ledger.add(event)
        for handle in wanted.get(type(event), ()):
            handle(event)


def _is_sensible(start: int, end: int) -> bool:
    return 0 <= start <= end <= LATEST_MS and end - start <= LONGEST_MS


def _absurd(recording: Recording) -> UserProblem:
    return UserProblem(
        say("这场的时间不合理", "The broadcast's times make no sense"),
        say(
            f"场次 {recording.broadcast.id} 的事件早于 1970 年、晚于 2100 年，或相隔超过 14 天。",
            f"Events of broadcast {recording.broadcast.id} lie before 1970, after 2100, or more than 14 days apart.",
        ),
        say(
            "检查导入的文件里的 at（UTC 毫秒）。",
            "Check the times (`at`, UTC ms) in the file it was imported from.",
        ),
    )


def open_review(
    data_dir: Path | None = None,
    broadcast: str = "last",
    *,
    targets: Targets | None = None,
    within_ms: int | None = None,
) -> Review:
    """Open a recorded broadcast, also while it still runs.

    `data_dir` is the folder of the journal, the usual one where none is given. `broadcast` is `last`, an id or the beginning
    of one. `targets` are the waits that count as overdue, `within_ms` is the T of the reply rate; where they are not given
    they are the shop's own, from the settings that livedesk itself would read here.
    Raises `UserProblem` where there is no such broadcast or the settings are wrong, and `BrokenProblem` where the journal
    is damaged.
    """
    if targets is None or within_ms is None:
        shop = load.load(paths.settings_file())
        targets = shop.targets if targets is None else targets
        within_ms = shop.within_ms if within_ms is None else within_ms
    folder = paths.data_dir() if data_dir is None else data_dir
    file = folder.expanduser() / paths.JOURNAL_NAME
    with Reader(file) as reader:
        recording = reader.find(broadcast)

    def events() -> Iterator[Event]:
        with Reader(file) as reader:
            yield from reader.events(recording.broadcast.id)

    return Review(recording, events, targets=targets, within_ms=within_ms)
