"""What a comment is, as a person can say it: the part of a verdict that can be corrected."""

from typing import Self

import msgspec

from console.model.verdict import Emotion, Intent, Lane, Verdict, lane_of


class Labels(msgspec.Struct, kw_only=True, frozen=True, gc=False):
    """Question, complaint, intent, emotion; as they stand here they are plain chat's."""

    question: bool = False
    complaint: bool = False
    intent: Intent = "chat"
    emotion: Emotion = "neutral"

    @classmethod
    def of(cls, verdict: Verdict) -> Self:
        """Return what a verdict says."""
        return cls(
            question=verdict.question,
            complaint=verdict.complaint,
            intent=verdict.intent,
            emotion=verdict.emotion,
        )

    @property
    def lane(self) -> Lane | None:
        """The lane such a comment is served in; None where it needs no answer."""
        return lane_of(question=self.question, complaint=self.complaint)

    def put_on(self, verdict: Verdict) -> Verdict:
        """Return the verdict with these labels. A topic of another intent is no longer its topic."""
        topic = verdict.topic if verdict.topic.partition(".")[0] == self.intent else ""
        labels = msgspec.structs.asdict(self)
        return msgspec.structs.replace(verdict, **labels, topic=topic)
