"""When complaints are one incident: of one thing, by several viewers within a minute, and far more than usual.

No case is changed by it and none is hidden: an incident is a sign for the lead, and a line in the journal.
"""

from collections.abc import Callable, Iterator
from typing import Any

from connectors.events import CommentReceived
from console.desk.state import DeskState
from console.model.events import CommentClassified, IncidentNoticed, IncidentOver
from console.model.incidents import Grievance, Incident, Pace
from console.model.verdict import Verdict

FEWEST = 5
"""So few viewers are never an incident."""

QUIET_MS = 3 * 60_000
"""After so long without many complaints at once an incident is over."""

_MINUTE_MS = 60_000
_TIMES_USUAL = 3  # against the ten minutes before
_USUAL_MINUTES = 10
_SHARE = 0.01  # of all comments; in a full house some complain of something at any time
_SURE = 0.7  # confidence; many guesses at once are a joke that triage does not get
_MOST_THINGS = 300
_MOST_VIEWERS = 10_000


def noticed(state: DeskState, comment: CommentReceived, verdict: Verdict) -> IncidentNoticed | None:
    """Return the incident that a complaint makes of those before it; None where it makes none."""
    topic, words = _about(verdict)
    grievance = state.grievances.get(topic or words)
    if grievance is None or (topic or words) in state.incidents or not _counts(verdict):
        return None
    enough = _enough(state, grievance)
    viewers, since = {comment.viewer}, comment.at
    for at, viewer in reversed(grievance.lately):
        if comment.at - at >= _MINUTE_MS or len(viewers) >= enough:
            break
        viewers.add(viewer)
        since = at
    if len(viewers) < enough:
        return None
    return IncidentNoticed(at=comment.at, topic=topic, words=words, viewers=len(viewers), since=since)


def over(state: DeskState, at: int) -> Iterator[IncidentOver]:
    """Yield the ends of the incidents that have been quiet for long, at `at` (UTC ms)."""
    for incident in state.incidents.values():
        if not is_going_on(incident, at):
            yield IncidentOver(
                at=at,
                topic=incident.topic,
                words=incident.words,
                viewers=len(incident.viewers),
                since=incident.since,
                last_at=incident.last_at,
            )


def is_going_on(incident: Incident, at: int) -> bool:
    """Whether there were many complaints at once within three minutes before `at` (UTC ms)."""
    return at - incident.last_at < QUIET_MS


def count_comment(pace: Pace, at: int) -> None:
    """Count a comment, of whatever kind, at `at` (UTC ms)."""
    since = at - pace.begun
    if since >= _MINUTE_MS:
        pace.before = pace.comments if since < 2 * _MINUTE_MS else 0
        pace.comments = 0
        pace.begun = at
    pace.comments += 1


def _enough(state: DeskState, grievance: Grievance) -> int:
    """Return how many viewers within a minute make an incident of a grievance now."""
    usual = len(grievance.before) / _USUAL_MINUTES
    pace = max(state.pace.before, state.pace.comments)
    return max(FEWEST, int(_TIMES_USUAL * usual), int(_SHARE * pace))


def _classified(state: DeskState, event: CommentClassified) -> None:
    topic, words = _about(event)
    thing = topic or words
    if not thing or not _counts(event):
        return
    grievance = state.grievances.get(thing)
    if grievance is None:
        grievance = state.grievances[thing] = Grievance()
        if len(state.grievances) > _MOST_THINGS:
            state.grievances.popitem(last=False)
    else:
        state.grievances.move_to_end(thing)
    lately, before = grievance.lately, grievance.before
    lately.append((event.at, event.viewer))
    while event.at - lately[0][0] >= _MINUTE_MS:
        before.append(lately.popleft()[0])
    while before and event.at - before[0] >= (1 + _USUAL_MINUTES) * _MINUTE_MS:
        before.popleft()
    incident = state.incidents.get(thing)
    if incident is not None:
        _add(incident, event.viewer)
        if 2 * len(lately) >= _enough(state, grievance):
            incident.last_at = max(incident.last_at, event.at)


def _noticed(state: DeskState, event: IncidentNoticed) -> None:
    thing = event.topic or event.words
    incident = state.incidents[thing] = Incident(event.topic, event.words, event.since, event.at)
    for at, viewer in state.grievances[thing].lately if thing in state.grievances else ():
        if at >= event.since:
            _add(incident, viewer)


def _over(state: DeskState, event: IncidentOver) -> None:
    state.incidents.pop(event.topic or event.words, None)


def _counts(said: Verdict | CommentClassified) -> bool:
    return said.complaint and said.confidence >= _SURE and said.intent != "spam"


def _about(said: Verdict | CommentClassified) -> tuple[str, str]:
    """Return what a complaint is about: its topic, else the longest of the words that made it one, without numbers."""
    if said.topic:
        return said.topic, ""
    words = (word for word in said.reasons if not any(map(str.isdigit, word)))
    return "", max(words, key=len, default="")


def _add(incident: Incident, viewer: str) -> None:
    if len(incident.viewers) < _MOST_VIEWERS:
        incident.viewers.add(viewer)


ACTS: dict[type, Callable[[DeskState, Any], None]] = {
    CommentClassified: _classified,
    IncidentNoticed: _noticed,
    IncidentOver: _over,
}
