"""Social Stream Ninja's messages. They are made up after the relay's published event reference."""

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.contract import BadFrameError
from connectors.events import (
    AudienceSampled,
    CommentDeleted,
    CommentReceived,
    CommentsCleared,
    FanclubJoined,
    FeedEvent,
    Followed,
    Gifted,
    Liked,
    OrderCreated,
    OrderPaid,
    ProductExposed,
    Shared,
    StreamStarted,
    Unparsed,
    ViewerEntered,
)
from connectors.ssn import PLUGIN
from connectors.ssn.commands import Answer, answered
from connectors.ssn.protocol import decoder
from connectors.ssn.worth import Worth, worth_of

AT = 1_760_000_000_500
FRAMES = Path(__file__).parents[3] / "shared" / "reference" / "frames" / "ssn"
BESIDE = pytest.mark.skipif(not FRAMES.is_dir(), reason="the recorded frames are not beside the project")


def frame(**fields: Any) -> bytes:
    """Return a message of the relay."""
    whole = {"chatname": "小鱼", "userid": "7", "type": "twitch", **fields}
    return json.dumps(whole, ensure_ascii=False).encode()


def decoded(*frames: bytes) -> list[FeedEvent]:
    """Return the events of frames that one decoder reads in turn."""
    decode = decoder("main")
    return [event for data in frames for event in decode(data, AT)]


def comment(**fields: Any) -> CommentReceived:
    """Return the comment of a message."""
    (event,) = decoded(frame(**fields))
    assert isinstance(event, CommentReceived)
    return event


def test_something_said_is_a_comment_of_its_site() -> None:
    """Site, viewer, text, and the site's own id where it is told."""
    assert CommentReceived(
        at=AT,
        feed="main",
        id="twitch-m1",
        text="多少钱",
        viewer="twitch:7",
        name="小鱼",
        platform="twitch",
    ) == comment(chatmessage="多少钱", meta={"messageId": "m1"}, id=3)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ('<img class="regular-emote" src="https://x.example/k" alt="Kappa"> hi', "Kappa hi"),
        ("a &lt;3 b &amp; c<br>d", "a <3 b & c d"),
        ("before <script>alert(1)</script> after", "before  after"),
        ('<a href="javascript:alert(1)">bad</a>', "bad"),
        ("<b>\u202e\u001b[31mred</b>", "[31mred"),
    ],
)
def test_html_becomes_text(html: str, text: str) -> None:
    """An emote is the words that describe it; scripts, links and escapes are gone."""
    assert text == comment(chatmessage=html).text


def test_plain_text_stays_as_it_is() -> None:
    """Where the relay says that there is no HTML, what looks like it was typed."""
    assert "<b> &amp;" == comment(chatmessage="<b> &amp;", textonly=True).text


def test_a_picture_alone_is_a_comment_all_the_same() -> None:
    """Nothing that was said is lost."""
    assert "🖼" == comment(chatmessage="", contentimg="https://x.example/p.png").text


@pytest.mark.parametrize("flag", ["host", "mod", "moderator", "admin", "bot"])
def test_the_hosts_own_side_is_staff(flag: str) -> None:
    """Hosts, moderators and bots ask no questions."""
    assert comment(chatmessage="hi", **{flag: True}).staff
    assert not comment(chatmessage="hi", **{flag: False}).staff


def test_ids_are_the_sites_own_or_made_of_number_and_words() -> None:
    """The relay counts anew whenever it begins: the same number with other words is another comment."""
    first, again, other = (comment(chatmessage=text, id=5).id for text in ("a", "a", "b"))

    assert first == again
    assert first != other
    assert "" == comment(chatmessage="a").id


def test_a_deletion_finds_its_comment() -> None:
    """By the site's id, by the relay's number, or everything that one viewer said."""
    said = [frame(chatmessage="a", id=5), frame(chatmessage="b", id=6, meta={"messageId": "m6"})]
    gone = [
        {"delete": {"type": "twitch", "id": 5}},
        {"delete": {"type": "twitch", "id": 6}},
        {"delete": {"type": "twitch", "meta": {"messageId": "m9"}}},
        {"delete": {"type": "twitch", "userid": "7"}},
        {"delete": {"type": "twitch", "chatname": "小鱼"}},
    ]
    first, second, *rest = decoded(*said, *(json.dumps(one).encode() for one in gone))

    assert isinstance(first, CommentReceived)
    assert isinstance(second, CommentReceived)
    assert [
        *(CommentDeleted(at=AT, feed="main", id=id_) for id_ in (first.id, second.id, "twitch-m9")),
        CommentsCleared(at=AT, feed="main", platform="twitch", viewer="twitch:7"),
        CommentsCleared(at=AT, feed="main", platform="twitch", viewer="twitch:@小鱼"),
    ] == rest


@pytest.mark.parametrize(
    ("event", "kind"),
    [
        ("new_follower", Followed),
        ("followed", Followed),
        ("joined", ViewerEntered),
        ("shared", Shared),
        ("liked", Liked),
        ("new_subscriber", FanclubJoined),
        ("resub", FanclubJoined),
        ("subscription_gift", Gifted),
        ("cheer", Gifted),
        ("stream_online", StreamStarted),
    ],
)
def test_what_viewers_do(event: str, kind: type[FeedEvent]) -> None:
    """Each site's word becomes ours."""
    (told,) = decoded(frame(event=event, chatmessage="", hasDonation="100 bits" if event == "cheer" else ""))

    assert kind is type(told)


def test_donations_in_money_are_part_of_the_comment() -> None:
    """Written for people; the relay's own guess in dollars counts where the writing says nothing."""
    paid = comment(chatmessage="加油", hasDonation="€5.00", donoValue=5.4)
    guessed = comment(chatmessage="加油", hasDonation="¥200", donoValue=1.5)
    (silent,) = decoded(frame(chatmessage="", hasDonation="$3", event="donation"))

    assert (500, "EUR") == (paid.amount, paid.currency)
    assert (150, "USD") == (guessed.amount, guessed.currency)
    assert isinstance(silent, Gifted)
    assert (300, "USD") == (silent.amount, silent.currency)


def test_a_sites_own_coin_is_a_gift_without_an_amount() -> None:
    """What was said with it is a comment as well."""
    gift, said = decoded(frame(chatmessage="加油", hasDonation="500 bits", donoValue=5))

    assert isinstance(gift, Gifted)
    assert ("bits", 500, None) == (gift.gift, gift.count, gift.amount)
    assert isinstance(said, CommentReceived)
    assert said.amount is None


def test_a_streak_of_gifts_grows_until_it_is_over() -> None:
    """The count is what it has come to; whoever makes one event of it knows when it ends."""
    streak = {"tiktokGiftStreakId": "s1", "giftName": "玫瑰"}
    grown = [
        frame(
            event="gift", hasDonation="3 coins", meta={**streak, "tiktokGiftCount": count, "repeatEnd": end}
        )
        for count, end in ((1, False), (3, True))
    ]

    assert [("玫瑰", "s1", 1, True), ("玫瑰", "s1", 3, False)] == [
        (gift.gift, gift.combo, gift.count, gift.growing)
        for gift in decoded(*grown)
        if isinstance(gift, Gifted)
    ]


def test_the_audience_of_one_site_or_of_each() -> None:
    """One number, or one a site."""
    assert [
        AudienceSampled(at=AT, feed="main", count=5, platform="twitch"),
        AudienceSampled(at=AT, feed="main", count=8, platform="youtube"),
        AudienceSampled(at=AT, feed="main", count=2, platform="kick"),
    ] == decoded(
        frame(event="viewer_update", meta=5),
        frame(event="viewer_updates", meta={"youtubeshorts": 8, "kick": "2", "x": None}),
    )


def test_an_auction_is_a_product_shown_once() -> None:
    """Its price and clock change every second; another title is another product."""

    def auction(title: str, price: int) -> bytes:
        meta = {"title": title, "price": price, "priceText": f"${price}", "status": "live"}
        return frame(type="whatnot", event="auction_update", meta=meta)

    assert [("真丝衬衫", 1200, "USD"), ("连衣裙", 500, "USD")] == [
        (shown.product, shown.price, shown.currency)
        for shown in decoded(auction("真丝衬衫", 12), auction("真丝衬衫", 15), auction("连衣裙", 5))
        if isinstance(shown, ProductExposed)
    ]


def test_a_catalogue_tells_only_what_is_new_in_it() -> None:
    """A snapshot comes again with every change."""
    one, two = {"title": "A", "productId": 1}, {"title": "B", "productId": 2}
    snapshots = [frame(event="commerce_update", meta={"products": out}) for out in ([one], [one, two, 7])]

    assert ["1", "2"] == [shown.product for shown in decoded(*snapshots) if isinstance(shown, ProductExposed)]


def test_sales_are_orders() -> None:
    """Marked as sold is placed, a payment that succeeded is paid; a purchase without an order id has its message's."""
    meta = {"orderId": 55, "productId": "p1", "price": 88, "currency": "USD"}
    placed, paid, bought = decoded(
        frame(type="whatnot", event="product_sold", subtitle="衬衫", meta=meta),
        frame(type="whatnot", event="payment_succeeded", subtitle="衬衫", meta=meta),
        frame(type="tiktok", event="shopping_purchase", id=9, subtitle="衬衫"),
    )

    assert isinstance(placed, OrderCreated)
    assert isinstance(paid, OrderPaid)
    assert isinstance(bought, OrderPaid)
    assert ("55", "p1", "衬衫", 8800, "USD", "whatnot:7") == (
        placed.id,
        placed.product,
        placed.product_title,
        placed.amount,
        placed.currency,
        placed.viewer,
    )
    assert "55" == paid.id
    assert bought.id.startswith("tiktok-9-")


def test_a_purchase_that_names_no_buyer_has_none() -> None:
    """One site gives every buyer the same name, which is nobody's."""
    bare = {"itemId": "i1", "itemName": "衬衫", "quantity": 2}
    (order,) = decoded(
        frame(
            type="ebay",
            event="purchase",
            id="o-1",
            chatname="buyer",
            userid=None,
            meta={"ebayPurchase": bare},
        )
    )

    assert isinstance(order, OrderPaid)
    assert (None, None, "i1", "衬衫", 2) == (
        order.viewer,
        order.name,
        order.product,
        order.product_title,
        order.quantity,
    )


def test_bans_and_rewards() -> None:
    """Who is banned loses what they said; a reward says something only where its viewer wrote."""
    gone, said = decoded(
        frame(event="user_banned", meta={"userId": "9", "displayName": "坏人"}),
        frame(event="reward", meta={"userInput": "有货吗"}),
        frame(event="reward", meta={}),
    )

    assert CommentsCleared(at=AT, feed="main", platform="twitch", viewer="twitch:9") == gone
    assert isinstance(said, CommentReceived)
    assert "有货吗" == said.text


def test_a_question_put_through_the_sites_own_box_is_a_comment() -> None:
    """It is what the desk is for; a box without words cannot be read."""
    (asked,) = decoded(frame(type="tiktok", event="question_new", chatmessage="有货吗"))

    assert isinstance(asked, CommentReceived)
    assert "有货吗" == asked.text
    with pytest.raises(BadFrameError):
        decoded(frame(type="tiktok", event="question_new"))


def test_a_site_that_goes_off_air_does_not_end_the_feed() -> None:
    """Others may go on; the words of programs among themselves say nothing either."""
    between = [{"join": "s", "in": 1}, {"action": "x"}, {"callback": {"get": "1", "result": True}}]

    assert [] == decoded(
        frame(event="stream_offline"),
        frame(event=True, chatmessage="x"),
        *(json.dumps(m).encode() for m in between),
    )


def test_one_message_of_a_list_costs_only_itself() -> None:
    """Unknown events and broken messages are recorded, with those around them read."""
    fine = json.loads(frame(chatmessage="在"))
    whole = json.dumps([fine, {"event": "hologram"}, 7, {}, fine]).encode()

    assert [CommentReceived, *[Unparsed] * 3, CommentReceived] == [type(event) for event in decoded(whole)]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no",
        b"7",
        b"{}",
        frame(event="hologram"),
        frame(),
        b'{"delete": {}}',
        frame(event="product_sold"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_reason(data: bytes) -> None:
    """Every refusal says why, for the record that is kept of it."""
    with pytest.raises(BadFrameError, match=r"\w"):
        decoder("main")(data, AT)


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=5,
)
FIELDS = [
    "chatname",
    "chatmessage",
    "type",
    "id",
    "event",
    "meta",
    "hasDonation",
    "delete",
    "userid",
    "textonly",
]


@given(st.dictionaries(st.sampled_from(FIELDS), anything))
def test_no_mixture_of_types_trips_the_decoder(fields: dict[str, Any]) -> None:
    """Whatever a field holds, the answer is events or a refusal."""
    try:
        decoded(json.dumps(fields).encode())
    except BadFrameError:
        return


@pytest.mark.parametrize(
    ("written", "worth"),
    [
        ("$5.00", Worth(500, "USD")),
        ("$10 CAD", Worth(1000, "CAD")),
        ("1.234,50 €", Worth(123_450, "EUR")),
        ("¥200", Worth(unit="¥200")),
        ("1,000 coins", Worth(pieces=1000, unit="coins")),
        ("a lot", Worth(unit="a lot")),
    ],
)
def test_what_a_donation_is_worth(written: str, worth: Worth) -> None:
    """Signs and codes are money, other words a unit of the site's own; what is two currencies is neither."""
    assert worth == worth_of(written)


@given(st.text(max_size=60))
def test_any_donation_is_read_somehow(written: str) -> None:
    """Money without a currency is no money."""
    worth = worth_of(written)

    assert (worth.amount is None) or worth.currency
    assert worth.pieces >= 1


@pytest.mark.parametrize(
    ("result", "answer"),
    [
        (True, Answer(is_fine=True)),
        ({"ok": True, "status": "accepted"}, Answer(is_fine=True, reason="accepted")),
        (
            {"ok": False, "error": {"code": "X", "message": "no dock"}},
            Answer(is_fine=False, reason="no dock"),
        ),
    ],
)
def test_answers_of_both_protocols(result: Any, answer: Answer) -> None:
    """The old one says anything, the new one whether it went well."""
    assert ("r1", answer) == answered(json.dumps({"callback": {"get": "r1", "result": result}}).encode())


def test_false_is_a_refusal_and_a_comment_is_no_answer() -> None:
    """A viewer who writes the word is not taken for the relay."""
    told = answered(b'{"callback": {"get": "r1", "result": false}}')

    assert told is not None
    assert not told[1].is_fine
    assert answered(frame(chatmessage='"callback"')) is None
    assert answered(b'{"callback"') is None


@BESIDE
def test_documented_messages_become_what_stands_in_them() -> None:
    """Texts, names and sites are the message's own."""
    for file in sorted(FRAMES.glob("documented/message-*.json")):
        told = json.loads(file.read_bytes())
        (event,) = decoded(file.read_bytes())

        assert isinstance(event, CommentReceived)
        assert told["chatname"] == event.name
        assert told["type"] == event.platform
        assert told.get("meta", {}).get("userInput", told["chatmessage"]) == event.text


@BESIDE
def test_documented_happenings() -> None:
    """An auction is a product with its price, and each site has its audience."""
    shown, *audiences = decoded(
        *(
            (FRAMES / "documented" / f"event-{name}.json").read_bytes()
            for name in ("auction_update-05", "viewer_updates-04")
        )
    )

    assert isinstance(shown, ProductExposed)
    assert (8800, "USD") == (shown.price, shown.currency)
    assert {"youtube", "twitch", "kick"} == {
        sample.platform for sample in audiences if isinstance(sample, AudienceSampled)
    }


MARKUP = ("<script", "<img", "<svg", "<iframe", "onerror=", "onload=", "onclick=", "javascript:alert")


@BESIDE
def test_hostile_strings_come_out_harmless() -> None:
    """In the words, in the name and in the donation: no tag and no handler is left."""
    hostile = [case["input"] for case in json.loads((FRAMES / "hostile-input/xss-corpus.json").read_bytes())]
    for payload in json.loads((FRAMES / "hostile-input/xss-payload-corpus.json").read_bytes()):
        hostile += [value for value in payload["input"].values() if isinstance(value, str) and "<" in value]

    assert hostile
    for text in hostile:
        for event in decoded(
            frame(chatmessage=text, chatname=text),
            frame(chatmessage="hi", hasDonation=text),
            frame(event="auction_update", meta={"title": text}),
        ):
            out = msgspec.json.encode(event).decode().lower()

            assert [] == [mark for mark in MARKUP if mark in out], text


def test_a_recording_may_be_pretty_printed() -> None:
    """The plug-in cuts it into messages."""
    recording = (
        json.dumps(json.loads(frame(chatmessage="一")), indent=1).encode() + b"\n" + frame(chatmessage="二")
    )

    assert ["一", "二"] == [
        event.text for event in decoded(*PLUGIN.split(recording)) if isinstance(event, CommentReceived)
    ]


@pytest.mark.parametrize(
    ("written", "amount", "currency"),
    [("KWD 5.000", 5_000, "KWD"), ("1,234.500 KWD", 1_234_500, "KWD"), ("KWD 1,234", 1_234_000, "KWD")],
)
def test_a_currency_of_three_decimals_is_read_with_three(written: str, amount: int, currency: str) -> None:
    """Five dinars are not five thousand of them."""
    assert Worth(amount, currency) == worth_of(written)
