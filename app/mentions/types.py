"""What goes in and what comes out of reading a text: frozen values, offsets in code points."""

from dataclasses import dataclass
from typing import Literal

Field = Literal["title", "text"]
Gender = Literal["m", "f"]


@dataclass(frozen=True, slots=True)
class Text:
    """One article as it was posted; `lang` (ISO 639-1) if the caller knows it."""

    title: str | None
    text: str
    lang: str | None = None

    def field(self, field: Field) -> str:
        """Return the string that offsets of this field point into."""
        return (self.title or "") if field == "title" else self.text


@dataclass(frozen=True, slots=True)
class Mention:
    """A span that names somebody: `text.field(field)[start:end] == surface`, always.

    `name` is the clean spelling of this very mention: nominative where that is known, without
    possessive, soft hyphens or line breaks. `chain` is the number of its chain in the reading.
    """

    field: Field
    start: int
    end: int
    surface: str
    chain: int
    name: str


@dataclass(frozen=True, slots=True)
class Chain:
    """The mentions of one text that name the same person.

    `names` are its different clean spellings, most complete first, so names[0] is the best.
    `is_partial`: only a bare surname or given name is known. `ambiguous`: the text names several
    people who could be meant and does not say which. `mononym`: a given name that identifies its
    bearer, as a pope's; `royal`: a king's or a prince's, which does so beside their company.
    `relative`: a bare name whose bearer the text calls somebody's relative.
    """

    number: int
    names: tuple[str, ...]
    gender: Gender | None = None
    is_partial: bool = False
    ambiguous: bool = False
    mononym: bool = False
    royal: bool = False
    relative: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything found in one text: mentions in the order of the text, chains by number.

    `alternatives`: folded names that mentions may be forms of as well, were they known.
    """

    lang: str
    mentions: tuple[Mention, ...]
    chains: tuple[Chain, ...]
    alternatives: frozenset[str] = frozenset()
