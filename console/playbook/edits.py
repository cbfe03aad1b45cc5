"""How much of a script an agent changed before sending it."""


def edit_ratio(script_text: str, sent_text: str) -> float:
    """Return the share of a rendered script that was changed, 0 (as it was) to 1 (rewritten).

    The Levenshtein distance of the two texts over the length of the longer one.
    """
    longest = max(len(script_text), len(sent_text))
    return _distance(script_text, sent_text) / longest if longest else 0.0


def _distance(old: str, new: str) -> int:
    if old == new:
        return 0
    above = list(range(len(new) + 1))
    for row, left in enumerate(old, 1):
        corner, above[0] = above[0], row
        for column, right in enumerate(new, 1):
            cost = corner if left == right else 1 + min(corner, above[column], above[column - 1])
            corner, above[column] = above[column], cost
    return above[-1]
