"""One frame: what each pane shows now, and what it says where there is nothing to show."""

from time import monotonic
from typing import TYPE_CHECKING

from connectors.contract import FeedState
from connectors.language import say
from console.model.cases import Case
from console.screens import theme
from console.screens.case.stages import Ways, ways
from console.screens.queue.rows import clock, lane_sign
from console.screens.sight import Looks
from console.screens.strips import Piece
from console.screens.words import LANES, NEVER_THERE, STATUSES, counted, feed_words

if TYPE_CHECKING:
    from console.screens.live import LiveScreen


def draw(screen: "LiveScreen", now: int) -> None:
    """Show the room as it is at `now` (UTC ms)."""
    screen.status.show(screen.sight.facts(now))
    _feed(screen, now)
    under_way = ways(screen.room)
    looks = screen.sight.looks(under_way, screen.side.drafts.has, screen.errands.busy)
    _queue(screen, now, looks)
    _case(screen, under_way, looks)
    _last_row(screen)


def _last_row(screen: "LiveScreen") -> None:
    notice = screen.notices.current(monotonic())
    if notice is not None:
        screen.keys.say(notice)
        return
    footer = [action for action in screen.available if action.footer]
    screen.keys.show(sorted(footer, key=lambda action: action.id == "help"), typing=screen.moment.typing)


def _feed(screen: "LiveScreen", now: int) -> None:
    screen.feed.show(now, _no_comment(screen))


def _no_comment(screen: "LiveScreen") -> str:
    """Say why the feed is empty and what happens next."""
    if screen.feed.window.hidden:
        hidden = screen.feed.window.hidden
        return say(
            f"筛选隐藏了 {hidden} 条评论，按 Esc 清除",
            f"The filter hides {counted(hidden, 'comment', 'comments')}: press Esc",
        )
    statuses = screen.room.statuses
    live = [status for status in statuses if status.state in {FeedState.LIVE, FeedState.STALLED}]
    if live:
        return say("已连接，等第一条评论…", "Connected, waiting for the first comment…")
    if statuses and all(status.state is FeedState.FAILED for status in statuses):
        return say(
            "连接失败：看最上面的说明，改好后重开", "Not connected: see the red line above, then start again"
        )
    states = say("、", ", ").join(f"{status.feed} {feed_words(status)}" for status in statuses)
    told = say(f"还没连上评论流（{states}）", f"No feed is connected yet ({states})")
    if any(feed_words(status) is NEVER_THERE for status in statuses):
        told += "\n" + say("启动对应的程序，或检查 url", "Start the program it reads from, or check its url")
    return told


def _queue(screen: "LiveScreen", now: int, looks: Looks) -> None:
    figures = screen.sight.figures(now)
    count = len(screen.place.cases)
    title = say(f"待处理 {count}", f"Queue {count}")
    right: list[Piece] = []
    hidden = len(screen.room.state.open_ids) - count
    if screen.filter:
        right.append((say(f"筛掉 {hidden} · Esc 清除 ", f"{hidden} hidden · Esc "), theme.NOTE))
    elif figures.due_soon:
        right.append((say(f"△ {figures.due_soon} 人快超时 ", f"△ {figures.due_soon} due soon "), theme.SOON))
    screen.queue.show(screen.place, looks, (title, right), _no_case(screen, hidden))


def _no_case(screen: "LiveScreen", hidden: int) -> list[str]:
    if screen.filter and hidden:
        return [
            say(
                f"筛选隐藏了 {hidden} 个咨询单，按 Esc 清除",
                f"The filter hides {counted(hidden, 'case', 'cases')}: press Esc",
            )
        ]
    return [
        say("没有待处理", "Nothing to do"),
        say("有人提问或投诉时会出现在这里", "Questions and complaints will appear here"),
    ]


def _case(screen: "LiveScreen", under_way: Ways, looks: Looks) -> None:
    moment, side = screen.moment, screen.side
    case = moment.case
    invitation = _invitation(case)
    if side.box.placeholder != invitation:
        side.box.placeholder = invitation
    if case is None:
        nothing = [say("没有打开的咨询单", "No case is open"), say("? 看全部按键", "? shows every key")]
        side.pane.show(None, ([(say(" 详情", " Case"), theme.MUTED)], []), nothing)
        side.hint.clear()
        return
    look = looks(case)
    lane, subject = str(LANES[case.lane]), screen.sight.subject(case)
    title = f"#{case.id} {lane}" + (f" · {subject}" if subject.casefold() != lane.casefold() else "")
    left: list[Piece] = [(" ", theme.PLAIN), lane_sign(case), (title, theme.STRONG)]
    if not case.is_open:
        left.append((f" · {STATUSES[case.status]}", theme.NOTE))
    side.pane.show(
        screen.sight.sheet(case, moment.offers, under_way, hides=moment.hides, bare=side.bare),
        (left, [clock(look.wait, look.lateness)]),
        (),
    )
    side.hint.show(
        destination=_destination(screen, case),
        people=len(case.waiting),
        letters=len(side.box.text.strip()),
        longest=screen.room.longest(case.feed),
        verb=_verb(screen, case),
        typing=side.box.has_focus,
        busy=case.id in screen.errands.busy,
    )


def _invitation(case: Case | None) -> str:
    """Return what the empty reply box says: only keys that work."""
    if case is None:
        return say("有人提问或投诉后在这里回复", "Replies are written here once somebody asks")
    if not case.is_open:
        return say("已关闭，按 n 打开最急的", "Closed: n opens the most urgent case")
    return say("按 r 写回复，按 1–9 用话术", "r writes a reply, 1–9 takes a script")


def _destination(screen: "LiveScreen", case: Case) -> str:
    match screen.room.channel_to(case.feed):
        case "chat":
            return say(f"回复发到 {case.feed}", f"replies go to {case.feed}")
        case "dry-run":
            return say(f"试运行：回复不会真的发到 {case.feed}", f"dry run: nothing goes to {case.feed}")
        case _:
            return say("回复会复制，自己粘贴发送", "replies are copied for you to paste")


def _verb(screen: "LiveScreen", case: Case) -> str:
    """Return what Enter does with a reply, "" where it sends."""
    match screen.room.channel_to(case.feed):
        case "chat":
            return ""
        case "dry-run":
            return say("试运行", "dry run")
        case _:
            return say("复制", "copy")
