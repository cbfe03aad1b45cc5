"""Figures in words: a value with its unit, and what it rests on."""

from collections.abc import Callable

from connectors.language import Words, say
from console.cells import safe
from console.metrics import Figure

DASH = "—"
_MINOR_DIGITS = {"JPY": 0, "KRW": 0, "VND": 0, "CLP": 0, "ISK": 0, "BHD": 3, "JOD": 3, "KWD": 3, "OMR": 3}
"""Digits after the point in ISO 4217 currencies that do not have two."""

_LEFT_OUT = {
    "dismissed": Words("已忽略", "dismissed"),
    "history": Words("历史评论", "replayed"),
    "deleted": Words("已删除", "deleted"),
    "spam": Words("广告", "spam"),
    "no_amount": Words("没有金额", "no amount"),
    "feed_gap": Words("遇断流", "cut by a gap"),
    "unlinkable": Words("无法关联", "not linkable"),
    "ordered_before_asking": Words("先下单后提问", "had ordered before"),
}


def shown(figure: Figure) -> str:
    """Return a figure's value as people read it; a dash and the reason where there are no data."""
    value = figure.value
    if value is None:
        return f"{DASH} {figure.reason}"
    unit, _, currency = figure.unit.partition(" ")
    if unit == "share":
        return share(value)
    if unit == "s":
        return duration(value)
    return money(int(value), currency) if unit == "minor" else f"{value:,}"


def share(value: float | None) -> str:
    """Return a share as per cent, a dash where there is none. Only everything is 100 %, only nothing 0 %."""
    if value is None:
        return DASH
    rounded = f"{value:.1%}"
    if rounded == "100.0%" and value < 1:
        return ">99.9%"
    return "<0.1%" if rounded == "0.0%" and value > 0 else rounded


def duration(seconds: float | None) -> str:
    """Return seconds as people read them, a dash where there are none."""
    if seconds is None:
        return DASH
    if 0 < seconds < 10:
        return say(f"{seconds:.1f} 秒", f"{seconds:.1f} s")
    whole = round(seconds)
    if whole < 100:
        return say(f"{whole} 秒", f"{whole} s")
    minutes, rest = divmod(whole, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def money(minor: int, currency: str) -> str:
    """Return an amount of minor units with its currency."""
    digits = _MINOR_DIGITS.get(currency, 2)
    return f"{safe(currency)} {minor / 10**digits:,.{digits}f}"


def basis(figure: Figure) -> str:
    """Return what a figure rests on: n, what is pending or unanswered, and what belongs beside it."""
    detail = _BASES.get(figure.id)
    parts = [detail(figure) if detail else ""]
    if figure.pending:
        parts.append(say(f"待定 {figure.pending}", f"pending {figure.pending}"))
    left_out: dict[str, int] = {}
    for reason, count in figure.excluded.items():
        group = reason.partition(":")[0]
        left_out[group] = left_out.get(group, 0) + count
    parts += [
        say(f"不计：{_LEFT_OUT[group]} {count}", f"left out: {_LEFT_OUT[group]} {count}")
        for group, count in left_out.items()
    ]
    return safe(" · ".join(part for part in parts if part))


def _ratio(figure: Figure) -> str:
    return f"{figure.numerator:,g}/{figure.denominator:,g}" if figure.denominator else ""


def _within(figure: Figure) -> str:
    limit = f"T = {duration(int(figure.filters['T_s']))}"
    return f"{_ratio(figure)} · {limit}" if figure.n else limit


def _first_waits(figure: Figure) -> str:
    detail = figure.detail
    p90, mean = duration(detail["p90_answered_only"]), duration(detail["mean_answered_only"])
    return _of_waits(figure) + say(
        f" · p90 {p90} · 均值 {mean}（仅已回复）", f" · p90 {p90} · mean {mean} (answered only)"
    )


def _all_waits(figure: Figure) -> str:
    detail = figure.detail
    p90, above = duration(detail["p90_answered_only"]), detail["above"]
    median = duration(detail["median"]) if above is None else f"> {duration(above)}"
    return _of_waits(figure) + say(
        f" · p90 {p90}（均仅已回复）· 中位数 {median}（含未回复）",
        f" · p90 {p90} (both answered only) · median {median} (all)",
    )


def _of_waits(figure: Figure) -> str:
    unanswered = figure.detail["unanswered"]
    return say(f"n={figure.n} · 未回复 {unanswered}", f"n={figure.n} · unanswered {unanswered}")


def _longest(figure: Figure) -> str:
    if not figure.n:
        return ""
    return say(
        f"在等 {figure.n} 人 · 咨询单 #{figure.detail['case']}",
        f"waiting {figure.n} · case #{figure.detail['case']}",
    )


def _overdue(figure: Figure) -> str:
    cases, waiting = figure.detail["overdue_cases"], figure.detail["waiting"]
    return say(f"咨询单 {cases} · 在等 {waiting} 人", f"cases {cases} · waiting {waiting}")


def _coverage(figure: Figure) -> str:
    answered, clusters = figure.detail["clusters_answered"], figure.detail["clusters"]
    return (
        say(
            f"人 {_ratio(figure)} · 问题 {answered}/{clusters}",
            f"askers {_ratio(figure)} · questions {answered}/{clusters}",
        )
        if figure.n
        else ""
    )


def _comments(figure: Figure) -> str:
    pace, peak, gaps = (figure.detail.get(key) for key in ("per_minute", "peak_minute", "gap_minutes"))
    pace_shown = DASH if pace is None else f"{pace:,.1f}"
    peak_shown = DASH if peak is None else f"{peak:,}"
    unknown = say(f" · 不完整 {gaps} 分钟", f" · minutes incomplete {gaps}") if gaps else ""
    return (
        say(f"每分钟 {pace_shown} · 峰值 {peak_shown}", f"a minute {pace_shown} · peak {peak_shown}")
        + unknown
    )


def _orders(figure: Figure) -> str:
    if figure.value is None:
        return ""
    units, buyers = figure.detail["units"], figure.detail["buyers"]
    named = DASH if buyers is None else f"{buyers:,}"
    return say(f"件数 {units:,} · 买家 {named}", f"units {units:,} · buyers {named}")


def _gmv(figure: Figure) -> str:
    return " · ".join(
        f"{words} {money(amount, currency)}"
        for state, words in (
            ("paid_excluding_cancelled", say("不含取消", "without cancelled")),
            ("net_of_refunds", say("扣除退款", "net of refunds")),
        )
        for currency, amount in figure.detail.get(state, {}).items()
    )


def _inquiries(figure: Figure) -> str:
    rate, askers = figure.detail["unanswered_rate"], figure.detail["unanswered_askers"]
    beside = say(f"未回复者 {share(rate)}（{askers} 人）", f"unanswered {share(rate)} of {askers}")
    return f"{_ratio(figure)} · {beside}" if figure.n else ""


def _feeds(figure: Figure) -> str:
    feeds = figure.detail["feeds"]
    return " · ".join(f"{feed} {share(known)}" for feed, known in feeds.items()) if len(feeds) > 1 else ""


_BASES: dict[str, Callable[[Figure], str]] = {
    "E1": _first_waits,
    "E2": _all_waits,
    "E3": _within,
    "E5": _within,
    "E6": _longest,
    "E7": _overdue,
    "F10": _coverage,
    "I1": _comments,
    "I4": _ratio,
    "C1": _gmv,
    "C10": _orders,
    "C13": _inquiries,
    "D1": _feeds,
    "D3": _ratio,
    "D7": _ratio,
}
