"""Finding scripts by typing."""

import pytest

from console.playbook import Playbook, Script, search

PLAYBOOK = Playbook(
    [
        Script(id="returns.seven_days", title="七天无理由", texts=("签收后可申请",), keywords=("退货",)),
        Script(id="price.protect", title="价保 Price", texts=("买贵可以申请退差价",)),
        Script(id="refund.when", title="退款时间", texts=("原路退回",)),
    ]
)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["returns.seven_days", "price.protect", "refund.when"]),
        ("refund", ["refund.when"]),
        ("ＰＲＩＣＥ", ["price.protect"]),
        ("退", ["refund.when", "returns.seven_days", "price.protect"]),
        ("退 申请", ["returns.seven_days", "price.protect"]),
        ("原路", ["refund.when"]),
        ("没有这句", []),
    ],
)
def test_every_word_must_be_there_and_titles_come_first(query: str, found: list[str]) -> None:
    """Words may stand anywhere in a script, in any width or case."""
    assert found == [script.id for script in search(PLAYBOOK, query)]


def test_words_stay_apart_where_folding_joins_them() -> None:
    """The desk's fold drops spaces between Chinese characters; two words are still two words."""
    playbook = Playbook(PLAYBOOK.scripts, fold=lambda text: text.replace(" ", ""))
    assert ["refund.when"] == [script.id for script in search(playbook, "时间 退款")]
