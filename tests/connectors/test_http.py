"""Calls over a real socket: what comes back, and whether a call that failed may have been carried out."""

import tracemalloc
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest

from connectors.contract import BadFrameError
from connectors.links.http import LARGEST_ANSWER, Answer, Http, told_by
from connectors.links.link import LineLostError, UnansweredError
from tests.servers.starting import started

pytestmark = pytest.mark.process
MEGABYTE = 1 << 20


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """Return the address of a server of all sorts of answers."""
    with started("answering_server.py") as running:
        yield running.url


@pytest.fixture
async def http() -> AsyncIterator[Http]:
    """Return a session, closed afterwards."""
    session = Http({"X-Ours": "1"})
    yield session
    await session.close()


async def test_a_call_goes_out_as_it_was_made(http: Http, server: str) -> None:
    """Method, query, headers and body arrive; status, headers and body come back."""
    answer = await http.call(
        "POST", f"{server}/echo", params={"q": "包 邮"}, headers={"X-More": "2"}, body="在吗".encode()
    )
    asked: dict[str, Any] = answer.json()

    assert answer.is_fine
    assert "Yes" == answer.headers["x-told"]
    assert ("POST", "在吗") == (asked["method"], asked["body"])
    assert "q=%E5%8C%85" in asked["query"]
    assert {"x-ours": "1", "x-more": "2", "user-agent": "livedesk"}.items() <= asked["headers"].items()


@pytest.mark.parametrize("status", [302, 307, 401, 404, 429, 500])
async def test_any_status_is_an_answer_and_no_redirect_is_followed(
    http: Http, server: str, status: int
) -> None:
    """A secret in a header must not be carried to where somebody else points."""
    answer = await http.call("GET", f"{server}/status/{status}")

    assert status == answer.status
    assert not answer.is_fine
    assert f"HTTP {status}" == told_by(answer, "message")


async def test_nothing_went_out_where_nobody_listens(http: Http) -> None:
    """Such a call may be made again."""
    with pytest.raises(LineLostError) as lost:
        await http.call("POST", "http://127.0.0.1:1/echo")

    assert not isinstance(lost.value, UnansweredError)
    assert "127.0.0.1:1" in lost.value.cause


@pytest.mark.parametrize("path", ["half", "silent", "reset", "babble"])
async def test_a_call_without_a_whole_answer_may_have_been_carried_out(
    http: Http, server: str, path: str
) -> None:
    """It must not be made again blindly."""
    with pytest.raises(UnansweredError) as unanswered:
        await http.call("POST", f"{server}/{path}", timeout_s=0.5)

    assert server.removeprefix("http://") in unanswered.value.cause


async def test_an_answer_may_be_large_but_not_too_large(http: Http, server: str) -> None:
    """Eight megabytes are taken, one byte more is not."""
    answer = await http.call("GET", f"{server}/large/{LARGEST_ANSWER}")

    assert LARGEST_ANSWER == len(answer.body)
    with pytest.raises(UnansweredError):
        await http.call("GET", f"{server}/large/{LARGEST_ANSWER + 1}")


async def test_a_bomb_is_not_unpacked(http: Http, server: str) -> None:
    """Memory stays bounded whatever a small answer unpacks to."""
    await http.call("GET", f"{server}/echo")
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    tracemalloc.reset_peak()
    try:
        with pytest.raises(UnansweredError):
            await http.call("GET", f"{server}/bomb/{256 * MEGABYTE}")
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert peak - before < 64 * MEGABYTE


def test_an_answer_that_is_no_json_is_a_bad_frame() -> None:
    """Whoever asked decides what that means."""
    with pytest.raises(BadFrameError):
        Answer(200, {}, b"<html>").json(dict[str, Any])


def test_what_a_server_says_went_wrong_is_found_under_its_keys() -> None:
    """The first key that says something; the status alone where the answer is none of JSON."""
    told = Answer(400, {}, b'{"error": "", "message": "bad token"}')

    assert "HTTP 400 bad token" == told_by(told, "error", "message")
    assert "HTTP 400" == told_by(told, "reason")
    assert "HTTP 502" == told_by(Answer(502, {}, b"<html>"), "message")
