"""Names in, judgements out: compare, resolve, transliterate."""

from typing import TYPE_CHECKING, Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from app.api.payloads.base import (
    ALONE,
    MAX_NAMES,
    Answer,
    BirthYear,
    Country,
    Decision,
    Lang,
    NameText,
    Refused,
    Request,
)
from app.api.problems import Problem

Score = Annotated[
    float,
    Field(ge=0, le=1, description="Probability that one person is meant; 1.0 for identical names."),
]


class PairIn(Request):
    """Two names to compare."""

    a: NameText
    b: NameText
    lang_a: Lang | None = None
    lang_b: Lang | None = None


class QueryIn(Request):
    """A name to resolve, and what else is known of its bearer."""

    id: Annotated[str, StringConstraints(max_length=200)] | None = Field(
        default=None, description="The caller's own mark, sent back with the result."
    )
    name: NameText
    lang: Lang | None = None
    birth_year: BirthYear | None = None
    country: Country | None = None


# To the type checker an item is either; to the schema it is what it should be.
if TYPE_CHECKING:
    type_pair = PairIn | Refused
    type_query = QueryIn | Refused
else:
    type_pair = Annotated[PairIn, ALONE]
    type_query = Annotated[QueryIn, ALONE]


class CompareIn(Request):
    """Pairs of names, each judged alone."""

    pairs: list[type_pair] = Field(min_length=1, max_length=MAX_NAMES)


class FeatureOut(Answer):
    """One reason for a score, in plain words."""

    name: str = Field(description="The feature's name in docs/matching.md.")
    score: float = Field(description="How far it speaks for one person.")
    weight: float = Field(description="How much it counts.")
    detail: str = Field(description="The evidence in plain words.")


class ComparisonOut(Answer):
    """Whether two names are one person's. An item with a `problem` was not compared."""

    score: Score
    decision: Decision
    features: list[FeatureOut]
    problem: Problem | None = None


class CompareOut(Answer):
    """One result for each pair, in their order."""

    results: list[ComparisonOut]


class ThresholdsIn(Request):
    """From which score on a candidate is linked, or shown to a human."""

    link: float = Field(ge=0, le=1)
    review: float = Field(ge=0, le=1)

    @model_validator(mode="after")
    def in_order(self) -> Self:
        """Refuse a review threshold above that of a link."""
        if self.review > self.link:
            raise ValueError("review must not be above link")
        return self


class ResolveIn(Request):
    """Names to look up in the registry."""

    queries: list[type_query] = Field(min_length=1, max_length=MAX_NAMES)
    limit: int = Field(default=5, ge=1, le=100, description="Candidates for each name, at most.")
    learn: bool = Field(default=False, description="Store what was decided.")
    thresholds: ThresholdsIn | None = None


class CandidateOut(Answer):
    """A person who may be meant."""

    person_id: str
    label: str
    score: Score
    alias: str = Field(description="The known spelling that is nearest to the name.")
    features: list[FeatureOut]


class ResolutionOut(Answer):
    """What was decided about one name. An item with a `problem` was not looked up."""

    id: str | None
    name: str
    decision: Decision
    reason: Literal["ambiguous", "weak"] | None = Field(
        default=None, description="Why a human should look."
    )
    person_id: str | None = Field(description="The person, when the decision is `link`.")
    created: bool = Field(description="Whether `learn` made this person now.")
    candidates: list[CandidateOut]
    decision_id: str | None = Field(default=None, description="What undoes it, when it was stored.")
    review_id: str | None = Field(default=None, description="The review that `learn` opened.")
    problem: Problem | None = None


class ResolveOut(Answer):
    """One result for each query, in their order."""

    results: list[ResolutionOut]


class TransliterateIn(Request):
    """A name to take apart."""

    name: NameText
    lang: Lang | None = None


class PartOut(Answer):
    """A word of a name in its place."""

    text: str
    role: Literal["given", "patronymic", "family", "initial", "particle", "suffix", "unknown"]
    gender: Literal["m", "f"] | None = Field(description="What this part alone says.")


class RomanisationOut(Answer):
    """The name in Latin letters under one scheme."""

    lang: str = Field(
        validation_alias="language", description="The language that the name was read as."
    )
    scheme: str = Field(description="Stable code of the scheme.")
    title: str = Field(description="The scheme in words.")
    reader: str = Field(description="The language of those who write it so.")
    text: str


class KeyOut(Answer):
    """A key that the name is indexed by: names that may be one person's share one."""

    kind: Literal["f", "s", "c", "p"] = Field(
        description="Fine reading, stem, consonants, or surname with given name."
    )
    value: str


class TransliterateOut(Answer):
    """A name as it was read."""

    name: str = Field(description="As given, white space tidied.")
    script: str = Field(description="ISO 15924 code; Zyyy when no letter has one.")
    langs: list[str] = Field(description="Guessed source languages, likeliest first.")
    gender: Literal["m", "f"] | None
    is_partial: bool = Field(description="Too little to say who is meant: a bare surname.")
    parts: list[PartOut]
    romanisations: list[RomanisationOut]
    keys: list[KeyOut]


class ExpandIn(Request):
    """A name to write in other ways."""

    name: NameText
    lang: Lang | None = None
    limit: int = Field(default=50, ge=1, le=500, description="Spellings, at most.")


class SpellingOut(Answer):
    """A probable spelling."""

    name: str = Field(validation_alias="text")
    lang: str = Field(description="The language of those who write it so.")
    scheme: str = Field(description="The scheme that gives it.")
    likelihood: float = Field(description="From 0 to 1, only to compare by.")


class ExpandOut(Answer):
    """The probable spellings, likeliest first."""

    name: str
    spellings: list[SpellingOut]
