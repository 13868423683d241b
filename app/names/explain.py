"""Features in plain words, with the evidence that each rests on."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.names.features import INDEX, NAMES, NEUTRAL, Evidence
from app.names.score import log_odds
from app.names.tellers import tell
from app.names.veto_words import veto_told
from app.names.vetoes import strongest
from app.names.wording import say

IN_A_CASE = 0.985


@dataclass(frozen=True, slots=True)
class Feature:
    """One piece of evidence: its value, how much it moves the log-odds, and what it rests on."""

    name: str
    score: float
    weight: float
    detail: str
    message_id: str


def explain(evidence: Evidence) -> tuple[Feature, ...]:
    """Every feature that says something, the most telling first; a veto before all."""
    total = log_odds(evidence.values)
    told = [feature for name in NAMES for feature in _tell(evidence, name, total)]
    told.sort(key=lambda feature: -abs(feature.weight))
    told = [feature for feature in told if feature.weight]
    if evidence.cases:
        detail = say("case", a=evidence.cases[0], b=evidence.cases[1])
        told.insert(0, Feature("case", IN_A_CASE, 0.0, detail, "case"))
    veto = strongest(evidence)
    if veto is None:
        return tuple(told)
    detail = veto_told(evidence, veto.message_id)
    return (Feature("veto", veto.most, -1.0, detail, veto.message_id), *told)


def _tell(evidence: Evidence, name: str, total: float) -> Iterator[Feature]:
    at = INDEX[name]
    value = evidence.values[at]
    if value == NEUTRAL[at]:
        return
    message_id, detail = tell(evidence, name)
    if not message_id.endswith((".none", ".unknown")):
        yield Feature(
            name,
            round(value, 4),
            round(total - _without(evidence.values, at), 4),
            detail,
            message_id,
        )


def _without(values: tuple[float, ...], at: int) -> float:
    """The log-odds when this feature is made to say nothing."""
    return log_odds((*values[:at], NEUTRAL[at], *values[at + 1 :]))
