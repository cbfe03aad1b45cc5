"""Find scripts by what an agent types after “/” or in the palette."""

from console.playbook.playbook import Playbook
from console.playbook.script import Script


def search(playbook: Playbook, query: str) -> list[Script]:
    """Return the scripts that contain every word of the query: in id, title, keywords or text.

    Those whose id or title begins with the query come first, then those with a word in the title, then the
    rest; scripts out of their time are among them. A blank query returns everything.
    """
    whole = playbook.fold(query).strip()
    words = [playbook.fold(word) for word in query.split()]  # before folding, which may join Chinese words
    found: list[tuple[int, int]] = []
    for position, (name, title, everything) in enumerate(playbook.searchable):
        if all(word in everything for word in words):
            if name.startswith(whole) or title.startswith(whole):
                tier = 0
            else:
                tier = 1 if any(word in name or word in title for word in words) else 2
            found.append((tier, position))
    return [playbook.scripts[position] for _, position in sorted(found)]
