"""`livedesk check`: one try to connect, and what is told of it."""

from typing import Any

import pytest

from connectors.problem import BrokenProblem, Problem, UserProblem
from connectors.twitch import PLUGIN
from connectors.twitch.settings import TwitchSettings
from tests.connectors.twitch.platform import Platform


async def probed(settings: TwitchSettings) -> str:
    """Return what the probe says."""
    assert PLUGIN.probe is not None
    return " ".join(await PLUGIN.probe(settings))


@pytest.mark.process
@pytest.mark.parametrize(
    ("changes", "commands", "told", "untold"),
    [
        ({}, {}, ["Connected to my_shop", "the chat", "Not logged in"], ["can be sent."]),
        (
            {"token": "${TOKEN}"},
            {},
            ["EventSub", "Logged in as helper", "about 4 h", "Replies can be sent"],
            ["lacks"],
        ),
        (
            {"token": "${TOKEN}"},
            {"scopes": ["user:read:chat"]},
            ["lacks user:write:chat: replies", "lacks moderator:read:followers: channel.follow"],
            ["Replies can be sent"],
        ),
        (
            {"token": "${TOKEN}"},
            {"refuse": {"channel.follow": 403}},
            ["refused channel.follow", "not for you"],
            [],
        ),
        (
            {"token": "${TOKEN}"},
            {"scopes": ["user:read:chat", "user:write:chat"]},
            ["Replies can be sent", "lacks chat:edit: replies cannot go by the chat"],
            [],
        ),
        ({"token": "${TOKEN}", "via": "irc"}, {}, ["the chat", "Logged in as helper"], ["lacks"]),
    ],
)
async def test_a_probe_says_what_works_and_what_does_not(
    platform: Platform, changes: dict[str, Any], commands: dict[str, Any], told: list[str], untold: list[str]
) -> None:
    """Reachable, as whom, for how long, whether replies can be sent; and nothing stays open."""
    await platform.do({"set": commands})
    sentences = await probed(platform.settings(**changes))

    assert [] == [words for words in told if words not in sentences]
    assert [] == [words for words in untold if words in sentences]
    await platform.until("closed", lambda closed: 1 == len(closed))


@pytest.mark.process
@pytest.mark.parametrize(
    ("changes", "kind", "words"),
    [
        ({"token": "bad"}, UserProblem, "run out"),
        ({"token": "${TOKEN}", "channel": "nobody_here"}, UserProblem, "nobody_here"),
        ({"chat_url": "ws://127.0.0.1:9"}, BrokenProblem, "127.0.0.1:9"),
    ],
)
async def test_what_does_not_work_is_told_in_words(
    platform: Platform, changes: dict[str, Any], kind: type[Problem], words: str
) -> None:
    """Each problem with a sentence and a next step."""
    with pytest.raises(kind) as problem:
        await probed(platform.settings(**changes))

    assert words in problem.value.sentence
    assert problem.value.next_step


def test_wrong_settings_are_found_without_connecting() -> None:
    """A variable that is not set, and addresses that are none."""
    assert PLUGIN.check is not None
    settings = TwitchSettings(
        channel="my_shop", token="${NO_SUCH_VARIABLE}", events_url="http://x", api="nowhere"
    )

    assert ["token", "events_url", "api"] == [key for key, _ in PLUGIN.check(settings)]
    assert [] == list(PLUGIN.check(TwitchSettings(channel="#My_Shop")))
