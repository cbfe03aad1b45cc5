"""Secrets stand in the environment, never in a file: settings name them as `${NAME}`."""

import os
import re

from connectors.language import say
from connectors.problem import UserProblem

_REFERENCE = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)\}")


def expand(text: str, key: str) -> str:
    """Return the text with each `${NAME}` replaced by that environment variable.

    `key` is the setting the text comes from. Raises `UserProblem` where a variable is not set.
    """

    def value(reference: re.Match[str]) -> str:
        name = reference[1]
        found = os.environ.get(name)
        if not found:
            raise UserProblem(
                say("缺少环境变量", "An environment variable is missing"),
                say(
                    f"设置“{key}”用到 ${{{name}}}，但环境变量 {name} 没有设置。",
                    f"The setting “{key}” uses ${{{name}}}, but the environment variable {name} is not set.",
                ),
                say(
                    f"启动前先设置它，例如 export {name}=…",
                    f"Set it before starting, for example export {name}=…",
                ),
            )
        return found

    return _REFERENCE.sub(value, text)
