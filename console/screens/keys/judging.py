"""The keys about how a comment was read."""

from connectors.language import Words
from console.model.commands import Correct
from console.screens import judging
from console.screens.action import Action

GROUP = Words("识别", "Triage")

_NO_COMMENT = Words("没有打开的咨询单，也没有选中评论", "No case is open and no comment is chosen")

ACTIONS: tuple[Action, ...] = (
    Action(
        "why",
        GROUP,
        ("w",),
        Words("为什么", "Why"),
        Words(
            "为什么这样识别：依据的词、谁判断的；在评论里看这一条",
            "Why it was read so: the words, and who decided; among comments: this one",
        ),
        judging.why,
        lambda at: at.idle and (at.case is not None or at.reading),
        unless=_NO_COMMENT,
    ),
    Action(
        "correct",
        GROUP,
        ("x",),
        Words("更正", "Correct"),
        Words(
            "识别错了：改成对的，咨询单跟着变，并记下供训练；在评论里改这一条",
            "It was read wrongly: say what it is, for its case and for training; among comments: this one",
        ),
        judging.correct,
        lambda at: at.idle and (at.case is not None or at.reading),
        unless=_NO_COMMENT,
        sends=(Correct,),
    ),
)
