"""Ask each configured feed, all at the same time, whether it is there: reachable, authorised, able to send."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from connectors.language import say
from connectors.problem import Problem, UserProblem
from connectors.text import clean
from console.settings.feeds import FeedSetup

WITHIN_S = 12.0
"""Probes promise to answer within ten seconds; none may hold up the others' answers."""

LONGEST = 300  # characters of a sentence; a probe may quote what a platform says


@dataclass(frozen=True, slots=True)
class Probed:
    """What one feed said of itself: sentences of what is fine, or the problem."""

    found: tuple[str, ...] = ()
    problem: Problem | None = None


def probe_all(setups: Sequence[FeedSetup], within_s: float = WITHIN_S) -> list[Probed]:
    """Probe feeds at once and return what each says, in their order. Never raises for what a feed does.

    A feed that several rooms have alike is probed once: two at the same port would only see each other.
    """
    different: list[FeedSetup] = []
    places = [_place(setup, different) for setup in setups]

    async def everyone() -> list[Probed]:
        return await asyncio.gather(*(_probe(setup, within_s) for setup in different))

    told = asyncio.run(everyone())
    return [told[place] for place in places]


def _place(setup: FeedSetup, different: list[FeedSetup]) -> int:
    """Return where among the different feeds this one stands; it is added where it is none of them."""
    for place, other in enumerate(different):
        if (other.connector, other.settings) == (setup.connector, setup.settings):
            return place
    different.append(setup)
    return len(different) - 1


async def _probe(setup: FeedSetup, within_s: float) -> Probed:
    if setup.plugin.probe is None:
        return Probed()
    try:
        async with asyncio.timeout(within_s):
            found = await setup.plugin.probe(setup.settings)
        return Probed(found=tuple(clean(str(sentence), LONGEST) for sentence in found))
    except Problem as problem:
        return Probed(problem=problem)
    except TimeoutError:
        return Probed(problem=_silent(within_s))
    except Exception as error:  # noqa: BLE001 - a plug-in is foreign code and may raise anything
        return Probed(problem=_failed(error))


def _silent(within_s: float) -> UserProblem:
    return UserProblem(
        say("没有应答", "No answer"),
        say(f"{within_s:.0f} 秒内没有应答。", f"It did not answer within {within_s:.0f} s."),
        say("检查网络，稍后再试。", "Check the network and try again."),
    )


def _failed(error: Exception) -> UserProblem:
    reason = clean(repr(error), LONGEST)
    return UserProblem(
        say("连接器出错", "The feed failed"),
        say(f"连接器试连时出错：{reason}。", f"The feed failed as it tried to connect: {reason}."),
        say(
            "升级或重装这个连接器；livedesk check --offline 跳过试连。",
            "Upgrade or reinstall this feed; livedesk check --offline does not connect.",
        ),
    )
