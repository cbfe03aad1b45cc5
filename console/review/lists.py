"""The lists of a printed review: longest waits, what was asked, who answered, how well triage read."""

from collections.abc import Iterator, Sequence

from rich.text import Text

from connectors.language import say
from console.model.marks import MARK_NAMES
from console.review.layout import Layout
from console.review.questions import Question
from console.review.review import Review
from console.review.shown import duration, share
from console.review.truth import Detection
from console.review.waits import Wait
from console.triage.personal import masked

_MOST_ROWS = 8


def longest_waits(review: Review, layout: Layout) -> Iterator[Text]:
    """Yield the waits that lasted longest: how long, whose, what became of it, what was asked."""
    waits = [wait for wait in review.waits if wait.outcome != "dismissed"]
    waits.sort(key=lambda wait: -wait.wait_s)
    yield from layout.heading(say("等得最久", "Longest waits"))
    if not waits:
        yield layout.nothing(say("没有人提问", "nobody asked"))
    for wait in waits[:_MOST_ROWS]:
        outcome, style = _outcome(wait)
        yield layout.row(
            (duration(wait.wait_s), 8, "bold"),
            (wait.name or wait.viewer, 14, ""),
            (outcome, 14, style),
            text=masked(wait.text),
        )


def _outcome(wait: Wait) -> tuple[str, str]:
    if wait.outcome == "waiting":
        return say("未回复", "unanswered"), "red"
    return say(f"{wait.by} 已回复", f"by {wait.by}"), "green"


def asked(heading: str, questions: Sequence[Question], layout: Layout) -> Iterator[Text]:
    """Yield questions: how many asked, how many of them were answered, the words of the first."""
    yield from layout.heading(heading)
    if not questions:
        yield layout.nothing(say("无", "none"))
    for question in questions[:_MOST_ROWS]:
        answered, judged = question.answered, question.askers - question.dismissed
        done, style = (
            say(f"已回复 {answered}/{judged}", f"answered {answered}/{judged}"),
            "green" if answered == judged else "red",
        )
        if not judged:
            done, style = say("已忽略", "dismissed"), "dim"
        yield layout.row((f"×{question.askers}", 6, "bold"), (done, 17, style), text=masked(question.text))
    more = len(questions) - _MOST_ROWS
    if more > 0:
        yield layout.nothing(say(f"另有 {more} 条", f"{more} more"))


def agents(review: Review, layout: Layout) -> Iterator[Text]:
    """Yield what each agent did."""
    yield from layout.heading(say("客服", "Agents"))
    if not review.agents:
        yield layout.nothing(say("没有发出回复", "no reply was sent"))
    for agent in review.agents[:_MOST_ROWS]:
        median = duration(agent.median_wait_s)
        told = say(
            f"解答 {agent.answered} 人 · 回复 {agent.replies} 条（话术 {agent.scripted}）· 等待中位数 {median}",
            f"answered {agent.answered} · replies {agent.replies} (scripted {agent.scripted}) · median wait {median}",
        )
        if agent.revealed:
            told += say(f" · 看原文 {agent.revealed} 次", f" · revealed {agent.revealed}")
        yield layout.row((agent.agent, 14, "bold"), text=told)


def scripts(review: Review, layout: Layout) -> Iterator[Text]:
    """Yield how often each script was used."""
    yield from layout.heading(say("话术", "Scripts"))
    if not review.scripts:
        yield layout.nothing(say("没有使用话术", "no script was used"))
    for use in review.scripts[:_MOST_ROWS]:
        told = say(
            f"解答 {use.answered} 人 · 用 {use.uses} 次（改过 {use.edited}）",
            f"answered {use.answered} · used {use.uses} (edited {use.edited})",
        )
        version = "" if use.version is None else f" v{use.version}"
        yield layout.row((use.script + version, 30, "bold"), text=told)


def doubts(review: Review, layout: Layout) -> Iterator[Text]:
    """Yield how many comments bore which mark of low trust; nothing where none did."""
    if not review.doubts:
        return
    yield from layout.heading(say("可疑评论", "Doubtful comments"))
    for doubt in review.doubts:
        told = say(
            f"{doubt.comments} 条 · {doubt.viewers} 人 · 其中 {doubt.served} 条有提问或投诉，照常处理",
            f"{doubt.comments} by {doubt.viewers} · asking or complaining all the same: {doubt.served}",
        )
        yield layout.row((str(MARK_NAMES[doubt.mark]), 14, "bold"), text=told)


def accuracy(review: Review, layout: Layout) -> Iterator[Text]:
    """Yield how well triage read a synthetic broadcast; nothing for a real one."""
    if review.accuracy is None:
        return
    comments = review.accuracy.comments
    yield from layout.heading(
        say(f"识别准确率（演示，{comments} 条）", f"Triage against the truth (demo, {comments} comments)")
    )
    yield layout.row((say("提问", "questions"), 12, "bold"), text=_detected(review.accuracy.question))
    yield layout.row((say("投诉", "complaints"), 12, "bold"), text=_detected(review.accuracy.complaint))


def _detected(detection: Detection) -> str:
    precision, recall = share(detection.precision), share(detection.recall)
    right, said, really = detection.both, detection.said, detection.really
    return say(
        f"精确率 {precision}（{right}/{said}）· 召回率 {recall}（{right}/{really}）",
        f"precision {precision} ({right}/{said}) · recall {recall} ({right}/{really})",
    )
