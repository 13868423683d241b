"""What the engine will do, until it does: the seam's signatures with a plain scorer behind them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from app.names import Name


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Scores from which a candidate is linked, or shown to a human."""

    link: float = 0.85
    review: float = 0.5


@dataclass(frozen=True, slots=True)
class Feature:
    """One feature of a comparison."""

    name: str
    score: float
    weight: float
    detail: str
    message_id: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """A person's score: that of the best alias."""

    score: float
    alias_index: int
    features: tuple[Feature, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the ranked scores amount to."""

    decision: Literal["link", "review", "nil"]
    reason: str | None


def match(
    query: Name, aliases: Sequence[Name], *, rarity: Mapping[int, int] | None = None
) -> Match:
    """Score a person by the best of the aliases."""
    del rarity
    scores = [_score(query, alias) for alias in aliases]
    best = max(range(len(scores)), key=scores.__getitem__)
    detail = f"{query.text} ~ {aliases[best].text}"
    return Match(scores[best], best, (Feature("name", scores[best], 1.0, detail),))


def decide(scores: Sequence[float], thresholds: Thresholds | None = None) -> Verdict:
    """Link the first if it is good and alone."""
    limits = thresholds or Thresholds()
    if not scores or scores[0] < limits.review:
        return Verdict("nil", None)
    if len(scores) > 1 and scores[0] >= limits.link and scores[1] >= limits.link:
        close = scores[0] - scores[1] < 0.02
        return Verdict("review", "ambiguous") if close else Verdict("link", None)
    return Verdict("link", None) if scores[0] >= limits.link else Verdict("review", "weak")


def _score(one: Name, other: Name) -> float:
    if one.folded == other.folded:
        return 1.0
    if {one.gender, other.gender} == {"m", "f"}:
        return 0.02
    fine = [{k.value for k in n.keys if k.kind == "f"} for n in (one, other)]
    stems = [{k.value for k in n.keys if k.kind == "s"} for n in (one, other)]
    surname = 1.0 if fine[0] & fine[1] else 0.9 if stems[0] & stems[1] else 0.0
    given = [
        frozenset[str]().union(*(p.token.given | p.token.fine for p in n.of("given", "initial")))
        for n in (one, other)
    ]
    if not given[0] or not given[1]:
        return 0.45 * surname
    return 0.98 * surname if given[0] & given[1] else 0.05
