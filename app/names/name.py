"""The values that a name is read into. All frozen; nothing here computes."""

from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Literal

Gender = Literal["m", "f"]
Role = Literal["given", "patronymic", "family", "initial", "particle", "suffix", "unknown"]
KeyKind = Literal["f", "s", "c", "p"]


@dataclass(frozen=True, slots=True)
class Key:
    """A blocking key: names that may be one person's share at least one.

    kind: "f" fine reading of a surname, "s" its stem (case and gender endings off), "c" its
    consonants, "p" consonants of the surname together with the given name.
    `id` is what registries store: the same in every process and on every machine.
    """

    kind: KeyKind
    value: str
    id: int = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        digest = blake2b(f"{self.kind}:{self.value}".encode(), digest_size=8).digest()
        object.__setattr__(self, "id", int.from_bytes(digest, "big", signed=True))


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a name, read. Tokens are cached and shared: compare by `letters`.

    letters: folded and composed (NFC), without apostrophes; what the readings were made from.
    ascii: romanised in plain ASCII letters, for string measures.
    fine: possible readings in symbols (vowels A I U, consonants bcCdfgklmnprsStvxzZ).
      Two tokens whose fine sets meet are spelt alike up to orthography, language and gender-neutral
      vowel reduction. Never empty for a token with a letter.
    keys: blocking keys of the word alone (kinds f, s, c), fine ones first.
    readings: fine reading -> orthographies that give it ("en", "pl", "be", ...), for explanations.
    coarse: readings without vowels, consonants merged into classes; for look-up only, says nothing
      when it has fewer than three consonants.
    stems: fine readings without case and gender endings; for inflected text.
    given: ids of the given names that this word is a full form of; nicks: ids it is a short form
      of.
      Two tokens with a common id are one given name (Николай, Mikalai).
    groups: Wikidata name items that list this word. A common group means "could be one name".
    genders: what the word says of its bearer when it is a given name; empty when it says nothing.
    initials: first symbols of all equivalents; {"r", "g"} for Рыгор, so that Г. is compatible.
    """

    letters: str
    script: str
    ascii: str
    fine: frozenset[str]
    coarse: frozenset[str]
    stems: frozenset[str]
    initials: frozenset[str]
    given: frozenset[str] = frozenset()
    nicks: frozenset[str] = frozenset()
    groups: frozenset[int] = frozenset()
    genders: frozenset[Gender] = frozenset()
    readings: tuple[tuple[str, tuple[str, ...]], ...] = ()
    keys: tuple[Key, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A token in its place in a name.

    text: as written. gender: what this part alone says ("m" for Иванов, Иванович, Иван), or None.
    glued: joined to the part before it by a hyphen, an apostrophe or nothing (А.Г.).
    """

    text: str
    role: Role
    gender: Gender | None
    token: Token
    glued: bool = False


@dataclass(frozen=True, slots=True)
class Name:
    """One personal name, read once.

    text: whitespace-normalised as given. folded: equal for names that are written identically up to
    case, composition and look-alike letters. script: ISO 15924 code of most letters, "Zyyy" when
    there is none. langs: guessed source languages, likeliest first (the told language alone when
    told). gender: of the bearer as far as the name says. keys: blocking keys, most telling first.
    is_partial: a bare surname, a given name alone or initials: not enough to identify.
    """

    text: str
    folded: str
    script: str
    langs: tuple[str, ...]
    parts: tuple[Part, ...]
    gender: Gender | None
    keys: tuple[Key, ...]
    is_partial: bool

    def of(self, *roles: Role) -> tuple[Part, ...]:
        """Return the parts with one of these roles, in order."""
        return tuple(part for part in self.parts if part.role in roles)
