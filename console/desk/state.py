"""Everything the desk knows about a running broadcast: the fold of its events."""

from collections import OrderedDict
from dataclasses import dataclass, field

from console.model.cases import Case, CaseStatus, ViewerCard
from console.model.events import CommentCorrected, ReplyFailed, ReplyQueued, Sending
from console.model.incidents import Grievance, Incident, Pace


@dataclass(slots=True)
class DeskState:
    """The desk as it stands. Changed only by `apply`; equal event lists give equal states.

    `cases` holds every case that can still matter by id; `open_ids` those in the queue. `case_of_key` maps a merge
    key to the case that serves it, `waiting_in` a waiting viewer to their cases, newest last.

    `sending` is where the room's switch stands. `outbox` holds replies that are written down but not delivered; of these
    `attempted` are in the platform's hands, `delayed` wait for another attempt, with the reason. `unconfirmed` is, by case,
    the last reply of which nobody knows whether it was sent. `reply_ids` are the latest replies asked for.
    `corrected` are the latest corrections by comment. `grievances` are the latest complaints and `incidents`
    the bursts of them that go on, both by what they are about; `pace` counts comments. `product` is on air, as `product_feed` has told. `version` counts applied events.
    """

    broadcast: str = ""
    version: int = 0
    cases: dict[str, Case] = field(default_factory=dict)
    open_ids: dict[str, None] = field(default_factory=dict)
    finished: OrderedDict[str, int] = field(default_factory=OrderedDict)
    case_of_key: dict[str, str] = field(default_factory=dict)
    waiting_in: dict[str, list[str]] = field(default_factory=dict)
    sending: Sending = "copy"
    outbox: dict[str, ReplyQueued] = field(default_factory=dict)
    attempted: set[str] = field(default_factory=set)
    delayed: dict[str, str] = field(default_factory=dict)
    unconfirmed: dict[str, ReplyFailed] = field(default_factory=dict)
    reply_ids: OrderedDict[str, None] = field(default_factory=OrderedDict)
    corrected: OrderedDict[str, CommentCorrected] = field(default_factory=OrderedDict)
    viewers: OrderedDict[str, ViewerCard] = field(default_factory=OrderedDict)
    grievances: OrderedDict[str, Grievance] = field(default_factory=OrderedDict)
    incidents: dict[str, Incident] = field(default_factory=dict)
    pace: Pace = field(default_factory=Pace)
    opened: int = 0
    product: str | None = None
    product_title: str = ""
    product_feed: str = ""
    stream_ended: bool = False

    def open_cases(self) -> list[Case]:
        """Return the cases in the queue, oldest first."""
        return [self.cases[case_id] for case_id in self.open_ids]

    def counts(self) -> dict[CaseStatus, int]:
        """Return how many open cases stand in each status."""
        found: dict[CaseStatus, int] = {}
        for case in self.open_cases():
            found[case.status] = found.get(case.status, 0) + 1
        return found
