"""How often the chat may be asked for, so that the day's quota lasts for the stream. Pure: times are UTC ms.

Google counts units a day and project: a page of the chat costs 5, a reply 20, looking something up 1. The count
begins anew at midnight Pacific time, which is 07:00 UTC in summer and 08:00 in winter; here it is 08:00 all year, so
that no unit is spent before it is there.
"""

PAGE = 5
REPLY = 20
LOOKUP = 1

OVERTIME_MS = 30 * 60_000
"""For how long the units should last at least, where the stream runs longer than planned."""

_DAY_MS = 86_400_000
_RESET_MS = 8 * 3_600_000


class Budget:
    """Units of one day, spread over a stream planned to end at `until`; `replies` of them are kept for answering."""

    def __init__(self, *, now: int, until: int, quota: int, replies: int = 0) -> None:
        self._until = until
        self._quota = quota
        self._replies = replies
        self._left = quota
        self._resets_at = next_reset(now)

    def left(self, now: int) -> int:
        """Return how many units may still be spent before the count begins anew."""
        if now >= self._resets_at:
            self._left, self._resets_at = self._quota, next_reset(now)
        return self._left

    def spend(self, units: int, now: int) -> None:
        """Count units as spent; a call that failed on the way may have cost them too."""
        self._left = max(0, self.left(now) - units)

    def use_up(self, now: int) -> None:
        """Take the platform's word that nothing is left."""
        self._left = min(0, self.left(now))

    def replied(self, now: int) -> None:
        """Count a reply, from what was kept for replies as long as there is some."""
        self.spend(REPLY, now)
        self._replies = max(0, self._replies - 1)

    def resets_at(self, now: int) -> int:
        """Return when the count begins anew, UTC ms."""
        self.left(now)
        return self._resets_at

    def wait_ms(self, now: int, asked_ms: int) -> int | None:
        """Return how long to wait for the next page where the platform asks for `asked_ms`; None: no unit is left for one."""
        left = self.left(now)
        if left < PAGE:
            return None
        kept = min(
            REPLY * self._replies, left // 2
        )  # a small quota is not all for answering what nobody reads
        pages = max((left - kept) // PAGE, 1)
        rest = min(max(self._until - now, OVERTIME_MS), self._resets_at - now)
        return max(asked_ms, -(-rest // pages))


def next_reset(now: int) -> int:
    """Return the next time at which the day's count begins anew."""
    return (now - _RESET_MS) // _DAY_MS * _DAY_MS + _DAY_MS + _RESET_MS
