"""Print a broadcast's figures by the shop's own limits, the last one's unless told otherwise. Copy it and change it.

python scripts/review_last.py [DATA_FOLDER] [BROADCAST]
"""

import sys
from pathlib import Path

from console.review import Problem, basis, language, masked, open_review, safe, shown


def main(data: str = "", broadcast: str = "last") -> None:
    """Print the figures, then the questions that somebody got no answer to, most asked first."""
    review = open_review(Path(data) if data else None, broadcast)
    print(review.broadcast.id, safe(review.broadcast.title))
    for figure in review.figures.values():
        print(f"{figure.id:<4}{figure.name}: {shown(figure)} [{basis(figure) or f'n={figure.n}'}]")
    for question in review.questions():
        if question.waiting:
            print(f"{question.waiting}/{question.askers} ? {safe(masked(question.text))}")


if __name__ == "__main__":
    language.use(language.from_environment())
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # a terminal's or a file's stream has it
    try:
        main(*sys.argv[1:])
    except Problem as problem:
        sys.exit(f"{problem.title}: {problem.sentence} {problem.next_step}")
