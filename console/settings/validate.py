"""Check a table against its struct, key by key, so that everything wrong is told in one go."""

from typing import Any, TypeVar, get_args, get_origin

import msgspec
from msgspec.structs import fields

from connectors.language import Words, say
from connectors.problem import Finding, closest

Table = TypeVar("Table", bound=msgspec.Struct)


def validate(
    raw: dict[str, Any], shape: type[Table], file: str, at: str = ""
) -> tuple[Table | None, list[Finding]]:
    """Return the struct and what is wrong with the table. What is wrong is left at its default, so that a check can go on.

    The struct is None where something it cannot be without is missing or wrong.

    `at` is the dotted path of the table within its file.
    """
    findings: list[Finding] = []
    values: dict[str, Any] = {}
    known = {field.encode_name: field for field in fields(shape)}
    for key, value in raw.items():
        path = f"{at}.{key}" if at else key
        field = known.get(key)
        if field is None:
            findings.append(_unknown(file, path, key, list(known)))
            continue
        checked, wrong = _value(value, field.type, file, path)
        findings += wrong
        if checked is not None or not wrong:
            values[field.name] = checked
    for key, field in known.items():
        if key not in raw and field.required:
            path = f"{at}.{key}" if at else key
            findings.append(
                Finding(
                    file, None, path, say("缺少这个设置。", "This setting is missing."), _expects(field.type)
                )
            )
    complete = all(field.name in values for field in known.values() if field.required)
    return (shape(**values) if complete else None), findings


def _value(value: Any, type_: Any, file: str, path: str) -> tuple[Any, list[Finding]]:
    inner = _bare(type_)
    if isinstance(inner, type) and issubclass(inner, msgspec.Struct) and isinstance(value, dict):
        return validate(value, inner, file, path)
    if get_origin(inner) is dict and isinstance(value, dict):
        found: dict[str, Any] = {}
        findings: list[Finding] = []
        for key, part in value.items():
            checked, wrong = _value(part, get_args(inner)[1], file, f"{path}.{key}")
            findings += wrong
            if checked is not None:
                found[key] = checked
        return found, findings
    try:
        return msgspec.convert(
            value, inner if inner is not type_ and get_origin(inner) is dict else type_
        ), []
    except msgspec.ValidationError:
        sentence = say(f"这个值不合适：{value!r}。", f"This value does not fit: {value!r}.")
        return None, [Finding(file, None, path, sentence, _expects(type_))]


def _bare(type_: Any) -> Any:
    """Return a type without its Annotated wrapping."""
    return get_args(type_)[0] if hasattr(type_, "__metadata__") else type_


def _unknown(file: str, path: str, key: str, known: list[str]) -> Finding:
    near = closest(key, known)
    remedy = (
        say(f"是不是想写 {near}？", f"Did you mean {near}?")
        if near
        else say(f"可用的有：{', '.join(known)}。", f"Known here: {', '.join(known)}.")
    )
    return Finding(file, None, path, say("没有这个设置。", "There is no such setting."), remedy)


_SORTS = {
    "integer": Words("整数", "a whole number"),
    "number": Words("数字", "a number"),
    "string": Words("文字", "a text"),
    "boolean": Words("true 或 false", "true or false"),
    "array": Words("列表", "a list"),
    "object": Words("表", "a table"),
}
_LIMITS = (("minimum", "≥"), ("exclusiveMinimum", ">"), ("maximum", "≤"), ("exclusiveMaximum", "<"))


def _expects(type_: Any) -> str:
    schema = msgspec.json.schema(type_)
    sort = schema.get("type", "")
    wanted = (
        " | ".join(map(str, schema["enum"]))
        if "enum" in schema
        else str(_SORTS.get(sort, sort or schema.get("description", "")))
    )
    limits = [f"{sign} {schema[key]}" for key, sign in _LIMITS if key in schema]
    told = say("，", ", ").join([wanted, *limits])
    return say(f"需要：{told}", f"Expected: {told}")
