"""Platforms and tools that call us: who is let in, what is refused, and that nothing is confirmed before it is saved."""

import asyncio
import gzip
import socket
import zlib
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from connectors.calls import receiver
from connectors.calls.call import LARGEST_BODY, Call, RefusedError, Taken, same_secret, unpacked
from connectors.calls.receiver import Receiver, ReceiverSettings, probe_port
from connectors.calls.settings import wrong_about
from connectors.contract import BadFrameError, FeedState, Opening, Outgoing, SendError
from connectors.events import CommentReceived, FeedSampled, StreamEnded, Unparsed
from connectors.language import in_use, use
from connectors.problem import BrokenProblem, UserProblem
from tests.connectors.calling import Caller, receiving, until
from tests.connectors.collecting import Collector, now_ms


def read(call: Call) -> Taken:
    """Read a call whose body is the text of a comment; some texts stand for what can go wrong."""
    text = call.body.decode()
    if text == "refuse":
        raise RefusedError(418, "a teapot")
    if text == "garbage":
        raise BadFrameError("no comment")
    if text == "bug":
        raise ZeroDivisionError
    if text == "end":
        return Taken([StreamEnded(at=call.at, feed="test")])
    said = CommentReceived(
        at=call.at, feed="test", id=text, text=text, viewer="demo:1", name="小鱼", platform="demo"
    )
    return Taken([said], body=b'{"ok":1}')


def made(*, signed: bool = False, record: list[bytes] | None = None, **keys: Any) -> Receiver:
    """Return a receiver at a free port."""
    settings = msgspec.convert({"port": 0, **keys}, ReceiverSettings)
    opening = Opening("test", settings, now_ms, None if record is None else record.append)
    return Receiver(opening, connector="test", read=read, settings=settings, signed=signed)


class Unsafe(Collector):
    """A sink that cannot save, or does not come to it, until it is told to go on."""

    def __init__(self, fault: Exception | None = None) -> None:
        super().__init__()
        self.fault = fault
        self.going_on = asyncio.Event()

    async def saved(self) -> None:
        """Hang, or fail, until all is well."""
        if self.going_on.is_set():
            return
        if self.fault is not None:
            raise self.fault
        await self.going_on.wait()


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let nobody wait long for an answer."""
    monkeypatch.setattr(receiver, "SAVED_WITHIN_S", 0.05)
    monkeypatch.setattr(receiver, "READ_WITHIN_S", 0.2)
    return iter(())


async def test_a_call_is_answered_with_what_its_reader_says() -> None:
    """The comment is on the desk when the answer comes."""
    sink = Collector()
    async with receiving(made(), sink) as caller:
        answer = await caller.post("多少钱".encode())

        assert (200, b'{"ok":1}', ["多少钱"]) == (answer.status, answer.body, sink.texts)
        assert "application/json" in answer.headers["content-type"]
        assert FeedState.LIVE is caller.feed.status.state

    assert 1 == sink.of(FeedSampled)[-1].received


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("fault", [None, BrokenProblem("disk", "The disk is full.")], ids=["hangs", "fails"])
async def test_what_is_not_saved_is_not_confirmed_and_the_retry_is_taken_once(
    fault: Exception | None,
) -> None:
    """The platform hears 503 and comes again; by then the comment is known, and still there once."""
    sink = Unsafe(fault)
    async with receiving(made(), sink) as caller:
        first = await caller.post(b"once")
        sink.going_on.set()
        again = await caller.post(b"once")

        assert (503, 200) == (first.status, again.status)
        assert ["once"] == sink.texts
        assert 1 == caller.feed.status.duplicates


@pytest.mark.usefixtures("impatient")
async def test_a_desk_that_cannot_take_more_answers_in_time() -> None:
    """Nothing is taken then, so that the retry is the first time."""

    class Full(Collector):
        async def ready(self) -> None:
            await asyncio.Event().wait()

    sink = Full()
    async with receiving(made(), sink) as caller:
        answer = await caller.post(b"later")

        assert (503, []) == (answer.status, sink.texts)


@pytest.mark.usefixtures("impatient")
async def test_what_comes_after_confirming_waits_for_saving() -> None:
    """A platform that wants a second word is not told of what may still be lost."""
    told: list[str] = []

    def tell(call: Call) -> Taken:
        return Taken(read(call).events, after=lambda: told.append("after"))

    settings = ReceiverSettings(port=0)
    sink = Unsafe()
    feed = Receiver(Opening("test", settings, now_ms), connector="test", read=tell, settings=settings)
    async with receiving(feed, sink) as caller:
        await caller.post(b"once")

        assert [] == told

        sink.going_on.set()
        await caller.post(b"once")

        assert ["after"] == told


async def test_a_token_may_be_shown_in_two_ways(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without it, or with another, nobody comes in, whatever bytes they send."""
    monkeypatch.setenv("HOOK_TOKEN", "s3cret")
    sink = Collector()
    async with receiving(made(token="${HOOK_TOKEN}"), sink) as caller:
        statuses = [
            (await caller.post(b"1")).status,
            (await caller.post(b"2", query="?token=wrong")).status,
            (await caller.post(b"3", {"Authorization": "Bearer \udcff\udcfe"})).status,
            (await caller.post(b"4", query="?token=s3cret")).status,
            (await caller.post(b"5", {"Authorization": "Bearer s3cret"})).status,
        ]

    assert [401, 401, 401, 200, 200] == statuses
    assert ["4", "5"] == sink.texts


async def test_a_web_page_cannot_call_unless_it_shows_the_token() -> None:
    """A browser on the same machine opens any page, and each can post to loopback."""
    page = {"Origin": "https://shop.example"}
    sink = Collector()
    async with receiving(made(), sink) as caller:
        assert 403 == (await caller.post(b"x", page)).status
    async with receiving(made(token="t"), sink) as caller:
        assert 200 == (await caller.post(b"y", page, query="?token=t")).status

    assert ["y"] == sink.texts


def test_an_open_port_needs_a_guard() -> None:
    """A token or signed calls will do; this machine's own address needs neither."""
    for host in ("0.0.0.0", "192.168.1.5", "::"):
        with pytest.raises(UserProblem) as problem:
            made(host=host)

        assert "token" in problem.value.next_step

    made(host="0.0.0.0", token="t")
    made(host="0.0.0.0", signed=True)
    made(host="::1")


def test_what_is_wrong_is_told_without_listening(monkeypatch: pytest.MonkeyPatch) -> None:
    """`livedesk check` names the keys."""
    monkeypatch.delenv("HOOK_TOKEN", raising=False)

    assert [] == list(wrong_about(ReceiverSettings()))
    assert ["token"] == [key for key, _ in wrong_about(ReceiverSettings(token="${HOOK_TOKEN}"))]
    assert ["host"] == [key for key, _ in wrong_about(ReceiverSettings(host="0.0.0.0"))]
    assert [] == list(wrong_about(ReceiverSettings(host="0.0.0.0"), signed=True))


@pytest.mark.parametrize(("encoding", "pack"), [("gzip", gzip.compress), ("deflate", zlib.compress)])
async def test_packed_bodies_are_unpacked(encoding: str, pack: type[bytes]) -> None:
    """The reader and the recording get what was meant."""
    sink, recorded = Collector(), list[bytes]()
    async with receiving(made(record=recorded), sink) as caller:
        answer = await caller.post(pack(b"packed"), {"Content-Encoding": encoding})

        assert (200, ["packed"], [b"packed"]) == (answer.status, sink.texts, recorded)


@pytest.mark.filterwarnings("ignore:Sending a large body:ResourceWarning")  # the caller's, on purpose
@pytest.mark.parametrize(
    ("body", "encoding", "status"),
    [
        (gzip.compress(b"x" * (LARGEST_BODY + 1)), "gzip", 413),
        (gzip.compress(b"hello there")[:-9], "gzip", 400),
        (gzip.compress(b"hello") + gzip.compress(b"there"), "gzip", 400),
        (b"not packed", "gzip", 400),
        (b"x", "br", 415),
        (b"x" * (LARGEST_BODY + 1), "", 413),
    ],
    ids=["bomb", "cut off", "more than one", "not packed", "unknown packing", "too large"],
)
async def test_what_cannot_be_unpacked_is_refused(body: bytes, encoding: str, status: int) -> None:
    """The feed goes on, and nothing of the call is kept."""
    sink, recorded = Collector(), list[bytes]()
    async with receiving(made(record=recorded), sink) as caller:
        answer = await caller.post(body, {"Content-Encoding": encoding} if encoding else None)

        assert (status, []) == (answer.status, recorded)
        assert 200 == (await caller.post(b"next")).status

    assert ["next"] == sink.texts
    assert [] == sink.of(Unparsed)


def test_unpacking_never_makes_more_than_the_limit() -> None:
    """A thousandfold bomb is noticed at the limit, not after it."""
    bomb = gzip.compress(bytes(LARGEST_BODY * 20))

    assert len(bomb) < LARGEST_BODY / 20
    with pytest.raises(RefusedError) as refused:
        unpacked(bomb, "gzip")
    assert 413 == refused.value.status
    assert bytes(LARGEST_BODY) == unpacked(gzip.compress(bytes(LARGEST_BODY)), "GZIP")


def test_secrets_are_compared_whatever_bytes_came() -> None:
    """Half characters of a hostile header are no fault of ours."""
    assert same_secret("密", "密")
    assert not same_secret("\udce5", "密")
    assert not same_secret("", "x")


async def test_a_bad_call_is_kept_and_confirmed_and_a_bug_too() -> None:
    """What cannot be read now could not be read the second time: it is recorded, and the platform need not come again."""
    sink, recorded = Collector(), list[bytes]()
    async with receiving(made(record=recorded), sink) as caller:
        statuses = [(await caller.post(body)).status for body in (b"garbage", b"bug", b"refuse", b"fine")]

    assert [200, 200, 418, 200] == statuses
    assert ["garbage", "bug"] == [kept.sample for kept in sink.of(Unparsed)]
    assert ["fine"] == sink.texts
    assert [b"garbage", b"bug", b"fine"] == recorded


async def test_other_methods_and_paths_are_not_ours() -> None:
    """Only what was asked for is answered."""
    sink = Collector()
    async with receiving(made(path="/hook"), sink) as caller:
        assert 405 == (await caller.post(b"x", method="PUT")).status
        assert 404 == (await caller.post(b"x", query="/other")).status

    assert [] == sink.texts


@pytest.mark.usefixtures("impatient")
async def test_a_body_that_drips_in_is_given_up() -> None:
    """Nobody holds a place by promising a body and not sending it; others are served meanwhile."""
    sink = Collector()
    async with receiving(made(), sink) as caller:
        reader, writer = await asyncio.open_connection("127.0.0.1", _port_of(caller))
        writer.write(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc")
        served = await caller.post(b"meanwhile")
        line = await asyncio.wait_for(reader.readline(), 5)
        writer.close()

        assert (200, b"408") == (served.status, line.split()[1])


async def test_the_end_of_the_stream_ends_the_feed_after_the_answer() -> None:
    """The caller hears that the end was taken, then the port is free."""
    sink = Collector()
    async with receiving(made(), sink) as caller:
        assert 200 == (await caller.post(b"end")).status
        await until(lambda: caller.feed.status.state is FeedState.ENDED)

    assert [StreamEnded, FeedSampled] == [type(event) for event in sink.events]


async def test_a_port_in_use_is_told_in_clear_words() -> None:
    """By the running feed and by the probe, in the language in use."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        feed = made(port=port)
        for attempt in (feed.run(Collector()), probe_port(ReceiverSettings(port=port))):
            with pytest.raises(UserProblem) as problem:
                await attempt

            assert f"127.0.0.1:{port}" in problem.value.sentence
            assert "taken" in problem.value.sentence

        assert FeedState.FAILED is feed.status.state

        before = in_use()
        use("zh")
        try:
            with pytest.raises(UserProblem, match="端口已被占用"):
                await probe_port(ReceiverSettings(port=port))
        finally:
            use(before)


async def test_a_free_port_is_found_and_left_free() -> None:
    """The probe tells where to send calls, and does not stay there."""
    with socket.socket() as reserved:
        reserved.bind(("127.0.0.1", 0))
        port = reserved.getsockname()[1]

    (sentence,) = await probe_port(ReceiverSettings(port=port, path="/hook"))

    assert f"127.0.0.1:{port}/hook" in sentence
    async with receiving(made(port=port), Collector()) as caller:
        assert 200 == (await caller.post(b"x")).status


async def test_replies_are_refused_for_good() -> None:
    """Nobody calls back: the desk must not queue them."""
    feed = made()

    assert not feed.can_send
    with pytest.raises(SendError) as refusal:
        await feed.send(Outgoing(id="r", text="您好"))

    assert not refusal.value.transient


def _port_of(caller: Caller) -> int:
    return int(caller.feed.url.split(":")[2].split("/")[0])
