"""The last digits by which viewers ask to be found."""

import pytest

from console.triage.personal import tails
from console.triage.personal.tails import TailKind


@pytest.mark.parametrize(
    ("text", "kind", "shown"),
    [
        ("手机尾号1234的能发吗", "phone", "**34"),
        ("尾号 1234 查一下", "phone", "**34"),
        ("電話後四位1234", "phone", "**34"),
        ("订单尾号1234", "order", "**34"),
        ("订单后6位123456", "order", "****56"),
        ("我拍的尾号1234发了吗", "order", "**34"),
        ("快递尾号1234", "order", "**34"),
        ("尾号一二三四", "phone", "**34"),
        ("last 4 digits 1234", "phone", "**34"),
        ("my order ends with 1234", "order", "**34"),
    ],
)
def test_a_tail_and_whose_it_is(text: str, kind: TailKind, shown: str) -> None:
    """An order's where the text says so, a telephone's otherwise; never more than two digits are told."""
    assert ((kind, shown),) == tails(text)


@pytest.mark.parametrize(
    "text", ["", "尾号多少", "尾款1299", "银行卡尾号1234", "ends in 3000 seconds", "1234", "后4件"]
)
def test_no_tail(text: str) -> None:
    """Nothing to find anybody by; a bank card's digits are asked for by nobody here."""
    assert () == tails(text)


def test_two_tails_of_one_viewer() -> None:
    """Order and telephone, each as what it is; the same one said twice is one."""
    assert (("order", "**78"), ("phone", "**34")) == tails("订单后四位5678，手机尾号1234，手机尾号1234")
