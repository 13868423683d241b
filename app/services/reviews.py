"""What waits for somebody to look."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from app.registry.database import Database
from app.services.views import Candidate, Page

Judgement = Literal["positive", "negative", "unsure"]
ReviewStatus = Literal["open", "unsure", "closed"]


@dataclass(frozen=True, slots=True)
class ReviewView:
    """A name that could be several people's, with one place where it was read."""

    review_id: str
    status: ReviewStatus
    surface: str
    reason: str | None
    snippet: str | None
    article_id: str | None
    mention_count: int
    candidates: tuple[Candidate, ...]
    opened_at: datetime
    closed_at: datetime | None
    judgement: Judgement | None
    person_id: str | None


@dataclass(frozen=True, slots=True)
class NewJudgement:
    """What somebody says of a review; `person_id` with "positive" alone."""

    review_id: str
    judgement: Judgement
    person_id: str | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """A review after the judgement, and the decision that can be undone."""

    review: ReviewView
    decision_id: str


def find(
    database: Database, *, status: ReviewStatus = "open", limit: int = 50, cursor: str | None = None
) -> Page[ReviewView]:
    """The waiting ones, most valuable first."""
    raise NotImplementedError


def read(database: Database, review_id: str) -> ReviewView:
    """One review. Raises `ReviewNotFound`."""
    raise NotImplementedError


def judge(
    database: Database, judgements: Sequence[NewJudgement], *, actor: str = "user"
) -> list[Judged]:
    """Close reviews; what is decided holds for all waiting mentions of that name.

    Raises `ReviewNotFound`, `PersonNotFound`, `Merged`, and `Conflict` for one that is closed.
    """
    raise NotImplementedError
