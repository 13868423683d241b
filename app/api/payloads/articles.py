"""Articles in, mentions out."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints

from app.api.payloads.base import (
    ALONE,
    MAX_ARTICLES,
    Answer,
    Decision,
    Lang,
    Line,
    Refused,
    Request,
    has_letter,
    no_nul,
)
from app.api.problems import Problem
from app.services.readings import MAX_TEXT_LENGTH, MAX_WORD_LENGTH, is_running_text


def running_text(text: str) -> str:
    """Refuse a text with a word past all measure."""
    if not is_running_text(text):
        raise ValueError(f"this is no running text: a word is longer than {MAX_WORD_LENGTH}")
    return text


def a_timestamp(value: object) -> object:
    """Refuse numbers, which would be taken for seconds since 1970."""
    if value is not None and not isinstance(value, str):
        raise ValueError("give the moment as an RFC 3339 string")
    return value


def in_utc(moment: datetime) -> datetime:
    """In UTC; a moment without an offset is taken to be in it already."""
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


Moment = Annotated[
    datetime, BeforeValidator(a_timestamp), Field(strict=False), AfterValidator(in_utc)
]
BodyText = Annotated[
    str,
    StringConstraints(min_length=1, max_length=MAX_TEXT_LENGTH),
    AfterValidator(no_nul),
    AfterValidator(has_letter),
    AfterValidator(running_text),
]
Short = Annotated[str, StringConstraints(min_length=1, max_length=500), AfterValidator(no_nul)]


class ArticleIn(Request):
    """A news text."""

    external_id: Short | None = Field(
        default=None, description="The caller's id of the article; with it a new text replaces."
    )
    source: Short | None = Field(default=None, description="The outlet.")
    url: Line | None = None
    title: Line | None = None
    text: BodyText
    lang: Lang | None = Field(default=None, description="Guessed when not given.")
    published_at: Moment | None = None


if TYPE_CHECKING:
    type_article = ArticleIn | Refused
else:
    type_article = Annotated[ArticleIn, ALONE]


class BatchIn(Request):
    """Articles that inform each other."""

    articles: list[type_article] = Field(min_length=1, max_length=MAX_ARTICLES)
    learn: bool = Field(default=True, description="Store the articles and what they teach.")


class MentionOut(Answer):
    """A span that names a person: `text[start:end] == surface` in code points."""

    field: Literal["title", "text"]
    start: int
    end: int
    surface: str
    chain: int = Field(description="Mentions of one article with one chain name one person.")
    person_id: str | None = Field(description="Null where nobody is known or a human must look.")
    label: str | None
    score: float | None
    decision: Decision


class ArticleResultOut(Answer):
    """What became of one article of a batch."""

    index: int
    external_id: str | None
    article_id: str | None
    status: Literal["created", "unchanged", "updated", "rejected"]
    lang: str | None
    mentions: list[MentionOut]
    problem: Problem | None = None


class SummaryOut(Answer):
    """Counts over the batch."""

    articles: int
    mentions: int
    linked: int = Field(description="Mentions that name a known person.")
    created: int = Field(description="People that the batch made.")
    review: int = Field(description="Mentions that a human should look at.")


class BatchOut(Answer):
    """One result for each article, in their order."""

    results: list[ArticleResultOut]
    summary: SummaryOut


class ArticleHeadOut(Answer):
    """An article in a list."""

    article_id: str
    external_id: str | None
    source: str | None
    url: str | None
    title: str | None
    lang: str | None
    published_at: datetime | None
    received_at: datetime
    mention_count: int


class ArticleOut(Answer):
    """A stored article as posted, with its mentions as they stand now."""

    external_id: str | None
    article_id: str
    status: Literal["unchanged"] = Field(
        default="unchanged", description="As in a batch: it is stored, and reading changes nothing."
    )
    problem: None = None
    source: str | None
    url: str | None
    title: str | None
    text: str
    lang: str | None
    published_at: datetime | None
    received_at: datetime
    mentions: list[MentionOut]


class ArticlePage(Answer):
    """Articles, latest first."""

    items: list[ArticleHeadOut]
    next_cursor: str | None
