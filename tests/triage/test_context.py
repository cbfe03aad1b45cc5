"""Comments read in the live room: halves of a sentence, answers to the host, the same question again."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from connectors.events import CommentReceived
from console.model.verdict import Verdict
from console.triage import Context, Triage

HALVES = [
    "那个",
    "红色的",
    "有没有",
    "多少钱",
    "在吗",
    "3号链接",
    "1",
    "想要",
    "小码",
    "吗",
    "太差了",
    "没声音",
    "好看",
    "how much",
    "the red one",
]


class Asking:
    """Triage that takes everything for a question."""

    def __init__(self, triage: Triage) -> None:
        self._triage = triage

    def read(self, text: str, product_on_air: str | None = None) -> Verdict:
        """Return the verdict, as that of a question."""
        return replace(self._triage.read(text, product_on_air), question=True, reasons=("?",))


class Hesitant:
    """Triage that takes none of some texts for a question."""

    def __init__(self, triage: Triage, texts: set[str]) -> None:
        self._triage, self._texts = triage, texts

    def read(self, text: str, product_on_air: str | None = None) -> Verdict:
        """Return the verdict."""
        verdict = self._triage.read(text, product_on_air)
        return replace(verdict, question=False) if text in self._texts else verdict


class Guessing:
    """Triage that takes some texts for a complaint, and is not sure of it."""

    def __init__(self, triage: Triage, texts: set[str]) -> None:
        self._triage, self._texts = triage, texts

    def read(self, text: str, product_on_air: str | None = None) -> Verdict:
        """Return the verdict."""
        verdict = self._triage.read(text, product_on_air)
        return replace(verdict, complaint=True, confidence=0.4) if text in self._texts else verdict


class LiveRoom:
    """Comments one after the other, at seconds told by the test."""

    def __init__(self, triage: Triage | Asking | Hesitant | Guessing) -> None:
        self.context = Context(triage)
        self._number = 0

    def hear(
        self,
        second: float,
        viewer: str,
        text: str,
        product: str | None = None,
        *,
        history: bool = False,
        staff: bool = False,
    ) -> Verdict:
        """Let a viewer say something."""
        self._number += 1
        comment = CommentReceived(
            at=1_700_000_000_000 + int(second * 1000),
            feed="main",
            id=f"c{self._number}",
            text=text,
            viewer=f"demo:{viewer}",
            name=viewer,
            platform="demo",
            history=history,
            staff=staff,
        )
        return self.context.read(comment, product)

    def crowd(self, second: float, text: str, people: int) -> list[Verdict]:
        """Let many say the same within three seconds."""
        return [self.hear(second + number * 3 / people, f"v{number}", text) for number in range(people)]


@pytest.fixture
def room(triage: Triage) -> LiveRoom:
    """Return a room in which nobody has said anything yet."""
    return LiveRoom(triage)


@pytest.mark.parametrize(
    ("first", "second", "topic", "product", "slots"),
    [
        ("那个", "红色的有没有", "product.stock", None, (("colour", "红色"),)),
        ("3号链接", "多少钱", "price.how_much", "3", ()),
        ("多少钱", "3号链接", "price.how_much", "3", ()),
        ("有没有", "小码", "product.stock", None, (("size", "小码"),)),
        ("160斤", "穿多大", "product.size_advice", None, (("measures", "160斤"),)),
        ("穿什么码", "165 110", "product.size_advice", None, (("measures", "165cm 110斤"),)),
        ("165 110", "穿什么码", "product.size_advice", None, (("measures", "165cm 110斤"),)),
        ("发货", "吗", "logistics.when_sent", None, ()),
        ("几号", "发货", "logistics.when_sent", None, ()),
        ("在吗", "多少钱", "price.how_much", None, ()),
        ("the red one", "how much", "price.how_much", None, (("colour", "红色"),)),
        ("how much", "link 3", "price.how_much", "3", ()),
        ("do you have", "size m", "product.stock", None, (("size", "M"),)),
    ],
)
def test_halves_of_a_question_are_read_as_one(
    room: LiveRoom,
    first: str,
    second: str,
    topic: str,
    product: str | None,
    slots: tuple[tuple[str, str], ...],
) -> None:
    """The whole has the subject that one half has, and the words that decided; it says what was said altogether."""
    room.hear(0, "a", first)
    verdict = room.hear(4, "a", second)

    assert ("joined", f"{first} {second}", True) == (verdict.context, verdict.said, verdict.question)
    assert (topic, product, slots) == (verdict.topic, verdict.product, verdict.slots)
    assert verdict.reasons


@pytest.mark.parametrize(("first", "second"), [("有没有", "小码"), ("多少", "钱"), ("什么时候", "发货")])
def test_a_beginning_is_one_even_where_triage_sees_no_question_in_it(
    triage: Triage, first: str, second: str
) -> None:
    """Whether half a question is one is anybody's guess."""
    room = LiveRoom(Hesitant(triage, {first, second}))
    room.hear(0, "a", first)

    assert (True, "joined") == ((whole := room.hear(1, "a", second)).question, whole.context)


def test_a_sentence_in_three_parts_is_one(room: LiveRoom) -> None:
    """Each part is read with what came before."""
    for second, part in enumerate(("黑色的", "有没有")):
        room.hear(second, "a", part)

    assert (("colour", "黑色"), ("size", "M")) == room.hear(2, "a", "M码").slots


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("嗓音好美", "多少钱"),
        ("红色好看", "多少钱"),
        ("已拍M码", "多久发货"),
        ("666", "多少钱"),
        ("谢谢", "多少钱"),
        ("能投屏吗", "能录音吗"),
        ("so cute", "how much"),
        ("how much", "m码还有没有货"),
        ("真的 软乎乎的", "多少钱"),
        ("要干洗吗", "什么快递"),
        ("显瘦", "滑不滑啊"),
        ("快上链接", "能不能回我一下"),
        ("等付尾款", "能不能回我一下"),
        ("黑色绝了", "从哪发货"),
        ("牛", "深蓝的会掉色不"),
        ("想看裤子", "优惠券放哪儿了"),
        ("第一次来", "怎么领券"),
    ],
)
def test_what_says_enough_by_itself_is_left_alone(
    room: LiveRoom, triage: Triage, first: str, second: str
) -> None:
    """Praise, an order, a second question: none of it changes what is asked next."""
    room.hear(0, "a", first)

    assert triage.read(second) == room.hear(2, "a", second)


@pytest.mark.parametrize(
    "second", ["1", "666", "好的谢谢", "哈哈哈哈", "好不意思", "想要", "已拍", "ok thanks"]
)
def test_chat_after_a_question_asks_nothing(room: LiveRoom, second: str) -> None:
    """It is not drawn into the question before."""
    room.hear(0, "a", "多少钱")

    assert (None, "") == ((verdict := room.hear(2, "a", second)).lane, verdict.context)


@pytest.mark.parametrize(("viewer", "second"), [("b", 2), ("a", 11), ("a", -2)])
def test_only_the_same_viewer_and_at_once(room: LiveRoom, viewer: str, second: float) -> None:
    """Another viewer, ten seconds later, a clock set back: two comments."""
    room.hear(0, "a", "红色的")

    assert "" == room.hear(second, viewer, "有没有").context


def test_backlog_has_no_say(room: LiveRoom) -> None:
    """What a platform replays on connecting is neither joined nor remembered."""
    room.hear(0, "a", "红色的")

    assert "" == room.hear(1, "a", "有没有", history=True).context
    assert "红色的 有没有" == room.hear(2, "a", "有没有").said


def test_a_complaint_is_complete(room: LiveRoom, triage: Triage) -> None:
    """Nothing is joined to it, and it is joined to nothing."""
    room.hear(0, "a", "那个")
    assert triage.read("没声音了") == room.hear(1, "a", "没声音了")
    assert "" == room.hear(2, "a", "红色的").context


def test_half_a_sentence_taken_for_a_complaint_by_a_guess_is_still_half_a_sentence(triage: Triage) -> None:
    """发货 may look like reproach; with 什么时候 before it, it is not."""
    room = LiveRoom(Guessing(triage, {"发货"}))
    room.hear(0, "a", "什么时候")

    assert ("question", "logistics.when_sent", "joined") == (
        (whole := room.hear(1, "a", "发货")).lane,
        whole.topic,
        whole.context,
    )


def test_a_whole_is_never_a_repeat_of_its_half(triage: Triage) -> None:
    """However many words they share: the whole has the subject."""
    room = LiveRoom(Asking(triage))
    room.hear(0, "a", "3号链接")

    assert ("joined", "price.how_much") == ((whole := room.hear(1, "a", "多少钱")).context, whole.topic)


def test_what_is_on_air_gives_way_to_the_other_half(room: LiveRoom) -> None:
    """多少钱 asks about what is shown until the viewer names another link."""
    assert "7" == room.hear(0, "a", "多少钱", "7").product
    assert "3" == room.hear(2, "a", "3号链接", "7").product


@pytest.mark.parametrize("text", ["扣1", "1", "想要", "已拍", "双十一快乐", "want", "me"])
def test_a_flood_of_answers_to_a_prompt_asks_nothing(room: LiveRoom, text: str) -> None:
    """Hundreds within seconds: not one of them becomes a question."""
    assert {None} == {verdict.lane for verdict in room.crowd(0, text, 300)}


@pytest.mark.parametrize(
    ("text", "enough"),
    [
        ("包邮", 6),
        ("带我回家", 6),
        ("今天直播间的福利怎么这么多", 12),
        ("how lucky are we all to be here tonight", 12),
    ],
)
def test_given_words_that_look_like_a_question_are_known_by_the_crowd(
    triage: Triage, text: str, enough: int
) -> None:
    """The first few are taken as they read; then everybody says it because they were told to."""
    verdicts = LiveRoom(Asking(triage)).crowd(0, text, 40)

    assert {(True, "")} == {(verdict.question, verdict.context) for verdict in verdicts[: enough - 1]}
    assert {(False, "echo", ("?",))} == {
        (verdict.question, verdict.context, verdict.reasons) for verdict in verdicts[enough - 1 :]
    }


def test_one_viewer_is_no_crowd(triage: Triage) -> None:
    """However often they say it."""
    room = LiveRoom(Asking(triage))

    assert {True} == {room.hear(second / 10, "a", "带我回家").question for second in range(50)}


def test_a_crowd_is_one_within_seconds(triage: Triage) -> None:
    """Somebody every five seconds is nobody's crowd."""
    room = LiveRoom(Asking(triage))

    assert {True} == {room.hear(number * 5, f"v{number}", "带我回家").question for number in range(50)}


@pytest.mark.parametrize(
    "text", ["多少钱", "怎么买", "还有货吗", "啥时候轮到发我的", "在哪", "how much", "price?"]
)
def test_a_question_that_everybody_asks_stays_a_question(room: LiveRoom, text: str) -> None:
    """At the end of a sale hundreds type the same few words, and mean them."""
    assert {True} == {verdict.question for verdict in room.crowd(0, text, 300)}


@pytest.mark.parametrize("text", ["没声音了", "骗人的吧", "太卡了", "no sound"])
def test_complaints_are_never_overruled(room: LiveRoom, triage: Triage, text: str) -> None:
    """A hundred at once are the contrary of an echo."""
    assert {triage.read(text).complaint} == {verdict.complaint for verdict in room.crowd(0, text, 100)}


@pytest.mark.parametrize(
    ("prompt", "answer"),
    [
        ("想要的打“有想要的吗”", "有想要的吗"),
        ("福袋口令：今天有什么福利", "今天有什么福利"),
        ("喜欢的公屏打 有优惠", "有优惠"),
        ("type 'any gift' to win", "Any gift"),
        ("Comment SOLD", "sold"),
    ],
)
def test_what_the_hosts_side_asks_for_is_known_at_once(triage: Triage, prompt: str, answer: str) -> None:
    """The first viewer who types it already answers; two minutes later it is a question again."""
    room = LiveRoom(Asking(triage))
    room.hear(0, "host", prompt, staff=True)

    assert (False, "echo") == ((verdict := room.hear(3, "a", answer)).question, verdict.context)
    assert room.hear(4, "b", answer + "啊").question
    assert room.hear(130, "b", answer).question


def test_a_prompt_by_a_viewer_counts_for_nothing(room: LiveRoom) -> None:
    """Nobody can talk other people's questions away."""
    room.hear(0, "troll", "大家打“有优惠”")

    assert room.hear(3, "a", "有优惠").question


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("多少钱", "多少钱啊"),
        ("能投屏吗", "可以投屏不"),
        ("有运费险", "吗"),
        ("how much is it", "how much please"),
    ],
)
def test_the_same_viewer_asking_again_is_marked(room: LiveRoom, first: str, second: str) -> None:
    """In other words, it bears the first one's subject and folded text, by which the desk merges."""
    asked = room.hear(0, "a", first)
    again = room.hear(8, "a", second)

    assert "repeat" == again.context
    assert (asked.topic, asked.slots, asked.folded) == (again.topic, again.slots, again.folded)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("能投屏吗", "能录音吗"),
        ("有M码吗", "有L码吗"),
        ("3号链接多少钱", "5号链接多少钱"),
        ("绒裤什么时候发货", "绒裤怎么一直不发货"),
    ],
)
def test_another_question_by_the_same_viewer_is_none(room: LiveRoom, first: str, second: str) -> None:
    """Another subject, size or product, or a complaint now."""
    room.hear(0, "a", first)

    assert "" == room.hear(20, "a", second).context


def test_a_repeat_is_forgotten_after_five_minutes_and_belongs_to_its_viewer(room: LiveRoom) -> None:
    """Another viewer's same question is no repeat."""
    room.hear(0, "a", "能投屏吗")

    assert "" == room.hear(1, "b", "能投屏吗").context
    assert "" == room.hear(301, "a", "能投屏吗").context


def test_another_product_on_air_makes_the_same_words_another_question(room: LiveRoom) -> None:
    """多少钱 about the next product is not the old question."""
    room.hear(0, "a", "多少钱", "1")

    assert "repeat" == room.hear(5, "a", "多少钱", "1").context
    assert "" == room.hear(30, "a", "多少钱", "2").context


def script(seed: int, count: int) -> list[tuple[float, str, str]]:
    """Invent a talk of few viewers in halves of sentences."""
    chance = random.Random(seed)
    second = 0.0
    talk = []
    for _ in range(count):
        second += chance.random() * 3
        talk.append((second, f"v{chance.randrange(12)}", chance.choice(HALVES)))
    return talk


@given(st.integers(0, 10_000))
@settings(max_examples=25, deadline=None)
def test_the_same_comments_give_the_same_verdicts(triage: Triage, seed: int) -> None:
    """However often they are read, at whatever hour: only the distances in time count."""
    talk = script(seed, 150)
    one, other = LiveRoom(triage), LiveRoom(triage)

    assert [one.hear(*said) for said in talk] == [
        other.hear(second + 86_400, viewer, text) for second, viewer, text in talk
    ]


@given(st.integers(0, 10_000))
@settings(max_examples=25, deadline=None)
def test_nothing_older_than_five_minutes_has_a_say(triage: Triage, seed: int) -> None:
    """After that silence a room with a past and a new one read alike."""
    past, fresh = LiveRoom(triage), LiveRoom(triage)
    for said in script(seed, 80):
        past.hear(*said)

    for second, viewer, text in script(seed + 1, 80):
        assert fresh.hear(second + 1_000, viewer, text) == past.hear(second + 1_000, viewer, text)


@given(
    st.lists(
        st.tuples(st.sampled_from("abc"), st.text(max_size=40), st.integers(-5_000, 20_000)), max_size=40
    )
)
@settings(max_examples=60, deadline=None)
def test_whatever_is_said_and_whenever_nothing_breaks_and_no_complaint_is_lost(
    triage: Triage, talk: list[tuple[str, str, int]]
) -> None:
    """Times that go back, lone surrogates, empty texts; the room may take a question away, never a complaint."""
    room = LiveRoom(triage)
    for viewer, text, at in talk:
        verdict = room.hear(at / 1000, viewer, text)
        assert verdict.complaint or not triage.read(text).complaint
        assert bool(verdict.said) <= (verdict.context in {"joined", "repeat"})


def test_its_memory_is_bounded(triage: Triage) -> None:
    """Every comment by a new viewer, a hundred a second, as in a flood of made-up accounts."""
    room = LiveRoom(triage)
    for number in range(30_000):
        room.hear(number / 100, f"x{number}", ("多少钱", "红色的", f"弹幕{number}")[number % 3])

    context = room.context
    assert 2_000 >= len(context._parts)
    assert 10_000 >= len(context._repeats._asks)
    assert 3_000 >= len(context._echoes._sayers)
