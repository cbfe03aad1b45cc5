"""Which product a comment names: listed by the shop or shown by a feed, in full, by nickname or in part."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.events import CommentReceived, ExplainStarted, ProductExposed
from console.model.verdict import Verdict
from console.triage import Catalogue, Context, Shelf, Triage, fold
from console.triage.naming import parts
from console.triage.products import Product

LISTED = (
    Product("1", "1", ("黑金牛肉酱", "下饭酱")),
    Product("3712008", "3", ("大肚保温杯", "大肚杯", "小白")),
    Product("4", "4", ("fleece hoodie", "the hoodie")),
)
SHOWN = {
    "P7": "【直播专享】山雀 90白鸭绒短款连帽羽绒服",
    "P8": "山雀 加绒直筒显瘦牛仔裤",
    "P9": "小炊 4.5L可视空气炸锅",
}


@pytest.fixture
def catalogue() -> Catalogue:
    """Three listed products, and three that a feed has shown."""
    catalogue = Catalogue(LISTED)
    for product, title in SHOWN.items():
        catalogue.learn(product, title)
    return catalogue


@pytest.fixture
def shelf(triage: Triage, catalogue: Catalogue) -> Shelf:
    """Triage that knows them."""
    return Shelf(triage, catalogue)


@pytest.mark.parametrize(
    ("text", "product"),
    [
        ("黑金牛肉酱多少钱", "1"),
        ("黑金牛肉醬多少錢", "1"),
        ("牛肉酱还有吗", "1"),
        ("下饭酱辣不辣", "1"),
        ("保温杯会漏吗", "3712008"),
        ("小白多少钱", "3712008"),
        ("how much is the Hoodie", "4"),
        ("is the ＦＬＥＥＣＥ hoodie warm?", "4"),
        ("那件羽绒服有m码吗", "P7"),
        ("山雀羽绒服多少钱", "P7"),
        ("牛仔裤掉色吗", "P8"),
        ("空气炸锅保修多久", "P9"),
        ("3号链接多少钱", "3712008"),
        ("7号链接多少钱", "7"),
        ("儿童羽绒服有吗", None),  # another thing
        ("山雀的掉色吗", "on air"),  # two are of that make
        ("hoodies?", "on air"),
        ("这个多少钱", "on air"),
        ("羽绒服和牛仔裤哪个好看", None),
    ],
)
def test_who_names_a_product_means_it(shelf: Shelf, text: str, product: str | None) -> None:
    """The link's number before the name, the name before what is on air; several names, or a strange thing, mean none."""
    assert product == shelf.read(text, "on air").product


def test_plain_chat_is_about_no_product(shelf: Shelf) -> None:
    """What needs no answer and has no topic is left as it was read."""
    assert shelf.read("羽绒服哈哈哈", "on air").product is None


def test_a_named_product_asks_the_same_as_one_on_air(shelf: Shelf) -> None:
    """保温杯多少钱 and 这个多少钱, while it is shown, are one question: the thing named is no difference any more."""
    named = shelf.read("保温杯多少钱")
    meant = shelf.read("这个多少钱", "3712008")
    assert (meant.topic, meant.product, meant.slots) == (named.topic, named.product, named.slots)


def test_a_name_may_come_in_a_message_of_its_own(triage: Triage, catalogue: Catalogue) -> None:
    """空气炸锅的, then 多少钱: read as one, they are about the fryer."""
    context = Context(Shelf(triage, catalogue))
    said = [("空气炸锅的", 1_000), ("多少钱", 3_000)]
    verdicts = [context.read(_comment(text, at), "on air") for text, at in said]
    assert ("joined", "P9") == (verdicts[-1].context, verdicts[-1].product)


def test_what_feeds_show_is_learned(triage: Triage) -> None:
    """From what goes on air and from what is put into the bag; a new title takes the old one's place."""
    catalogue = Catalogue()
    shelf = Shelf(triage, catalogue)
    assert shelf.read("空气炸锅多少钱").product is None
    catalogue.hear(ExplainStarted(at=0, feed="f", product="P9", product_title=SHOWN["P9"]))
    catalogue.hear(ProductExposed(at=0, feed="f", product="P8", product_title=SHOWN["P8"]))
    assert ["P9", "P8"] == [shelf.read(text).product for text in ("空气炸锅多少钱", "牛仔裤多少钱")]
    catalogue.learn("P9", "小炊 早餐三明治机")
    assert [None, "P9"] == [shelf.read(text).product for text in ("空气炸锅多少钱", "三明治机多少钱")]
    assert {"P8": SHOWN["P8"], "P9": "小炊 早餐三明治机"} == catalogue.titles


def test_a_shops_own_words_go_before_a_title(catalogue: Catalogue) -> None:
    """A title learned later that ends like a listed name takes nothing from it, and is itself known in full."""
    catalogue.learn("P5", "香菇黑金牛肉酱")
    assert ["1"] == list(catalogue.named(fold("黑金牛肉酱多少钱")))
    assert ["P5"] == list(catalogue.named(fold("香菇黑金牛肉酱多少钱")))


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("【直播专享】买一送一 一次性 保温杯女", {"保温杯女", "保温杯"}),
        ("眠野 全棉四件套", {"全棉四件套", "四件套"}),
        ("毛衣", set()),
        ("Women's Fleece Hoodie Oversized", {"fleece hoodie", "hoodie"}),
    ],
)
def test_titles_are_known_by_the_thing_at_their_end(title: str, expected: set[str]) -> None:
    """What is said of many things, and what is too short, names none."""
    assert expected == parts(title)


def test_what_is_learned_is_bounded() -> None:
    """A feed that shows products without end fills no memory."""
    catalogue = Catalogue(LISTED)
    for number in range(3_000):
        catalogue.learn(f"P{number}", f"title{number} thing{number}")
    assert 2_000 + len(LISTED) == len(catalogue.titles)


def test_the_search_is_made_once() -> None:
    """What is known already changes nothing; only a new title makes the search anew."""
    catalogue = Catalogue(LISTED)
    catalogue.named("x")
    made = catalogue._search
    catalogue.learn("P7", "")
    catalogue.named("x")
    assert made is catalogue._search
    catalogue.learn("P7", SHOWN["P7"])
    catalogue.named("x")
    assert made is not catalogue._search


@given(st.lists(st.tuples(st.text(max_size=4), st.text(max_size=30)), max_size=8), st.text(max_size=40))
def test_any_title_and_any_text_can_be_taken(titles: list[tuple[str, str]], text: str) -> None:
    """Whatever a feed tells and a viewer types, every name that is found belongs to a product known."""
    catalogue = Catalogue()
    for product, title in titles:
        catalogue.learn(product, title)
    folded = fold(text)
    for product, name in catalogue.named(folded).items():
        assert product in catalogue.titles
        assert name in folded


def test_a_product_named_in_full_is_found_whatever_stands_around_it() -> None:
    """Of two hundred products each is known by its own title."""
    chance = random.Random(1)
    signs = [chr(code) for code in range(0x4E00, 0x5E00)]
    titles = {f"P{number}": "".join(chance.choices(signs, k=6)) for number in range(200)}
    catalogue = Catalogue()
    for product, title in titles.items():
        catalogue.learn(product, title)
    assert all(
        [product] == list(catalogue.named(fold(f"请问 {title} 多少钱"))) for product, title in titles.items()
    )


def test_reading_keeps_everything_else(shelf: Shelf, triage: Triage) -> None:
    """But for the product and the thing named, the verdict is triage's."""
    plain, told = triage.read("那件羽绒服有m码吗"), shelf.read("那件羽绒服有m码吗")
    assert _rest(plain) == _rest(told)
    assert (("size", "M"),) == told.slots


def _rest(verdict: Verdict) -> tuple[object, ...]:
    return verdict.question, verdict.intent, verdict.topic, verdict.reasons, verdict.folded


def _comment(text: str, at: int) -> CommentReceived:
    return CommentReceived(at=at, feed="f", id=str(at), text=text, viewer="p:1", name="n", platform="p")
