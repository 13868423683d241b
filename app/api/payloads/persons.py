"""People in and out."""

from datetime import datetime
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from app.api.payloads.base import (
    Answer,
    BirthYear,
    Country,
    Decision,
    Lang,
    NameText,
    Request,
    no_nul,
)

MAX_ALIASES = 1000
Status = Literal["provisional", "confirmed"]
Scheme = Annotated[
    str,
    StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$", max_length=50),
    Field(description="Where the id is from: `wikidata`, `ftm`, …"),
]
IdText = Annotated[str, StringConstraints(min_length=1, max_length=300), AfterValidator(no_nul)]
Note = Annotated[str, StringConstraints(max_length=10_000), AfterValidator(no_nul)]
ExternalIds = Annotated[dict[Scheme, IdText], Field(max_length=100)]
Countries = Annotated[list[Country], Field(max_length=50)]


class AliasIn(Request):
    """A spelling that the caller vouches for."""

    name: NameText
    lang: Lang | None = None


class PersonIn(Request):
    """A person that the caller vouches for."""

    label: NameText
    aliases: list[AliasIn] = Field(default_factory=list, max_length=MAX_ALIASES)
    external_ids: ExternalIds = Field(default_factory=dict)
    birth_year: BirthYear | None = None
    countries: Countries = Field(default_factory=list)
    note: Note | None = None


class PersonPatchIn(Request):
    """What is to change; what is left out stays."""

    label: NameText | None = None
    external_ids: ExternalIds | None = Field(default=None, description="Replaces all of them.")
    birth_year: BirthYear | None = None
    countries: Countries | None = None
    note: Note | None = None

    @model_validator(mode="after")
    def says_something(self) -> Self:
        """Refuse an empty patch, and null where a person cannot be without."""
        if not self.model_fields_set:
            raise ValueError("the patch is empty")
        for field in ("label", "external_ids", "countries"):
            if field in self.model_fields_set and getattr(self, field) is None:
                raise ValueError(f"{field} cannot be null")
        return self


class AliasOut(Answer):
    """A known spelling and what speaks for it."""

    alias_id: str
    name: str
    lang: str | None
    script: str = Field(description="ISO 15924 code.")
    status: Literal["accepted", "rejected"]
    origin: Literal["article", "import", "user"]
    mention_count: int
    first_seen: datetime | None
    last_seen: datetime | None


class PersonHead(Answer):
    """A person in a list: without the aliases."""

    person_id: str
    label: str = Field(description="The display name.")
    labels: dict[str, str] = Field(description="The best known spelling by language.")
    status: Status
    external_ids: dict[str, str]
    birth_year: int | None
    countries: list[str]
    note: str | None
    mention_count: int
    article_count: int
    first_seen: datetime | None
    last_seen: datetime | None
    created_at: datetime
    updated_at: datetime


class PersonOut(PersonHead):
    """A person with every known spelling."""

    aliases: list[AliasOut]


class DecidedPerson(PersonOut):
    """A person as a decision left it, and what undoes the decision."""

    decision_id: str = Field(description="What undoes it: POST /v1/decisions/{decision_id}/undo.")


class MergedPerson(DecidedPerson):
    """Two people who are one from now on."""

    refused: list[str] = Field(
        description="What one was called and the other had refused: it stays refused, and what was "
        "read under it waits in the reviews. Empty where it was these two who were told apart."
    )


class Forgotten(Answer):
    """A person is gone; the decision brings it back."""

    person_id: str
    decision_id: str


class PersonPage(Answer):
    """People: ranked for a search, else oldest first."""

    items: list[PersonHead]
    next_cursor: str | None


class PersonMentionOut(Answer):
    """Where a person was named."""

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


class PersonMentionPage(Answer):
    """Mentions, latest article first."""

    items: list[PersonMentionOut]
    next_cursor: str | None
