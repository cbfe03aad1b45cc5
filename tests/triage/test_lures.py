"""What a comment's own words say against it, and the look-alikes that are harmless."""

import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from connectors.problem import UserProblem
from console.triage import Triage, fold
from console.triage.lures import Lures


@pytest.fixture(scope="module")
def lures(lexicon_dir: Path) -> Lures:
    """Return the shipped words."""
    return Lures.load(lexicon_dir)


def kinds(lures: Lures, triage: Triage, text: str) -> set[str]:
    """Return the marks a comment's own words earn it."""
    verdict = triage.read(text)
    said = lures.read(text, verdict.folded)
    return {mark.kind for mark in (said.marks if verdict.lane is None else said.sure)}


@pytest.mark.parametrize(
    "text",
    [
        "加我微信有惊喜",
        "➕微❤信 领内部券",
        "加.薇.信 拿货",
        "徽信 mmai_2077",
        "威信号：kk889900",
        "vx：abc_9981",
        "V X ： ab7788990",
        "w_x_77889911aa",
        "ＶＸ同号 ７７８８９９１１",
        "加v 7 7 8 8 9 9 1",
        "加🅥🅧 77889911",
        "扣扣 二八三九四七一零",
        "➕🐧 ❷❽❸❾❹❼❶❷",
        "企鹅群 778899112",
        "Q群：7788 99112",
        "加🛰 聊",
        "二8三九4七1零5",
        "7-7-8-8-9-9-1-1-2",
        "点我头像 进来看看",
        "看我主页自取",
        "私聊我拿低价",
        "进群领福利",
        "加V领券",
        "电报群 t.me/abcdef",
        "https://example.invalid/x 快来",
        "whatsapp me +44 7700 900123",
        "add me on telegram",
        "DM me for half price",
        "click my profile, link in bio",
        "wechat: seller_8877",
    ],
)
def test_contact_bait_is_seen_through_its_disguises(lures: Lures, triage: Triage, text: str) -> None:
    """Wrong characters, signs and gaps between, circled letters, pictures that stand for a sound, numbers in words."""
    assert "contact_bait" in kinds(lures, triage, text)


@pytest.mark.parametrize(
    "text",
    [
        "微信能付吗",
        "微信支付不了",
        "怎么加客服微信",
        "可以加微信吗",
        "有粉丝群吗",
        "怎么进群",
        "群里说的优惠还有吗",
        "加了客服微信没人理我",
        "客服加我一下，要退货",
        "麻烦私信我一下尺码表",
        "主播能不能私聊我",
        "关注了主播",
        "我中奖了吗",
        "恭喜中奖的姐妹们",
        "这件加不加V领的",
        "V领的还有吗",
        "q弹吗这个",
        "戴森V12多少钱",
        "扣1",
        "扣666666",
        "1号3号5号7号都要",
        "1,2,3,4,5,6,7 都拍了",
        "1 2 3 4 5 6 7 8 数数",
        "9 8 7 6 5 4 3 2 1 上链接",
        "6 6 6 6 6 6 6 6",
        "666六六六六666",
        "一二三四五六七 上链接",
        "订单号 2024112233445566 到哪了",
        "电话13800138000帮我查一下物流",
        "发票发我邮箱 770088@qq.com",
        "身高165体重110穿M还是L",
        "3.5折？满200减30？",
        "M/L/XL 都有吗",
        "微胖能穿吗",
        "维生素C多少钱",
        "徽章好看",
        "系统提示库存不足怎么办",
        "系统提示我支付失败了",
        "平台通知说要下架是真的吗",
        "can i pay with wechat",
        "do you have whatsapp for customer service?",
        "my order number is 2024-1122-3344, where is it",
        "is it free shipping?",
        "how much for two",
        "size s m l xl which one",
        "wwe fan here",
    ],
)
def test_look_alikes_bear_no_mark(lures: Lures, triage: Triage, text: str) -> None:
    """Paying by WeChat, asking for the shop's own contact, sizes, model and order numbers, draws, congratulations."""
    assert set() == kinds(lures, triage, text)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("advert", "兼职日结三百 在家就能做"),
        ("advert", "手机赚钱 稳赚不赔"),
        ("advert", "互粉必回"),
        ("advert", "work from home, earn $300 per day"),
        ("advert", "follow for follow"),
        ("fake_notice", "【系统提示】恭喜您被抽中为幸运观众"),
        ("fake_notice", "官方通知：您已中奖，点击头像领取"),
        ("fake_notice", "恭喜你获得一等奖 加客服领奖"),
        ("fake_notice", "您的账号异常，请联系客服验证"),
        ("fake_notice", "Congratulations! You have been selected as a winner, DM to claim"),
        ("fake_notice", "official notice: your account will be suspended"),
        ("abuse", "主播你是傻逼吧"),
        ("abuse", "滚出直播间"),
        ("abuse", "you idiot"),
        ("abuse", "fuck off"),
    ],
)
def test_adverts_false_notices_and_insults(lures: Lures, triage: Triage, kind: str, text: str) -> None:
    """Each has its own mark."""
    assert kind in kinds(lures, triage, text)


@pytest.mark.parametrize(
    "text",
    [
        "你们是骗子吧",
        "奸商 退钱",
        "妈的 又没抢到",
        "别当我们傻",
        "scammers! give my money back",
        "滚筒洗衣机能洗吗",
    ],
)
def test_accusations_and_oaths_are_no_abuse(lures: Lures, triage: Triage, text: str) -> None:
    """Whoever was cheated may say so, and who is angry may swear."""
    assert set() == kinds(lures, triage, text)


@pytest.mark.parametrize(
    "text",
    [
        "想赚钱吗 加我微信kk889900",
        "这么便宜吗 加我VX了解一下",
        "兼职日结两百有人做吗",
        "want cheap iphones? dm me for price",
    ],
)
def test_bait_that_is_put_as_a_question_bears_its_mark(lures: Lures, triage: Triage, text: str) -> None:
    """A question is marked only where two things speak against it, and it stays a question."""
    assert triage.read(text).question
    assert kinds(lures, triage, text) & {"contact_bait", "advert"}


def test_the_reason_names_the_bait_and_never_the_account(lures: Lures) -> None:
    """Words go into the journal and onto the screen; somebody's number does not."""
    for text in ("加薇 77889911aa", "vx：abc_9981", "加v 7 7 8 8 9 9 1", "二8三九4七1零5", "加群778899领取"):
        (mark,) = lures.read(text, fold(text)).marks
        assert not any(character.isdigit() for character in mark.words)
        assert mark.reason.strip("“”")


def test_a_shop_edits_the_words(lexicon_dir: Path, tmp_path: Path) -> None:
    """What is bait in one shop is a product in another."""
    (tmp_path / "trust.yaml").write_text("account: [蓝鸟]\nharmless: [加我好友价]\n", encoding="utf-8")
    (tmp_path / "spam.yaml").write_text("advert: {remove: [贷款]}\n", encoding="utf-8")
    shipped, own = Lures.load(lexicon_dir), Lures.load(lexicon_dir, tmp_path)
    for text, before, after in (("蓝鸟 ab778899", 0, 1), ("加我好友价", 1, 0), ("贷款", 1, 0)):
        assert (before, after) == tuple(len(words.read(text, text).marks) for words in (shipped, own))


def test_a_mistake_in_the_words_is_told(lexicon_dir: Path, tmp_path: Path) -> None:
    """With its file and line."""
    shutil.copytree(lexicon_dir, tmp_path, dirs_exist_ok=True)
    (tmp_path / "trust.yaml").write_text("account: [(微信|]\n", encoding="utf-8")
    with pytest.raises(UserProblem, match=r"trust\.yaml"):
        Lures.load(tmp_path)


@settings(max_examples=300, deadline=None)
@given(
    st.text(alphabet=st.characters(codec=None), max_size=2_000)
    | st.text(alphabet="加+➕微薇信vx qq🐧🅥1234567890一二三.-|/:号群\ud800", max_size=300)
)
def test_any_text_is_read(lures: Lures, text: str) -> None:
    """Nothing a viewer can type raises, and reading it again gives the same."""
    folded = fold(text)
    said = lures.read(text, folded)
    assert said == lures.read(text, folded)
    assert set(said.sure) <= set(said.marks)
    assert len({mark.kind for mark in said.marks}) == len(said.marks)
