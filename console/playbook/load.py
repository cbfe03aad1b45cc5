"""Load the playbook: shipped folders first, the shop's own over them."""

from collections.abc import Sequence
from pathlib import Path

from connectors.language import say
from connectors.problem import Finding
from console.playbook.names import Names
from console.playbook.parse import parse
from console.playbook.playbook import Fold, Playbook, plain_fold
from console.playbook.script import Script
from console.shopfiles import files_of, read_bytes, refusal, unreadable


def load_playbook(dirs: Sequence[Path], *, fold: Fold = plain_fold, names: Names | None = None) -> Playbook:
    """Load folders (or single files) of scripts; a later one's script replaces an earlier one's by id.

    Raises `UserProblem` that lists everything wrong in all of them.
    """
    playbook, findings = read_playbook(dirs, fold=fold, names=names)
    if findings:
        raise refusal(say("话术文件有误", "The scripts need a look"), findings)
    return playbook


def check_playbook(dirs: Sequence[Path], *, names: Names | None = None) -> list[Finding]:
    """Return everything wrong in folders (or single files) of scripts, in the order of files and lines."""
    return read_playbook(dirs, names=names)[1]


def read_playbook(
    dirs: Sequence[Path], *, fold: Fold = plain_fold, names: Names | None = None
) -> tuple[Playbook, list[Finding]]:
    """Load what can be loaded, and say what cannot. The playbook is fit for use where nothing was found."""
    scripts: dict[str, Script] = {}
    findings: list[Finding] = []
    for folder in dirs:
        own, wrong = _read_layer(folder, names or Names())
        findings += wrong
        # The shop's own scripts come first, and so win a tie over shipped ones.
        scripts = own | {name: script for name, script in scripts.items() if name not in own}
    return Playbook(tuple(scripts.values()), fold), findings


def _read_layer(folder: Path, names: Names) -> tuple[dict[str, Script], list[Finding]]:
    scripts: dict[str, Script] = {}
    findings: list[Finding] = []
    try:
        files = files_of(folder)
    except OSError as error:
        return {}, [unreadable(folder, error)]
    for file in files:
        try:
            data = read_bytes(file)
        except OSError as error:
            findings.append(unreadable(file, error))
            continue
        found, wrong = parse(data, str(file), names)
        findings += wrong
        for script in found:
            first = scripts.setdefault(script.id, script)
            if first is not script:
                findings.append(_twice(script, first))
    return scripts, findings


def _twice(script: Script, first: Script) -> Finding:
    place = f"{first.file}:{first.line}"
    return Finding(
        script.file,
        script.line,
        "id",
        say(f"编号“{script.id}”已用在 {place}。", f"The id “{script.id}” is already used in {place}."),
        say("换一个编号，或删掉一条。", "Choose another id, or remove one of the two."),
    )
