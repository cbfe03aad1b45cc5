"""The template a shop writes for replies: JSON whose strings may hold {text}, {id}, {viewer} and {name}."""

import re
from collections.abc import Callable
from typing import Any

import msgspec

from connectors.contract import Outgoing
from connectors.language import say
from connectors.problem import UserProblem

_PLACE = re.compile(r"\{(?:text|id|viewer|name)\}")


def template(reply: str, platform: str) -> Callable[[Outgoing], str]:
    """Return the function that fills the template; the text is put in as data, never as JSON.

    `{viewer}` is the platform's own id of the first viewer answered and `{name}` that viewer's name, both empty
    where there is none. Raises `UserProblem` where the template is not JSON or has no place for the text.
    """
    try:
        shape = msgspec.json.decode(reply)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise _bad_template(
            say(f"它不是有效的 JSON：{error}。", f"It is not valid JSON: {error}.")
        ) from error
    if "{text}" not in reply:
        raise _bad_template(say("里面没有 {text}。", "It has no {text} in it."))

    def fill(outgoing: Outgoing) -> str:
        key = outgoing.viewers[0] if outgoing.viewers else ""
        viewer = key.removeprefix(f"{platform}:")
        values = {
            "{text}": outgoing.text,
            "{id}": outgoing.id,
            "{viewer}": "" if viewer.startswith("@") else viewer,
            "{name}": outgoing.names[0] if outgoing.names else "",
        }
        return msgspec.json.encode(_filled(shape, values)).decode()

    return fill


def _filled(shape: Any, values: dict[str, str]) -> Any:
    match shape:
        case str():
            return _PLACE.sub(lambda place: values[place[0]], shape)
        case list():
            return [_filled(part, values) for part in shape]
        case dict():
            return {key: _filled(part, values) for key, part in shape.items()}
        case _:
            return shape


def _bad_template(sentence: str) -> UserProblem:
    return UserProblem(
        say("回复模板有误", "The reply template needs a look"),
        say(f"设置“reply”用不了：{sentence}", f"The setting “reply” cannot be used. {sentence}"),
        say('例如 reply = \'{"send": "{text}"}\'。', 'For example reply = \'{"send": "{text}"}\'.'),
    )
