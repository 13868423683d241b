"""Decisions among candidates: how sure one is to be meant, its rivals weighed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.names import Thresholds, chances, decide

scores = st.lists(st.floats(0.0, 1.0), min_size=1, max_size=12).map(
    lambda values: sorted(values, reverse=True)
)


@given(scores)
def test_a_chance_is_never_more_than_the_score_and_keeps_the_order(values: list[float]) -> None:
    found = chances(values)
    assert all(0.0 <= chance <= score for chance, score in zip(found, values, strict=True))
    assert list(found) == sorted(found, reverse=True)


@given(scores, st.floats(0.0, 1.0))
def test_another_rival_makes_nobody_surer(values: list[float], rival: float) -> None:
    assert chances([*values, rival])[0] <= chances(values)[0] + 1e-12


def test_the_one_identical_name_is_certain_and_two_are_not() -> None:
    assert chances([1.0, 0.999])[0] == 1.0
    assert decide([1.0, 0.999]).decision == "link"
    assert max(chances([1.0, 1.0])) < 0.6
    assert decide([1.0, 1.0]).reason == "ambiguous"


@pytest.mark.parametrize(
    ("values", "decision", "reason"),
    [
        ([], "nil", None),
        ([0.2], "nil", None),
        ([0.5], "review", "weak"),
        ([0.99], "link", None),
        ([0.99, 0.3], "link", None),
        ([0.998, 0.95], "link", None),
        ([0.99, 0.985], "review", "ambiguous"),
        ([0.95, 0.93, 0.92], "review", "ambiguous"),
    ],
)
def test_who_is_linked_stands_out(values: list[float], decision: str, reason: str | None) -> None:
    verdict = decide(values)
    assert (verdict.decision, verdict.reason) == (decision, reason)


def test_a_caller_may_ask_for_more() -> None:
    assert decide([0.97], Thresholds(link=0.98, review=0.5)).decision == "review"
