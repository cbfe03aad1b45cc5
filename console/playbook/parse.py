"""One playbook file: bytes in, scripts and findings out. Nothing here touches a disk."""

import re
from typing import cast

import yaml

from connectors.language import say
from connectors.problem import Finding
from console.model.verdict import Intent
from console.playbook.entry import Entry
from console.playbook.names import Names
from console.playbook.render import is_malformed, variables_in
from console.playbook.script import ASKED, INTENTS, LANES, STEPS, Script, ScriptLane, Step
from console.shopfiles import Report, compose, line_of, meant

LONGEST_SCRIPT = 500  # characters; platforms cut a comment far earlier
KEYS = (
    "id",
    "version",
    "title",
    "lane",
    "intents",
    "topics",
    "keywords",
    "text",
    "products",
    "asks",
    "calming",
    "valid_from",
    "valid_until",
    "note",
)
_ID = re.compile(r"\w[\w.-]{0,63}")


def parse(data: bytes, file: str, names: Names) -> tuple[list[Script], list[Finding]]:
    """Read one playbook file; `file` is the name people know it by.

    The scripts are only fit for use where there are no findings.
    """
    report = Report(file)
    root = compose(data, report)
    if root is None:
        return [], report.findings
    if not isinstance(root, yaml.SequenceNode):
        report.add(
            line_of(root),
            "",
            say("文件应当是话术列表。", "The file should be a list of scripts."),
            say("每条以“- id: …”开头。", "Begin each with `- id: …`."),
        )
        return [], report.findings
    scripts = [script for node in root.value if (script := _script(node, report, names)) is not None]
    return scripts, report.in_order()


def _script(node: yaml.Node, report: Report, names: Names) -> Script | None:
    if not isinstance(node, yaml.MappingNode):
        report.add(
            line_of(node),
            "",
            say("这一条不是话术。", "This is not a script."),
            say("以“- id: …”开头，其余的键对齐。", "Begin with `- id: …` and align the other keys."),
        )
        return None
    entry = Entry(node, report, KEYS)
    script = Script(
        id=_id(entry),
        version=entry.number("version", 1),
        title=entry.text("title", required=True),
        lane=cast("ScriptLane", entry.choice("lane", LANES) or "any"),
        intents=cast("tuple[Intent, ...]", entry.choices("intents", INTENTS)),
        topics=entry.choices("topics", names.topics) if names.topics else entry.texts("topics"),
        keywords=entry.texts("keywords"),
        texts=_wordings(entry, names),
        products=entry.texts("products"),
        asks=entry.choices("asks", ASKED),
        calming=cast("Step | None", entry.choice("calming", STEPS)),
        valid_from=entry.moment("valid_from"),
        valid_until=entry.moment("valid_until"),
        note=entry.text("note"),
        file=report.file,
        line=entry.line,
    )
    begins, ends = script.valid_from, script.valid_until
    if begins is not None and ends is not None and ends <= begins:
        entry.fault("valid_until", say("截止不晚于开始。", "It ends before it begins."))
    return script if script.id else None


def _id(entry: Entry) -> str:
    name = entry.text("id", required=True)
    if name and not _ID.fullmatch(name):
        entry.fault(
            "id",
            say(f"“{name}”不能作编号。", f"“{name}” cannot be an id."),
            say("只用文字、数字和 . _ -，最长 64。", "Use letters, digits and . _ - only, at most 64."),
        )
    return name


def _wordings(entry: Entry, names: Names) -> tuple[str, ...]:
    wordings = entry.texts("text", required=True)
    for text in wordings:
        if len(text) > LONGEST_SCRIPT:
            limit = say(f"超过 {LONGEST_SCRIPT} 字。", f"It is longer than {LONGEST_SCRIPT} characters.")
            entry.fault("text", limit, say("直播间回复要短。", "Replies in a live room are short."))
        if is_malformed(text):
            entry.fault(
                "text",
                say("{{ 和 }} 没有配对。", "{{ and }} do not match."),
                say("写成 {{price}} 或 {{viewer|亲}}。", "Write {{price}} or {{viewer|there}}."),
            )
        for name in variables_in(text):
            if name not in names.variables:
                sentence = say(f"没有变量“{name}”。", f"There is no variable “{name}”.")
                entry.fault("text", sentence, meant(name, names.variables))
    return wordings
