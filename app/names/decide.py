"""From scores to a decision: link, review or nil."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp, log, log1p
from typing import Literal

from app.names import tables

Decision = Literal["link", "review", "nil"]
Reason = Literal["ambiguous", "weak"]
MOST_SURE = 0.999
IDENTICAL_ODDS = 2e3


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The least score for `link`, and for `review`; below that it is `nil`.

    sure: the least chance, with all rivals weighed, that a candidate of several must have.
    """

    link: float = 0.9
    review: float = 0.35
    sure: float = 0.8

    def __post_init__(self) -> None:
        if not 0.0 <= self.review <= self.link <= 1.0:
            raise ValueError("thresholds must be 0 <= review <= link <= 1")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is decided about ranked candidates. best: place of the one meant, None for nil."""

    decision: Decision
    reason: Reason | None = None
    best: int | None = None


DEFAULT = Thresholds()


def decide_one(score: float, thresholds: Thresholds = DEFAULT) -> Decision:
    """Decide about two names by their score alone."""
    if score >= thresholds.link:
        return "link"
    return "review" if score >= thresholds.review else "nil"


def decide(scores: Sequence[float], thresholds: Thresholds = DEFAULT) -> Verdict:
    """Decide about candidates, best first. At most one is linked.

    Whoever scores enough but is not sure to be meant, because others may be, is ambiguous; an
    identical name (1.0) beats any that is not.
    """
    if not scores or scores[0] < thresholds.review:
        return Verdict("nil")
    first, rivals = scores[0], scores[1:]
    sure = chances(scores)[0] >= thresholds.sure
    if first >= thresholds.link and sure:
        return Verdict("link", None, 0)
    close = not sure and any(score >= thresholds.review for score in rivals)
    return Verdict("review", "ambiguous" if close else "weak", 0)


def chances(scores: Sequence[float]) -> tuple[float, ...]:
    """How probable it is for each candidate to be the one meant, when one of all is.

    No more than the score, less where others fit as well; order stays. 1.0 for the one candidate
    whose name is identical.
    """
    odds = [_odds(score) for score in scores]
    total = sum(odds)
    identical = sum(score == 1.0 for score in scores)
    return tuple(
        1.0 if score == 1.0 and identical == 1 else min(score, _chance(own, total - own))
        for score, own in zip(scores, odds, strict=True)
    )


def _odds(score: float) -> float:
    return IDENTICAL_ODDS if score == 1.0 else max(score, 1e-4) / (1.0 - min(score, MOST_SURE))


def _chance(own: float, rivals: float) -> float:
    start, gain, loss = _table()
    sure = start + gain * log(own) - loss * log1p(max(0.0, rivals))
    return min(MOST_SURE, 1.0 / (1.0 + exp(-max(-30.0, min(30.0, sure)))))


@lru_cache(maxsize=1)
def _table() -> tuple[float, float, float]:
    table = {row["part"]: float(row["weight"]) for row in tables.rows("chances.tsv")}
    return table["start"], table["own"], table["rivals"]
