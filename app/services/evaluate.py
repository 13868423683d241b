"""How well the engine judges the caller's own labelled pairs."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from app import names
from app.names import Comparison, Feature

SAFE_PRECISION = 0.99
STEPS = 100


@dataclass(frozen=True, slots=True)
class LabelledPair:
    """Two names, and whether they are one person's."""

    a: str
    b: str
    same: bool


@dataclass(frozen=True, slots=True)
class Point:
    """Precision, recall and F1 when everything from `threshold` up is called one person.

    Precision is 1 where nothing is called so; recall is 0 where there is nothing to find.
    """

    threshold: float
    precision: float
    recall: float
    f1: float


@dataclass(frozen=True, slots=True)
class WrongPair:
    """A pair that the decision got wrong: linked though different, or the same and not linked."""

    index: int
    a: str
    b: str
    same: bool
    score: float
    decision: names.Decision
    features: tuple[Feature, ...]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All figures. `linked` judges the decision; `safe` has the best recall at P >= .99."""

    pairs: int
    positives: int
    review: int
    linked: Point
    best: Point | None
    safe: Point | None
    curve: tuple[Point, ...]
    wrong_count: int
    wrong: tuple[WrongPair, ...]


def evaluate(pairs: Sequence[LabelledPair], *, most_wrong: int = 100) -> Evaluation:
    """Compare every pair; `wrong` holds the worst `most_wrong`, most confidently wrong first."""
    found = [names.compare(pair.a, pair.b) for pair in pairs]
    ranking = _Ranking(
        [(result.score, pair.same) for pair, result in zip(pairs, found, strict=True)]
    )
    points = [ranking.at(score) for score in ranking.distinct]
    safe = [point for point in points if point.precision >= SAFE_PRECISION]
    wrong = _wrong(pairs, found)
    return Evaluation(
        pairs=len(pairs),
        positives=ranking.positives,
        review=sum(result.decision == "review" for result in found),
        linked=ranking.at(names.Thresholds().link),
        best=max(points, key=lambda point: (point.f1, point.threshold), default=None),
        safe=max(safe, key=lambda point: (point.recall, point.threshold), default=None),
        curve=tuple(ranking.at(step / STEPS) for step in range(STEPS + 1)),
        wrong_count=len(wrong),
        wrong=tuple(_explained(index, pairs[index], found[index]) for index in wrong[:most_wrong]),
    )


class _Ranking:
    """Scores with their labels, sorted once, so that any threshold is answered by two look-ups."""

    def __init__(self, labelled: Sequence[tuple[float, bool]]) -> None:
        ranked = sorted(labelled)
        self.scores = [score for score, _ in ranked]
        self.distinct = sorted(set(self.scores))
        self.positives = sum(same for _, same in ranked)
        self._same_below = [0, *accumulate(int(same) for _, same in ranked)]

    def at(self, threshold: float) -> Point:
        """Figures when scores from `threshold` up count as one person."""
        below = bisect_left(self.scores, threshold)
        called = len(self.scores) - below
        right = self.positives - self._same_below[below]
        precision = right / called if called else 1.0
        recall = right / self.positives if self.positives else 0.0
        total = precision + recall
        f1 = 2 * precision * recall / total if total else 0.0
        return Point(threshold, precision, recall, f1)


def _wrong(pairs: Sequence[LabelledPair], found: Sequence[Comparison]) -> list[int]:
    wrong = [
        index
        for index, (pair, result) in enumerate(zip(pairs, found, strict=True))
        if pair.same != (result.decision == "link")
    ]
    return sorted(wrong, key=lambda i: (-abs(found[i].score - pairs[i].same), i))


def _explained(index: int, pair: LabelledPair, result: Comparison) -> WrongPair:
    return WrongPair(
        index, pair.a, pair.b, pair.same, result.score, result.decision, result.features
    )
