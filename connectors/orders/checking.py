"""What can be wrong with the settings though every value has the right type; found without listening."""

from collections.abc import Iterator
from functools import partial

from connectors.calls.settings import wrong_about
from connectors.contract import Wrong, wrong
from connectors.environment import expand
from connectors.language import say
from connectors.mapping.decoding import builder_of
from connectors.orders.settings import JsonOrders, OrdersSettings
from connectors.problem import UserProblem


def check(settings: OrdersSettings) -> Iterator[Wrong]:
    """Yield everything that is wrong with the settings' values."""
    yield from wrong("secret", lambda: expand(settings.secret, "secret"))
    yield from wrong_about(settings, signed=bool(settings.secret))
    if settings.json is None:
        if not settings.secret:
            yield "secret", no_secret()
        return
    yield from _wrong_mapping(settings.json)


def no_secret() -> UserProblem:
    """Return what to say where Shopify's calls cannot be checked."""
    return UserProblem(
        say("缺少签名密钥", "The secret is missing"),
        say(
            "Shopify 的推送都有签名，没有 secret 就无法分辨真假。",
            "Shopify signs every call; without the secret nobody can tell a true one.",
        ),
        say('设置 secret = "${SHOPIFY_SECRET}"。', 'Set secret = "${SHOPIFY_SECRET}".'),
    )


def _wrong_mapping(rule: JsonOrders) -> Iterator[Wrong]:
    if not rule.fields.kind:
        yield (
            "json.fields.kind",
            UserProblem(
                say("不知道是哪种消息", "The kind is missing"),
                say("fields 里没有 kind。", "fields says nothing of kind."),
                say('例如 kind = "event"。', 'For example kind = "event".'),
            ),
        )
    if "{body}" not in rule.signed or (rule.time_header and "{time}" not in rule.signed):
        yield (
            "json.signed",
            UserProblem(
                say("签名内容不全", "What is signed is not whole"),
                say(
                    f"“{rule.signed}”里要有 {{body}}；用了 time_header 还要有 {{time}}，否则时间可以伪造。",
                    f"“{rule.signed}” needs {{body}}, and with a time_header also {{time}}, or the time could be forged.",
                ),
                say('例如 signed = "{time}.{body}"。', 'For example signed = "{time}.{body}".'),
            ),
        )
    for theirs, ours in rule.kinds.items():
        yield from wrong(f"json.kinds.{theirs}", partial(builder_of, theirs, ours))
