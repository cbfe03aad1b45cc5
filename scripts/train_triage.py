"""Train the triage model anew from labelled comments, and say by figures whether it is better than the one before.

python scripts/train_triage.py [FILE…] [--borrow FILE…] [--texts FILE…] [--measure FILE…] [--out MODEL] [--seed N] [--quick]

FILE holds one JSON object a line: text, question, complaint (true or false), intent, emotion. Without any, the shipped lines
are learned from; `livedesk triage --corrections` prints what agents corrected in the same form. Borrowed files count a
quarter; lines near to those of --measure are left out; --texts gives the texts of labels that only name them by digest. One line in ten is kept apart, never learned
from, and decides: a model that does worse there than the one in its place does not replace it.
"""

import argparse
import sys
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from connectors import language
from connectors.language import say
from connectors.problem import BrokenProblem, Problem, UserProblem
from console.settings import paths
from console.triage.classify import MODEL_NAME
from console.triage.model import Model
from console.triage.rules import Rules
from console.triage.training.examples import is_kept_apart, near_copies, read_examples, read_texts, resolved
from console.triage.training.learner import learn
from console.triage.training.trial import (
    Marks,
    cross_validated,
    learning_curve,
    marks,
    marks_by_source,
    said_by,
)

SHIPPED = paths.defaults() / "triage" / MODEL_NAME
EXAMPLES = Path(__file__).parent / "triage_examples"
BORROWED = 0.25
NO_WORSE = 0.005  # in the mean of the four marks, of which less is chance


def main(arguments: Sequence[str] | None = None) -> int:
    """Train, print the figures, write the model if it is no worse. Returns 0, or 1 where the old one stays."""
    asked = _parser().parse_args(arguments)
    rules = Rules.load(paths.defaults() / "lexicon")
    examples = resolved(
        read_examples(asked.borrow, weight=BORROWED)
        + read_examples(asked.files or sorted(EXAMPLES.glob("*.jsonl"))),
        read_texts(asked.texts),
    )
    known = set(near_copies([example.text for example in examples], read_texts(asked.measure)))
    examples = [example for example in examples if example.text not in known]
    learned = [example for example in examples if not is_kept_apart(example)]
    if not learned:
        raise UserProblem(
            say("没有可学的评论", "There is nothing to learn from"),
            say("文件里没有一条标注的评论。", "The files hold no labelled comment."),
            say(
                '每行写成 {"text": …, "question": true, "complaint": false, "intent": "price", "emotion": "neutral"}。',
                'Write each line as {"text": …, "question": true, "complaint": false, "intent": "price", "emotion": "neutral"}.',
            ),
        )
    apart = [example for example in examples if is_kept_apart(example)]
    read = [rules.read(example.text) for example in learned]
    read_apart = [rules.read(example.text) for example in apart]
    print(
        say(
            f"{len(learned)} 条学习，{len(apart)} 条留作比较",
            f"{len(learned)} lines to learn from, {len(apart)} kept apart",
        )
    )

    table = learn(learned, read, asked.seed)
    model = Model(table)
    seen = marks_by_source(learned, said_by(model, read))
    if not asked.quick:
        _print(
            say(
                "学过的行：见过时 → 没见过时（五折交叉验证）",
                "Lines learned from: seen → unseen (five-fold cross-validation)",
            ),
            seen,
            marks_by_source(learned, cross_validated(learned, read, asked.seed)),
        )
        print(say("学习曲线，按留出的行：", "Learning curve, on the lines kept apart:"))
        for step in learning_curve(learned, read, (apart, read_apart), asked.seed):
            print(f"{step.lines:8d}  {_row(step.marks)}")

    before = _before(asked.out if asked.out.exists() else SHIPPED)
    said_before, said_after = said_by(before, read_apart), said_by(model, read_apart)
    heading = say("留出的行：{} → 新模型", "Lines kept apart: {} → the new model").format(
        say("旧模型", "the old model") if before else say("仅规则", "rules alone")
    )
    _print(heading, marks_by_source(apart, said_before), marks_by_source(apart, said_after))
    old, new = marks(apart, said_before), marks(apart, said_after)
    print(f"{'=':24} {_row(old)}  →  {_row(new)}")
    if before and not any(mark == mark for mark in new[1:]):  # noqa: PLR0124 - NaN
        print(
            say(
                "留出的行都没有标注，比不出好坏，没有替换。",
                "No line kept apart says which model is better; the old one stays.",
            )
        )
        return 1
    if new.mean < old.mean - NO_WORSE:
        if asked.out.exists():
            print(say("新模型更差，没有替换。", "The new model does worse; the old one stays."))
            return 1
        print(say("新模型不如自带的。", "The new model does worse than the shipped one."))
    asked.out.parent.mkdir(parents=True, exist_ok=True)
    unfinished = asked.out.with_name(f"{asked.out.name}.new")
    unfinished.write_bytes(msgspec.msgpack.encode(table))
    unfinished.replace(asked.out)  # at once, as a console may be reading it
    print(say(f"已写入 {asked.out}", f"Written: {asked.out}"))
    return 0


def _before(file: Path) -> Model | None:
    """Return the model to be replaced; one that cannot be read is as good as none."""
    try:
        return Model.load(file)
    except FileNotFoundError:
        return None
    except BrokenProblem as problem:
        print(f"{problem.title}: {problem.sentence}")
        return None


def _print(heading: str, before: Mapping[str, Marks], after: Mapping[str, Marks]) -> None:
    print(heading)
    print(f"{'':24} {'n':>6}  {'question':8} {'complaint':9} {'intent':6} {'emotion':7}")
    for source in before:
        print(f"{source:24} {_row(before[source])}  →  {_row(after[source])}")


def _row(found: Marks) -> str:
    return f"{found.n:6d}  " + " ".join("    –" if mark != mark else f"{mark:.3f}" for mark in found[1:])  # noqa: PLR0124 - NaN


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
    parser.add_argument(
        "--borrow", nargs="+", type=Path, default=[], metavar="FILE", help="lines that count a quarter"
    )
    parser.add_argument(
        "--texts", nargs="+", type=Path, default=[], metavar="FILE", help="texts that labels name by digest"
    )
    parser.add_argument(
        "--measure",
        nargs="+",
        type=Path,
        default=[],
        metavar="FILE",
        help="what triage is measured by: lines near to these are left out",
    )
    parser.add_argument("--out", type=Path, default=SHIPPED, metavar="MODEL", help="the model's file")
    parser.add_argument("--seed", type=int, default=1, help="the same lines and seed give the same model")
    parser.add_argument("--quick", action="store_true", help="neither cross-validation nor learning curve")
    return parser


if __name__ == "__main__":
    language.use(language.from_environment())
    try:
        sys.exit(main())
    except Problem as problem:
        sys.exit(f"{problem.title}: {problem.sentence} {problem.next_step}")
    except (OSError, EOFError, zlib.error) as error:
        sys.exit(say(f"文件读写不了：{error}", f"A file cannot be read or written: {error}"))
