"""What the services take and give: frozen values, ids as opaque strings, moments in UTC."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Generic, Literal, TypeVar

from app.errors import OnymError

T = TypeVar("T")
Decision = Literal["link", "review", "nil"]
Status = Literal["provisional", "confirmed"]


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page of a list; `next_cursor` is None on the last."""

    items: tuple[T, ...]
    next_cursor: str | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """One feature of a comparison, in plain words."""

    name: str
    score: float
    weight: float
    detail: str


# --- resolve


@dataclass(frozen=True, slots=True)
class Query:
    """A name to resolve, and what else the caller knows of the person."""

    name: str
    lang: str | None = None
    id: str | None = None
    birth_year: int | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person who may be meant, by the best of the known spellings."""

    person_id: str
    label: str
    score: float
    alias: str
    features: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Resolution:
    """What was decided about one query. `reason` is "ambiguous" or "weak" on a review."""

    id: str | None
    name: str
    decision: Decision
    reason: str | None
    person_id: str | None
    created: bool
    candidates: tuple[Candidate, ...]
    decision_id: str | None = None
    review_id: str | None = None
    problem: OnymError | None = None


# --- articles


@dataclass(frozen=True, slots=True)
class NewArticle:
    """An article as posted. The external id, within its source, says which article it is."""

    text: str
    title: str | None = None
    external_id: str | None = None
    source: str | None = None
    url: str | None = None
    lang: str | None = None
    published_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class FoundMention:
    """A mention with the person it names: None where nobody knows, or somebody must look."""

    field: Literal["title", "text"]
    start: int
    end: int
    surface: str
    chain: int
    person_id: str | None
    label: str | None
    score: float | None
    decision: Decision


@dataclass(frozen=True, slots=True)
class ArticleResult:
    """What became of one article of a batch; `problem` is set on "rejected" alone."""

    index: int
    external_id: str | None
    article_id: str | None
    status: Literal["created", "unchanged", "updated", "rejected"]
    lang: str | None
    mentions: tuple[FoundMention, ...]
    problem: OnymError | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts of a batch: mentions found; mentions linked; people created; mentions to review."""

    articles: int
    mentions: int
    linked: int
    created: int
    review: int


@dataclass(frozen=True, slots=True)
class BatchResult:
    """The results in the order of the batch."""

    results: tuple[ArticleResult, ...]
    summary: Summary


@dataclass(frozen=True, slots=True)
class ArticleView:
    """A stored article with its mentions as they stand now."""

    article_id: str
    external_id: str | None
    source: str | None
    url: str | None
    title: str | None
    text: str
    lang: str
    published_at: datetime | None
    received_at: datetime
    mentions: tuple[FoundMention, ...]


@dataclass(frozen=True, slots=True)
class ArticleHead:
    """An article in a list: without its text."""

    article_id: str
    external_id: str | None
    source: str | None
    url: str | None
    title: str | None
    lang: str
    published_at: datetime | None
    received_at: datetime
    mention_count: int


# --- persons


@dataclass(frozen=True, slots=True)
class NewAlias:
    """A spelling that somebody vouches for."""

    name: str
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class NewPerson:
    """A person that somebody vouches for."""

    label: str
    aliases: tuple[NewAlias, ...] = ()
    external_ids: Mapping[str, str] = field(default_factory=dict)
    birth_year: int | None = None
    countries: tuple[str, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class PersonPatch:
    """Only the names in `fields` change (so that a note can be set to None)."""

    fields: frozenset[str]
    label: str | None = None
    external_ids: Mapping[str, str] | None = None
    birth_year: int | None = None
    countries: tuple[str, ...] | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class AliasView:
    """A known spelling and what speaks for it."""

    alias_id: str
    name: str
    lang: str | None
    script: str
    status: Literal["accepted", "rejected"]
    origin: Literal["article", "import", "user"]
    mention_count: int
    first_seen: datetime | None
    last_seen: datetime | None


@dataclass(frozen=True, slots=True)
class PersonView:
    """A person as callers see one; `aliases` is None in lists."""

    person_id: str
    label: str
    labels: Mapping[str, str]
    status: Status
    aliases: tuple[AliasView, ...] | None
    external_ids: Mapping[str, str]
    birth_year: int | None
    countries: tuple[str, ...]
    note: str | None
    mention_count: int
    article_count: int
    first_seen: datetime | None
    last_seen: datetime | None
    version: int
    created_at: datetime
    updated_at: datetime

    @property
    def etag(self) -> str:
        """Changes with every change of the person; not yet in quotes."""
        return f"{self.person_id}-{self.version}"


@dataclass(frozen=True, slots=True)
class Decided:
    """A person after a decision, and the decision that can be undone."""

    person: PersonView
    decision_id: str
    # Of a merge: what the one was called and the other had refused.
    refused: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonMention:
    """Where a person was named; `snippet` is the sentence around, or what fits of it."""

    article_id: str
    title: str | None
    source: str | None
    url: str | None
    published_at: datetime | None
    field: Literal["title", "text"]
    start: int
    end: int
    surface: str
    snippet: str
    alias_id: str | None
    score: float | None
    decision: Decision
