"""The scripts we ship: complete, short, honest, and the same in both languages."""

import re
from functools import cache
from pathlib import Path
from typing import cast

import msgspec
import pytest
import yaml

from console.model.verdict import Intent
from console.playbook import (
    VARIABLES,
    Names,
    Playbook,
    Situation,
    check_playbook,
    load_playbook,
    rank,
    render,
)
from console.playbook.parse import KEYS, parse
from console.playbook.render import variables_in
from console.playbook.script import INTENTS, STEPS

CONFIG = Path(__file__).parents[2] / "config"
LANGUAGES = ("zh", "en")
TOPICS = frozenset(yaml.safe_load((CONFIG / "lexicon" / "topics.yaml").read_text(encoding="utf-8")))
ANSWERED = sorted(topic for topic in TOPICS if not topic.startswith("spam."))

# What advertising law or the platforms forbid in a live room, whatever the product: superlatives, absolute and
# medical promises, invented scarcity, and luring people off the platform.
FORBIDDEN = {
    "zh": re.compile(
        "最|第一|顶级|顶尖|极品|极致|国家级|世界级|唯一|独家|首选|首个|王牌|冠军|全网|史上|史无前例|绝无仅有|万能"
        "|100%|百分百|百分之百|绝对|保证|保准|包您|包你|一定|肯定|永久|永远|永不|从不|零风险|无副作用|纯天然|无添加"
        "|根治|治愈|治疗|疗效|药效|祖传|特效|抗癌|排毒|速效|包治|立竿见影|秒杀|手慢无|仅剩|只剩|倒计时|抢疯|错过|亏本|跳楼价"
        "|微信|加微|加我|加v|qq|群里|转账给",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(best|finest|no\.? ?1|number one|top quality|cheapest|lowest|unbeatable|perfect\w*|exclusive\w*|unique\w*"
        r"|absolute\w*|guarantee\w*|always|never|forever|permanent\w*|100 ?%|definitely|certainly|risk[- ]free|miracle"
        r"|cure[sd]?|heal\w*|treat(s|ment)|detox|all[- ]natural|hurry|last chance|only today|almost gone|selling fast"
        r"|don't miss|whatsapp|telegram|wechat)\b",
        re.IGNORECASE,
    ),
}
IDEAL, LONGEST = {"zh": 60, "en": 150}, {"zh": 120, "en": 220}  # characters, with every fallback said


def folder(language: str) -> Path:
    """Return the folder shipped for a language."""
    return CONFIG / "playbook" / language


@cache
def load(language: str) -> Playbook:
    """Load what is shipped for a language."""
    return load_playbook([folder(language)])


def wordings(language: str) -> list[tuple[str, str]]:
    """Return every text with its script's id."""
    return [(script.id, text) for script in load(language).scripts for text in script.texts]


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_wrong_in_what_we_ship(language: str) -> None:
    """Every key, date, variable and topic is a known one."""
    assert [] == check_playbook([folder(language)], names=Names(topics=TOPICS))
    assert 60 <= len(load(language))


def test_both_languages_hold_the_same_scripts() -> None:
    """Same files, ids, order and bearings; only the words differ."""

    def bearings(language: str) -> list[tuple[object, ...]]:
        return [
            (
                Path(s.file).name,
                s.id,
                s.version,
                s.lane,
                s.intents,
                s.topics,
                s.products,
                s.calming,
                len(s.texts),
            )
            for s in load(language).scripts
        ]

    assert bearings("zh") == bearings("en")


def test_both_languages_use_the_same_variables() -> None:
    """A shop that sets a fact hears it in both languages; only forms of address may differ."""

    def variables(language: str) -> list[tuple[str, set[str]]]:
        return [(name, set(variables_in(text)) - {"viewer"}) for name, text in wordings(language)]

    assert variables("zh") == variables("en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_claims_what_may_not_be_claimed(language: str) -> None:
    """No superlatives, unconditional promises, medical claims, invented scarcity or private contacts."""
    said = [(name, text) for name, text in wordings(language) if FORBIDDEN[language].search(text)]
    assert [] == said


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("zh", "全网最低价"),
        ("zh", "100%不掉色"),
        ("zh", "保证治愈"),
        ("en", "The BEST price"),
        ("en", "100% safe, guaranteed"),
    ],
)
def test_the_scan_finds_what_it_looks_for(language: str, text: str) -> None:
    """A scan that finds nothing anywhere would prove nothing."""
    assert FORBIDDEN[language].search(text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_short_enough_to_be_read_in_passing(language: str) -> None:
    """With its fallbacks said, a reply fits the chat; nearly all are shorter still."""
    lengths = sorted(len(render(text, {}).text) for _, text in wordings(language))
    assert lengths[-1] <= LONGEST[language]
    assert lengths[len(lengths) * 95 // 100] <= IDEAL[language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_what_an_agent_must_decide_blocks_sending(language: str) -> None:
    """Shop facts have a fallback that stays true; a size and a deadline are for a person to fill in."""
    blocked = {gap.name for _, text in wordings(language) for gap in render(text, {}).unresolved}
    assert {"size", "reply_by"} == blocked


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("topic", ANSWERED)
def test_every_topic_that_needs_an_answer_has_one(language: str, topic: str) -> None:
    """What triage recognises is answered by the first script offered, or the first after the opening of a complaint."""
    intent = cast("Intent", topic.partition(".")[0])
    assert intent in INTENTS
    asked = Situation(lane="complaint" if intent == "complaint" else "question", intent=intent, topic=topic)
    offered = [suggestion.script for suggestion in rank(load(language), asked, 0)]
    answers = [script for script in offered if script.calming != "listen"]
    assert topic in answers[0].topics


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "topic", ["", *(topic for topic in ANSWERED if not topic.startswith(("purchase", "chat")))]
)
def test_an_angry_viewer_is_heard_whatever_the_matter(language: str, topic: str) -> None:
    """The matter where it is known; then listen, empathise, and the way out of it."""
    intent = cast("Intent", topic.partition(".")[0] or "complaint")
    asked = Situation(lane="complaint", intent=intent, topic=topic, emotion="angry")
    offered = [suggestion.script for suggestion in rank(load(language), asked, 0)]
    first = 1 if topic in offered[0].topics and offered[0].calming != "listen" else 0
    assert ["listen", "empathise"] == [script.calming for script in offered[first : first + 2]]
    assert 5 == len(offered)
    assert any(topic in script.topics or script.calming in {"guide", "resolve"} for script in offered)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("topic", "expected"),
    [
        ("after_sales.wrong_item", "quality.wrong_item"),
        ("after_sales.missing_item", "quality.missing"),
        ("product.fading", "quality.fading"),
    ],
)
def test_a_known_complaint_is_not_asked_what_is_wrong(language: str, topic: str, expected: str) -> None:
    """Who says that the wrong item came is not asked whether it came at all."""
    intent = cast("Intent", topic.partition(".")[0])
    asked = Situation(lane="complaint", intent=intent, topic=topic, emotion="negative")
    offered = [suggestion.script.id for suggestion in rank(load(language), asked, 0)]
    assert expected == offered[0]
    assert not any(name.startswith("calming.listen") for name in offered)


@pytest.mark.parametrize("language", LANGUAGES)
def test_height_and_weight_are_not_asked_of_who_gave_them(language: str) -> None:
    """165/110穿多大 gets a size."""
    asked = Situation(
        lane="question", intent="product", topic="product.size_advice", slots=(("measures", "165cm 110斤"),)
    )
    assert "size.advice" == rank(load(language), asked, 0)[0].script.id
    assert "size.ask" == rank(load(language), msgspec.structs.replace(asked, slots=()), 0)[0].script.id


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("step", ["listen", "empathise", "guide", "resolve"])
def test_every_calming_step_has_several_scripts(language: str, step: str) -> None:
    """The same words twice would sound like a machine."""
    assert 3 <= len(load(language).by_step[step])


@pytest.mark.parametrize("heading", ["## 中文", "## English"])
def test_the_guide_names_every_key_and_every_variable(heading: str) -> None:
    """What the loader accepts is explained in both languages."""
    guide = (CONFIG / "playbook" / "README.md").read_text(encoding="utf-8")
    section = guide.partition(heading + "\n")[2].partition("\n## ")[0]
    assert [] == [name for name in (*KEYS, *VARIABLES, *STEPS, *INTENTS) if f"`{name}`" not in section]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_guide_s_example_is_a_script(language: str) -> None:
    """The first thing a shop copies must load."""
    guide = (CONFIG / "playbook" / "README.md").read_text(encoding="utf-8")
    example = guide.split("```yaml\n")[1 + LANGUAGES.index(language)].partition("```")[0]
    scripts, findings = parse(example.encode(), "README.md", Names(topics=TOPICS))
    assert ([], ["logistics.when_sent"]) == (findings, [script.id for script in scripts])
