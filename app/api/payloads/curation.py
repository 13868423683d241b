"""Who is who, decided by people."""

from datetime import datetime
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from app.api.payloads.base import Answer, Request, no_nul
from app.api.payloads.names import CandidateOut
from app.api.payloads.persons import PersonHead

MAX_JUDGEMENTS = 500
Reason = Annotated[str, StringConstraints(max_length=2000), AfterValidator(no_nul)]
IdIn = Annotated[str, StringConstraints(min_length=1, max_length=100), AfterValidator(no_nul)]
Judgement = Literal["positive", "negative", "unsure"]
ReviewStatus = Literal["open", "unsure", "closed"]


class MergeIn(Request):
    """Who is to move here."""

    other_id: IdIn
    reason: Reason | None = None


class SplitIn(Request):
    """Which spellings are somebody else's."""

    alias_ids: list[IdIn] = Field(min_length=1, max_length=1000)
    reason: Reason | None = None


class DecisionOut(Answer):
    """One decision: who or what, when, why, and what it changed."""

    decision_id: str
    kind: str
    actor: str = Field(description="The engine, or whoever asked.")
    engine_version: str
    at: datetime
    reason: str | None
    score: float | None
    features: list[dict[str, Any]] | None
    person_ids: list[str] = Field(description="Whose history it belongs to.")
    undoes: str | None = Field(description="The decision that this one took back.")
    undone_by: str | None = Field(description="The decision that took this one back.")
    changes: list[dict[str, Any]] = Field(
        description="Rows that changed alike, before and after (null for none): `keys` names the "
        "first hundred, `count` tells how many they are."
    )


class DecisionPage(Answer):
    """Decisions; in the feed of changes `next_cursor` is never null: keep it and ask again."""

    items: list[DecisionOut]
    next_cursor: str | None


class UndoneOut(Answer):
    """What an undo did; its own `decision_id` can be undone too."""

    decision_id: str
    persons: list[PersonHead] = Field(description="The people it touched, as they are now.")


class ReviewOut(Answer):
    """A name that waits for somebody to say whose it is."""

    review_id: str
    status: ReviewStatus
    surface: str
    reason: Literal["ambiguous", "weak"] | None
    snippet: str | None
    article_id: str | None
    mention_count: int = Field(description="Mentions that hang on it.")
    candidates: list[CandidateOut]
    opened_at: datetime
    closed_at: datetime | None
    judgement: Judgement | None
    person_id: str | None = Field(description="Whom the judgement gave it to.")


class ReviewPage(Answer):
    """Reviews, most valuable first."""

    items: list[ReviewOut]
    next_cursor: str | None


class JudgementIn(Request):
    """Whose the name is: this person's, a new person's, or nobody can tell."""

    judgement: Judgement
    person_id: IdIn | None = Field(default=None, description="With `positive`, and only then.")

    @model_validator(mode="after")
    def names_a_person_when_positive(self) -> Self:
        """Refuse a positive judgement of nobody, and a person beside another judgement."""
        if (self.judgement == "positive") != (self.person_id is not None):
            raise ValueError("person_id belongs to the judgement positive, and to no other")
        return self


class BulkJudgementIn(JudgementIn):
    """A judgement with the review it is about."""

    review_id: IdIn


class BulkIn(Request):
    """Judgements that are stored together, or not at all."""

    judgements: list[BulkJudgementIn] = Field(min_length=1, max_length=MAX_JUDGEMENTS)


class JudgedOut(ReviewOut):
    """A review after its judgement, and what undoes it."""

    decision_id: str


class BulkOut(Answer):
    """One result for each judgement, in their order."""

    results: list[JudgedOut]
