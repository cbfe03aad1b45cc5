"""YouTube's stand-in in a process of its own: finding the chat, reading on, replying, and being refused."""

import asyncio
import json
import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest

from connectors.contract import FeedState, Opening, Outgoing, SendError
from connectors.events import AudienceSampled, CommentReceived, FeedGap, StreamEnded
from connectors.language import say
from connectors.problem import UserProblem
from connectors.youtube import PLUGIN
from connectors.youtube.settings import YouTubeSettings
from tests.connectors.collecting import Collector, now_ms, running
from tests.servers.starting import Running, started

Play = Callable[..., Running]
VIDEO = "abcdefghij-"
FOUND = [
    200,
    {
        "items": [
            {"id": VIDEO, "snippet": {"title": "夏装"}, "liveStreamingDetails": {"activeLiveChatId": "C1"}}
        ]
    },
]
FINE = [200, {"id": "posted"}]
TOKEN = [200, {"access_token": "t1", "expires_in": 3600}]


def page(*texts: str, then: Any = "n", **fields: Any) -> list[Any]:
    """Return an answer with these messages."""
    items = [
        {
            "id": text,
            "snippet": {"type": "textMessageEvent", "textMessageDetails": {"messageText": text}},
            "authorDetails": {"channelId": "UC1", "displayName": "小鱼"},
        }
        for text in texts
    ]
    whole = {"kind": "youtube#liveChatMessageListResponse", "pollingIntervalMillis": 1, "items": items}
    return [200, {**whole, "nextPageToken": then, **fields}]


def refused(reason: str, status: int = 403) -> list[Any]:
    """Return a refusal."""
    return [status, {"error": {"code": status, "message": f"No: {reason}", "errors": [{"reason": reason}]}}]


@pytest.fixture
def play(tmp_path: Path) -> Iterator[Play]:
    """Return a function that starts the stand-in with these answers, until the test ends."""
    servers: list[AbstractContextManager[Running]] = []

    def start(**answers: list[Any]) -> Running:
        scenario = tmp_path / f"scenario-{len(servers)}.json"
        defaults = {"token": [TOKEN], "videos": [FOUND], "pages": [page()], "posts": [FINE]}
        scenario.write_text(json.dumps({**defaults, **answers}), "utf-8")
        server = started("youtube_server.py", scenario)
        servers.append(server)
        return server.__enter__()

    yield start
    for server in servers:
        server.__exit__(None, None, None)


@pytest.fixture(autouse=True)
def secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    """Set what the settings name."""
    for name in ("YT_KEY", "YT_ID", "YT_SECRET", "YT_REFRESH"):
        monkeypatch.setenv(name, name.lower())


def reading(server: Running, **fields: Any) -> YouTubeSettings:
    """Return settings that only read, with units to waste."""
    given = {"video": VIDEO, "api_key": "${YT_KEY}", "quota": 10**9, "audience": False, **fields}
    return YouTubeSettings(api=f"{server.url}/v3", oauth=f"{server.url}/token", retry_cap_s=0.2, **given)


def writing(server: Running, **fields: Any) -> YouTubeSettings:
    """Return settings that may reply."""
    oauth = {"client_id": "${YT_ID}", "client_secret": "${YT_SECRET}", "refresh_token": "${YT_REFRESH}"}
    return reading(server, **{"api_key": "", **oauth, **fields})


def requests(server: Running, count: int) -> list[dict[str, Any]]:
    """End the server, and return the first requests it heard."""
    server.process.kill()
    return [json.loads(line) for line in server.output.read().splitlines()[:count]]


@pytest.mark.process
async def test_reading_on_page_by_page_until_the_end(play: Play) -> None:
    """The key goes in a header, each page names the next, the first is history, and the end ends the feed."""
    server = play(
        pages=[
            page("早", then="p2"),
            page("在吗", then="p3"),
            page("再见", offlineAt="2025-10-09T00:00:00Z"),
        ]
    )
    sink = Collector()
    connector = PLUGIN.open(Opening("test", reading(server), now_ms))
    await asyncio.wait_for(connector.run(sink), 15)

    assert ["早", "在吗", "再见"] == sink.texts
    assert [True, False, False] == [comment.history for comment in sink.of(CommentReceived)]
    assert 1 == len(sink.of(StreamEnded))
    assert FeedState.ENDED is connector.status.state
    assert not connector.can_send

    heard = requests(server, 4)

    assert ["videos", "pages", "pages", "pages"] == [one["place"] for one in heard]
    assert {"yt_key"} == {one["key"] for one in heard}
    assert [None, "p2", "p3"] == [one["query"].get("pageToken") for one in heard[1:]]
    assert {"C1"} == {one["query"]["liveChatId"] for one in heard[1:]}


@pytest.mark.process
async def test_a_lost_page_is_asked_for_again_from_the_same_place(play: Play) -> None:
    """Cut off, answered with a fault, told to slow down: nothing is lost, nothing is doubled, the gap is told."""
    server = play(
        pages=[
            page("一", then="p2"),
            None,
            [503, {}],
            refused("rateLimitExceeded"),
            page("一", "二", then="p3"),
            page("三"),
            page(),
        ]
    )
    sink = Collector()
    async with running(PLUGIN, reading(server), sink) as feed:
        await sink.until(lambda: "三" in sink.texts)

        assert FeedState.LIVE is feed.status.state

    assert ["一", "二", "三"] == sink.texts
    assert 1 == len(sink.of(FeedGap))
    assert ["p2"] * 4 == [one["query"].get("pageToken") for one in requests(server, 6)[2:]]


@pytest.mark.process
async def test_a_page_is_read_whatever_it_says_of_the_next(play: Play) -> None:
    """A number where text should be, and the other way round: the comments are here, and reading goes on."""
    server = play(
        pages=[page("一", then=5, pollingIntervalMillis="1"), page("二", then=None), page("三"), page()]
    )
    sink = Collector()
    async with running(PLUGIN, reading(server), sink):
        await sink.until(lambda: "三" in sink.texts)

    assert ["一", "二", "三"] == sink.texts
    assert [None, "5", "5"] == [one["query"].get("pageToken") for one in requests(server, 4)[1:]]


@pytest.mark.process
async def test_a_place_youtube_has_forgotten_is_given_up(play: Play) -> None:
    """Reading begins with the newest messages again; those known already are dropped."""
    server = play(pages=[page("一", then="p2"), refused("pageTokenInvalid", 400), page("一", "二"), page()])
    sink = Collector()
    async with running(PLUGIN, reading(server), sink):
        await sink.until(lambda: "二" in sink.texts)

    assert ["一", "二"] == sink.texts
    assert [None, "p2", None] == [one["query"].get("pageToken") for one in requests(server, 4)[1:]]


@pytest.mark.process
async def test_a_quota_that_is_used_up_is_waited_out(play: Play) -> None:
    """The feed says when it goes on, and spends no further call on asking."""
    server = play(pages=[page("一"), refused("quotaExceeded")])
    sink = Collector()
    async with running(PLUGIN, reading(server), sink) as feed:
        await sink.until(lambda: feed.status.state is FeedState.LOST)
        await asyncio.sleep(0.5)

        assert "quota" in feed.status.problem

    assert 3 == len(requests(server, 99))


@pytest.mark.process
@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"videos": [[200, {"items": []}]]}, "no video"),
        ({"videos": [[200, {"items": [{"liveStreamingDetails": {"actualEndTime": "x"}}]}]]}, "ended"),
        ({"videos": [[200, {"items": [{"id": VIDEO}]}]]}, "no live stream"),
        ({"pages": [refused("liveChatDisabled")]}, "switched off"),
        ({"pages": [refused("liveChatNotFound", 404)]}, "does not find"),
        ({"pages": [refused("forbidden")]}, "does not allow"),
        ({"videos": [refused("badRequest", 400)]}, "badRequest"),
        ({"videos": [refused("authError", 401)]}, "not valid"),
        ({"pages": [[400, {"error": {"message": "API key expired."}}]]}, "API key expired"),
        ({"pages": [[403, "<html>"]]}, "HTTP 403"),
    ],
)
async def test_what_a_person_must_mend_ends_the_feed_in_words(
    play: Play, answers: dict[str, list[Any]], words: str
) -> None:
    """Wrong video, chat switched off, not allowed: trying again would not help."""
    server = play(**answers)

    with pytest.raises(UserProblem) as problem:
        await asyncio.wait_for(PLUGIN.open(Opening("t", reading(server), now_ms)).run(Collector()), 15)

    assert words in problem.value.sentence
    assert problem.value.next_step


@pytest.mark.process
async def test_the_accounts_own_broadcast_is_found_and_waited_for(play: Play) -> None:
    """Nothing is on air at first; then the one that is live is chosen before the one that is only planned."""

    def broadcast(id_: str, status: str) -> dict[str, Any]:
        return {"id": id_, "snippet": {"liveChatId": f"C-{id_}"}, "status": {"lifeCycleStatus": status}}

    on_air = [200, {"items": [broadcast("a", "ready"), broadcast("b", "complete"), broadcast("c", "live")]}]
    server = play(broadcasts=[[200, {"items": []}], on_air], pages=[page("在"), page()])
    sink = Collector()
    async with running(PLUGIN, writing(server, video=""), sink):
        await sink.until(lambda: sink.texts)

    token, *_, read = requests(server, 4)

    assert "grant_type=refresh_token" in token["body"]
    assert ("C-c", "Bearer t1") == (read["query"]["liveChatId"], read["token"])


@pytest.mark.process
async def test_replies_are_posted_with_the_askers_name(play: Play) -> None:
    """Where the token is no longer taken, a new one is fetched and the reply posted once."""
    server = play(
        posts=[refused("authError", 401), FINE], token=[TOKEN, [200, {"access_token": "t2"}]], pages=[page()]
    )
    sink = Collector()
    settings = writing(server, quota=10_000, hours=72)
    async with running(PLUGIN, settings, sink) as feed:
        await sink.until(lambda: feed.status.state is FeedState.LIVE)
        await feed.send(Outgoing(id="r1", text="有货", names=("小鱼",)))

        assert feed.can_send

    heard = [one for one in requests(server, 6) if one["place"] == "posts"]

    assert ["Bearer t1", "Bearer t2"] == [one["token"] for one in heard]
    posted = json.loads(heard[1]["body"])["snippet"]
    assert ("C1", "@小鱼 有货") == (posted["liveChatId"], posted["textMessageDetails"]["messageText"])


@pytest.mark.process
@pytest.mark.parametrize(
    ("answer", "transient", "unknown"),
    [
        (refused("rateLimitExceeded"), True, False),
        (refused("liveChatEnded"), False, False),
        (refused("messageTextInvalid", 400), False, False),
        (refused("quotaExceeded"), False, False),
        ([500, {}], False, True),
        (None, False, True),
    ],
    ids=["too fast", "ended", "text", "quota", "fault", "cut"],
)
async def test_the_fate_of_a_reply_is_told_honestly(
    play: Play, answer: list[Any] | None, *, transient: bool, unknown: bool
) -> None:
    """Tried again only where nothing can have been posted; unknown where no answer came."""
    server = play(posts=[answer])
    sink = Collector()
    async with running(PLUGIN, writing(server, quota=10_000, hours=72), sink) as feed:
        await sink.until(lambda: feed.status.state is FeedState.LIVE)
        with pytest.raises(SendError) as refusal:
            await feed.send(Outgoing(id="r1", text="有货"))

    assert (transient, unknown) == (refusal.value.transient, refusal.value.unknown)
    assert refusal.value.reason


@pytest.mark.process
async def test_a_reply_for_want_of_a_token_was_surely_not_posted(play: Play) -> None:
    """The token's renewal is cut off: the post never went out, and may be tried again."""
    server = play(posts=[refused("authError", 401)], token=[TOKEN, None])
    sink = Collector()
    async with running(PLUGIN, writing(server, quota=10_000, hours=72), sink) as feed:
        await sink.until(lambda: feed.status.state is FeedState.LIVE)
        with pytest.raises(SendError) as refusal:
            await feed.send(Outgoing(id="r1", text="有货"))

    assert (True, False) == (refusal.value.transient, refusal.value.unknown)


@pytest.mark.process
async def test_a_reply_that_is_too_long_is_refused_whole(play: Play) -> None:
    """Nothing is cut, and nothing is posted."""
    server = play()
    sink = Collector()
    async with running(PLUGIN, writing(server), sink) as feed:
        with pytest.raises(SendError) as early:
            await feed.send(Outgoing(id="r0", text="x"))
        await sink.until(lambda: feed.status.state is FeedState.LIVE)
        with pytest.raises(SendError) as refusal:
            await feed.send(Outgoing(id="r1", text="x" * 201))

    assert early.value.transient
    assert not refusal.value.transient
    assert "200" in refusal.value.reason


@pytest.mark.process
async def test_the_audience_is_asked_for_beside_the_chat(play: Play) -> None:
    """A figure that cannot be had costs nothing but itself."""
    counted = [
        200,
        {
            "kind": "youtube#videoListResponse",
            "items": [{"liveStreamingDetails": {"concurrentViewers": "7"}}],
        },
    ]
    server = play(videos=[FOUND, counted], pages=[page("在"), page()])
    sink = Collector()
    async with running(PLUGIN, reading(server, audience=True), sink):
        await sink.until(lambda: sink.of(AudienceSampled))

    assert [7] == [sample.count for sample in sink.of(AudienceSampled)]
    assert ["在"] == sink.texts


@pytest.mark.process
async def test_a_probe_tells_what_it_found(play: Play) -> None:
    """The chat's title, how often the quota lets it be read, and whether replies go out."""
    server = play()
    assert PLUGIN.probe is not None
    told = " ".join(await PLUGIN.probe(writing(server, quota=10_000)))

    assert "夏装" in told
    assert re.search(r"every \d+ s", told)  # how long is by the clock: the quota begins anew once a day
    assert "replies can be posted" in told


@pytest.mark.process
async def test_a_probe_tells_a_revoked_authorisation(play: Play) -> None:
    """In words for whoever looks after the settings."""
    server = play(token=[[400, {"error": "invalid_grant", "error_description": "Token has been revoked."}]])
    assert PLUGIN.probe is not None

    with pytest.raises(UserProblem) as problem:
        await PLUGIN.probe(writing(server))

    assert "revoked" in problem.value.sentence
    assert "refresh_token" in problem.value.next_step


@pytest.mark.process
async def test_a_probe_that_reaches_nobody_speaks_of_the_network(play: Play) -> None:
    """Not only of a stream that may be there."""
    server = play()
    server.process.kill()
    server.process.wait()
    assert PLUGIN.probe is not None

    with pytest.raises(UserProblem) as problem:
        await PLUGIN.probe(reading(server))

    assert "127.0.0.1" in problem.value.sentence
    assert problem.value.next_step.startswith(say("检查网络", "Check the network"))


@pytest.mark.parametrize(
    ("fields", "keys"),
    [
        ({}, ["api_key"]),
        ({"api_key": "${YT_KEY}"}, ["video"]),
        ({"api_key": "${YT_NONE}", "video": VIDEO}, ["api_key"]),
        ({"api_key": "${YT_KEY}", "video": "my stream"}, ["video"]),
        ({"client_id": "${YT_ID}", "refresh_token": "${YT_REFRESH}"}, ["client_secret"]),
        ({"api_key": "${YT_KEY}", "video": VIDEO, "api": "ftp://x"}, ["api"]),
        ({"api_key": "${YT_KEY}", "video": VIDEO}, []),
    ],
)
def test_wrong_settings_are_told_without_connecting(fields: dict[str, str], keys: list[str]) -> None:
    """Each with its own key."""
    assert keys == [key for key, _ in PLUGIN.check(YouTubeSettings(**fields))]  # type: ignore[arg-type]  # all are text


@pytest.mark.process
async def test_a_key_that_google_quotes_is_not_told(play: Play) -> None:
    """A suspended project's refusal names the key: neither the problem nor a record may."""
    suspended = {
        "message": "Consumer 'api_key:yt_key' has been suspended.",
        "errors": [{"reason": "forbidden"}],
    }
    server = play(pages=[[403, {"error": suspended}]])

    with pytest.raises(UserProblem, match="suspended") as problem:
        await asyncio.wait_for(PLUGIN.open(Opening("t", reading(server), now_ms)).run(Collector()), 15)

    assert "yt_key" not in problem.value.sentence


@pytest.mark.process
async def test_a_page_outlives_a_figure_that_is_refused(play: Play) -> None:
    """The audience is asked for after the page: that it may not be asked for costs no comment."""
    server = play(pages=[page("在吗"), page()], videos=[FOUND, refused("forbidden")])
    sink = Collector()
    async with running(PLUGIN, reading(server, audience=True), sink):
        await sink.until(lambda: sink.texts)

    assert ["在吗"] == sink.texts


@pytest.mark.process
async def test_a_page_does_not_wait_for_a_figure(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    """Comments that are here are handed on before the audience is asked for, which may take its time."""
    monkeypatch.setattr("connectors.youtube.api.PATIENCE_S", 3600)
    server = play(pages=[page("在吗"), page()], videos=[FOUND, []])
    sink = Collector()
    async with running(PLUGIN, reading(server, audience=True), sink):
        await sink.until(lambda: sink.texts)

    assert ["在吗"] == sink.texts


@pytest.mark.process
async def test_a_call_without_an_answer_counts(play: Play) -> None:
    """It may have been carried out: two of them, and a quota of eleven units is spent."""
    server = play(pages=[None])
    sink = Collector()
    async with running(PLUGIN, reading(server, quota=11), sink) as feed:
        await sink.until(lambda: "quota" in feed.status.problem)
