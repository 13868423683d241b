"""From scores to a decision: link, review or nil."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Decision = Literal["link", "review", "nil"]
Reason = Literal["ambiguous", "weak"]


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The least score for `link`, and for `review`; below that it is `nil`.

    margin: how much better than the next candidate a link must be.
    """

    link: float = 0.9
    review: float = 0.35
    margin: float = 0.03

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

    Two that both could be it and are too close to tell apart are ambiguous; an identical name
    (1.0) beats any that is not.
    """
    if not scores or scores[0] < thresholds.review:
        return Verdict("nil")
    first, second = scores[0], scores[1] if len(scores) > 1 else 0.0
    close = second >= thresholds.review and first - second < thresholds.margin
    if close and (first < 1.0 or second == 1.0) and second >= thresholds.link - thresholds.margin:
        return Verdict("review", "ambiguous", 0)
    if first >= thresholds.link:
        return Verdict("link", None, 0)
    return Verdict("review", "ambiguous" if close else "weak", 0)
