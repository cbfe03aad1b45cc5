"""The reply template."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.contract import Outgoing
from connectors.generic.reply import template
from connectors.problem import UserProblem


@given(st.text(), st.text(max_size=10))
def test_the_text_is_data_and_never_json(text: str, name: str) -> None:
    """Quotes, braces and places in a reply change nothing but the reply."""
    fill = template('{"do": "send", "to": ["{name}", 3, null], "say": "@{name} {text}"}', "x")
    sent = json.loads(fill(Outgoing(id="r1", text=text, viewers=("x:7",), names=(name,))))

    assert {"do": "send", "to": [name, 3, None], "say": f"@{name} {text}"} == sent


def test_the_viewer_is_the_platforms_own_id() -> None:
    """Our key's prefix stays here; a viewer known by name only has no id to send."""
    fill = template('{"id": "{id}", "to": "{viewer}", "say": "{text}"}', "x")

    assert {"id": "r1", "to": "7", "say": "ok"} == json.loads(
        fill(Outgoing(id="r1", text="ok", viewers=("x:7",)))
    )
    assert "" == json.loads(fill(Outgoing(id="r1", text="ok", viewers=("x:@小鱼",))))["to"]
    assert "" == json.loads(fill(Outgoing(id="r1", text="ok", viewers=("x:@#c7",))))["to"]
    assert "" == json.loads(fill(Outgoing(id="r1", text="ok")))["to"]


@pytest.mark.parametrize("reply", ["{text}", '{"say": "{text}"', '{"say": "hello"}', "[" * 100_000])
def test_a_template_that_cannot_work_is_refused(reply: str) -> None:
    """It must be JSON, and it must have a place for the text."""
    with pytest.raises(UserProblem):
        template(reply, "x")
