"""What a comparison needs of a name, taken out of it once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from app.names import roles
from app.names.name import Gender, Name, Part
from app.names.numeral import numeral
from app.names.orthography import plausible
from app.names.token import read_token
from app.names.word import Word, word_of

PROFILES = 1 << 15


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """A name laid out for comparing.

    words: given names, surnames and words of unknown role, in order; never empty when the name has
    a letter. families, givens: their places among the words. patronymics and particles stand apart.
    initials: in order. suffix: "jr", "sr", "2", ... or "".
    genders: what each word says of gender; fathers_child: what the patronymic says.
    plain: the romanised words in alphabetical order, for string measures.
    """

    name: Name
    words: tuple[Word, ...]
    families: frozenset[int]
    givens: frozenset[int]
    places: tuple[int, ...]
    patronymics: tuple[Word, ...]
    initials: tuple[Word, ...]
    suffix: str
    gender: Gender | None
    genders: tuple[Gender | None, ...]
    fathers_child: Gender | None
    plain: str
    length: int


@lru_cache(maxsize=PROFILES)
def with_patronymics(side: Profile) -> Profile:
    """The same name with its patronymics taken for surnames: -owicz and -евич end both."""
    words = side.words + side.patronymics
    return replace(
        side,
        words=words,
        families=side.families | set(range(len(side.words), len(words))),
        genders=(*side.genders, *(None for _ in side.patronymics)),
        patronymics=(),
        plain=" ".join(sorted(word.token.ascii or word.token.letters for word in words)),
        length=sum(word.length for word in words),
    )


@lru_cache(maxsize=PROFILES)
def with_particles(side: Profile) -> Profile:
    """The same name with the particles before its surname written together: De Niro, DeNiro."""
    parts = side.name.parts
    for at, place in enumerate(side.places):
        first = place
        script = parts[place].token.script
        while first and parts[first - 1].role == "particle":
            first -= 1
        joined = [part.token for part in parts[first : place + 1]]
        if parts[place].role != "family" or len(joined) < 2:
            continue
        if any(token.script != script for token in joined):
            continue
        letters = "".join(token.letters for token in joined)
        word = word_of(read_token(letters, script, plausible((letters,), script)))
        words = (*side.words[:at], word, *side.words[at + 1 :])
        return replace(
            side,
            words=words,
            plain=" ".join(sorted(word.token.ascii or word.token.letters for word in words)),
            length=sum(word.length for word in words),
        )
    return side


@lru_cache(maxsize=PROFILES)
def _profile(key: "_ByIdentity") -> Profile:
    return build(key.name)


class _ByIdentity:
    """A name as a cache key: names are big, hashing them costs more than building a profile."""

    __slots__ = ("hash", "name")

    def __init__(self, name: Name) -> None:
        self.name = name
        self.hash = hash(name.text)

    def __hash__(self) -> int:
        return self.hash

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ByIdentity) and (
            self.name is other.name or self.name == other.name
        )


def profile(name: Name) -> Profile:
    """The profile of a name, cached."""
    return _profile(_ByIdentity(name))


def build(name: Name) -> Profile:
    """Lay a name out for comparing."""
    main = [part for part in name.parts if part.role in ("given", "family", "unknown")]
    patronymics = [part for part in name.parts if part.role == "patronymic"]
    initials = [part for part in name.parts if part.role == "initial"]
    if not main:
        main, patronymics = patronymics or initials or list(name.parts), []
        initials = [] if main and main[0].role == "initial" else initials
    number = _number(name, main)
    if number:
        initials = initials[:-1]
    words = tuple(word_of(part.token) for part in main)
    senses = (roles.suffix_sense(part.token.letters) for part in name.of("suffix"))
    return Profile(
        name=name,
        words=words,
        families=frozenset(at for at, part in enumerate(main) if part.role == "family"),
        givens=frozenset(at for at, part in enumerate(main) if part.role == "given"),
        places=tuple(name.parts.index(part) for part in main),
        patronymics=tuple(word_of(part.token) for part in patronymics),
        initials=tuple(word_of(part.token) for part in initials),
        suffix=next((sense for sense in senses if sense), number),
        gender=name.gender,
        genders=tuple(part.gender for part in main),
        fathers_child=next((part.gender for part in patronymics if part.gender), None),
        plain=" ".join(sorted(_plain(part) for part in main)),
        length=sum(word.length for word in words),
    )


def _number(name: Name, main: Sequence[Part]) -> str:
    """The number that given names end in, though it looks like an initial: Nicholas I."""
    if name.text.endswith(".") or len(name.of("initial")) != 1:
        return ""
    last = name.parts[-1]
    if not all(part.token.given or part.token.genders for part in main):
        return ""
    return numeral(last.token.letters) if last.role == "initial" else ""


def _plain(part: Part) -> str:
    return part.token.ascii or part.token.letters
