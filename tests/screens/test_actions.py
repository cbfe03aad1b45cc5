"""The table of actions is the only place keys come from, and nothing in it is half a thing."""

from collections import Counter
from typing import get_args

import pytest

from connectors.language import use
from console.model.commands import AgentCommand
from console.screens.action import Action
from console.screens.actions import ACTIONS, BY_ID
from console.screens.dialogs.help import help_text
from console.screens.live import LiveScreen
from console.screens.moment import Moment
from tests.screens.stage import AGENT, Stage

each = pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)


@each
def test_every_action_is_told_in_both_languages(action: Action) -> None:
    """Label and help, 中文 and English."""
    assert all(
        [action.label.zh, action.label.en, action.help.zh, action.help.en, action.group.zh, action.group.en]
    )
    assert action.do.__doc__


@each
def test_every_action_stands_in_the_help(action: Action) -> None:
    """With its key, its label and what it does, in either language."""
    for language in ("zh", "en"):
        use(language)
        lines = help_text(ACTIONS, 500).splitlines()

        assert any(
            line.strip().startswith(action.shown_keys) and line.endswith(str(action.help)) for line in lines
        )


def test_ids_are_unique() -> None:
    """The palette and the key bindings find an action by its id."""
    assert len(ACTIONS) == len(BY_ID)


def test_no_key_means_two_things_at_once() -> None:
    """Enter opens, or sends while writing: never both at the same moment."""
    moments = [
        Moment(agent=AGENT, typing=typing, replying=typing, aside=typing, filtered=True)
        for typing in (True, False)
    ]
    for moment in moments:
        keys = Counter(key for action in ACTIONS if action.when(moment) for key in action.keys)

        assert {} == {key: count for key, count in keys.items() if count > 1}


def test_while_typing_no_letter_is_a_key() -> None:
    """Whoever writes 「d」 must not dismiss a case; only keys that write nothing, and leaving by Ctrl+Q."""
    typing = Moment(agent=AGENT, typing=True, replying=True, aside=True)

    available = {action.id for action in ACTIONS if action.when(typing)}

    assert {"send", "newline", "back", "palette", "quit"} == available


def test_every_command_of_the_desk_has_a_key() -> None:
    """What the desk does for people, the agent can ask for; the rest is the outbox's."""
    assert set(get_args(AgentCommand)) == {command for action in ACTIONS for command in action.sends}


def test_every_key_of_the_table_is_bound() -> None:
    """And nothing else is bound on the screen."""
    keys = [key for action in ACTIONS for key in action.keys]

    assert sorted(keys) == sorted(binding.key for binding in LiveScreen.BINDINGS)  # type: ignore[union-attr]  # all are Binding


async def test_help_shows_every_action_and_any_key_closes_it(stage: Stage) -> None:
    """`?` opens it; two keys for one thing are seen as two."""
    async with stage.screen(160, 60) as pilot:
        await stage.press(pilot, "question_mark")
        text = stage.text()
        assert [] == [action.id for action in ACTIONS if str(action.help) not in text]
        assert "= / s " in text

        await stage.press(pilot, "escape")
        assert stage.live.is_current


async def test_help_scrolls_on_a_small_screen(stage: Stage) -> None:
    """The last line can be reached with the arrow keys."""
    async with stage.screen(80, 24) as pilot:
        await stage.press(pilot, "question_mark")
        assert "Esc 关闭" not in stage.text()

        await stage.press(pilot, "end")
        await pilot.pause(0.5)
        assert "Esc 关闭" in stage.text()


@each
def test_an_action_that_may_not_apply_says_why_in_both_languages(action: Action) -> None:
    """With nothing to do at all, every key does something or has a sentence."""
    if not action.when(Moment(agent=AGENT)):
        assert action.unless is not None
        assert all([action.unless.zh, action.unless.en])
