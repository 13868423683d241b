"""Figures over labelled pairs."""

import pytest

from app.services.evaluate import LabelledPair, evaluate

PAIRS = [
    LabelledPair("Olga Tokarczuk", "Ольга Токарчук", same=True),
    LabelledPair("Olga Tokarczuk", "Olga Tokarczuk", same=True),
    LabelledPair("Wisława Szymborska", "Czesław Miłosz", same=False),
    LabelledPair("Lech Wałęsa", "Lech Walesa", same=False),  # a wrong label
]


def test_the_decision_is_judged_by_its_precision_and_recall() -> None:
    found = evaluate(PAIRS)
    assert (found.pairs, found.positives) == (4, 2)
    assert found.linked.precision == pytest.approx(2 / 3)
    assert found.linked.recall == 1.0
    assert found.linked.f1 == pytest.approx(0.8)


def test_what_went_wrong_is_named_with_its_reasons() -> None:
    (wrong,) = evaluate(PAIRS).wrong
    assert (wrong.index, wrong.a, wrong.decision) == (3, "Lech Wałęsa", "link")
    assert wrong.features


def test_the_curve_falls_in_recall_and_ends_at_identical_names() -> None:
    curve = evaluate(PAIRS).curve
    assert [point.threshold for point in curve] == [step / 100 for step in range(101)]
    recalls = [point.recall for point in curve]
    assert recalls == sorted(recalls, reverse=True)
    assert (curve[0].recall, curve[-1].recall, curve[-1].precision) == (1.0, 0.5, 1.0)


def test_the_safe_threshold_keeps_precision() -> None:
    found = evaluate(PAIRS)
    assert found.safe is not None
    assert found.safe.precision == 1.0


def test_nothing_labelled_gives_empty_figures() -> None:
    found = evaluate([])
    assert (found.pairs, found.best, found.safe, found.wrong) == (0, None, None, ())
