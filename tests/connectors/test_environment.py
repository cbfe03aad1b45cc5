"""Secrets from the environment."""

import pytest

from connectors.environment import expand
from connectors.problem import UserProblem


def test_a_reference_becomes_the_variables_value(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every `${NAME}` is replaced; other dollar signs are text."""
    monkeypatch.setenv("SHOP_TOKEN", "s3cret")

    assert "Bearer s3cret, $5 {x}" == expand("Bearer ${SHOP_TOKEN}, $5 {x}", "headers.Authorization")


def test_a_missing_variable_is_named_with_its_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    """The person learns which variable to set, and for which setting."""
    monkeypatch.delenv("SHOP_TOKEN", raising=False)

    with pytest.raises(UserProblem) as problem:
        expand("${SHOP_TOKEN}", "url")

    assert "SHOP_TOKEN" in problem.value.sentence
    assert "url" in problem.value.sentence
