"""Labelled pairs in, figures out."""

from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from app.api.payloads.base import ALONE, Answer, Decision, NameText, Refused, Request
from app.api.payloads.names import FeatureOut, Score
from app.api.problems import Problem

MAX_PAIRS = 10_000


class LabelledIn(Request):
    """Two names, and whether they are one person's."""

    a: NameText
    b: NameText
    same: bool


if TYPE_CHECKING:
    type_labelled = LabelledIn | Refused
else:
    type_labelled = Annotated[LabelledIn, ALONE]


class EvaluateIn(Request):
    """The caller's own labelled pairs."""

    pairs: list[type_labelled] = Field(min_length=1, max_length=MAX_PAIRS)


class PointOut(Answer):
    """Figures when every score from `threshold` up is called one person."""

    threshold: float
    precision: float
    recall: float
    f1: float


class WrongOut(Answer):
    """A pair that the decision got wrong, and why."""

    index: int = Field(description="Its place among the posted pairs.")
    a: str
    b: str
    same: bool
    score: Score
    decision: Decision
    features: list[FeatureOut]


class RejectedOut(Answer):
    """A pair that could not be judged."""

    index: int
    problem: Problem


class EvaluateOut(Answer):
    """How well the engine judges these pairs."""

    pairs: int = Field(description="Pairs judged.")
    positives: int = Field(description="Those that are one person's.")
    review: int = Field(description="Those whose decision is `review`.")
    precision: float = Field(description="Of the decision `link`.")
    recall: float = Field(description="Of the decision `link`.")
    f1: float = Field(description="Of the decision `link`.")
    best: PointOut | None = Field(description="The threshold with the highest F1 on these pairs.")
    safe: PointOut | None = Field(description="The highest recall at a precision of 0.99 or more.")
    curve: list[PointOut] = Field(description="Every hundredth of the threshold.")
    wrong_count: int = Field(description="Pairs that the decision got wrong.")
    wrong: list[WrongOut] = Field(description="The worst 100, most confidently wrong first.")
    rejected: list[RejectedOut]
