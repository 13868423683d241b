"""From a name and the people it may mean to a decision."""

import heapq
import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import Literal

from app.names import Feature, Match, Name, Part, Thresholds, Token, decide, glance, match
from app.services.pool import MOST, REACH, KnownAlias, KnownPerson, Pool
from app.services.views import Decision, Evidence

# The reason of a link that follows a human's judgement: the matcher never overrules it.
TOLD = "judgement"
# So many people are compared in any case; then, once somebody would be linked, only those who
# promise at least this part of what that one did; and no more than so many of all within reach.
ENOUGH = 4
_MUCH_LESS = 0.8
# What a bare surname must score with its bearer: a shared reading alone is none (Gove, Hofer).
_LEAST_BARE = 0.25
_PART = 0.5
# A glance says so many times what the keys say.
GLANCE = 3.0


@dataclass(frozen=True, slots=True)
class Judged:
    """A person with the score of a name, and the alias that gave it."""

    person: KnownPerson
    alias: KnownAlias
    score: float
    found: Match
    clues: tuple[Evidence, ...] = ()

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """Why, in plain words: said only of those who are shown."""
        return (*(_evidence(feature) for feature in self.found.features), *self.clues)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What was decided of a name: `ranked` best first, `first` is meant where it is a link."""

    decision: Decision
    reason: str | None
    ranked: tuple[Judged, ...] = ()

    @property
    def first(self) -> Judged:
        """The best candidate."""
        return self.ranked[0]


NOBODY = Judgement("nil", None)


@dataclass(frozen=True, slots=True)
class Clues:
    """What else is known of the person that a name stands for."""

    birth_year: int | None = None
    country: str | None = None


def judge(
    pool: Pool,
    name: Name,
    *,
    spellings: Collection[str] = (),
    thresholds: Thresholds | None = None,
    clues: Clues | None = None,
    reach: int = REACH,
) -> Judgement:
    """Rank the people a name may mean, and decide.

    `spellings` are folded names of the same chain: whoever refused one of them is not meant.
    """
    refused = {name.folded, *spellings}
    limits = thresholds or Thresholds()
    near = _by_person(pool.near(name, reach=reach), name, refused)
    promise = _promises(name, near)
    ranked: list[Judged] = []
    meant = math.inf  # what the one promised who would be linked
    for person in heapq.nlargest(max(ENOUGH, int(_PART * reach)), near, key=promise.__getitem__):
        if len(ranked) >= ENOUGH and meant < math.inf and promise[person] < _MUCH_LESS * meant:
            break
        ranked.append(_judged(name, person, near[person][0], pool=pool, clues=clues))
        if ranked[-1].score >= limits.link and meant == math.inf:
            meant = min(1.0, promise[person])
    ranked.sort(key=lambda j: (-j.score, j.person.id is None, j.person.id or 0, j.alias.folded))
    told = pool.told.get(name.folded)
    if told is not None and any(judged.person is told for judged in ranked):
        ranked.sort(key=lambda judged: judged.person is not told)
        return Judgement("link", TOLD, tuple(ranked))
    verdict = decide([judged.score for judged in ranked], limits)
    return Judgement(verdict.decision, verdict.reason, tuple(ranked))


def _by_person(
    near: Mapping[KnownAlias, float], name: Name, refused: set[str]
) -> dict[KnownPerson, tuple[list[KnownAlias], float]]:
    """The people of the aliases with what their keys say, the likeliest first."""
    found: dict[KnownPerson, tuple[list[KnownAlias], float]] = {}
    for alias, weight in near.items():
        # A bare surname known of somebody says nothing against a full name's other bearers.
        counts = name.is_partial or not alias.is_partial or alias.folded == name.folded
        if counts and not alias.person.refused & refused:
            found.setdefault(alias.person, ([], weight))[0].append(alias)
    # Who is called exactly so keeps away those whom somebody told apart from them.
    owners = [person for person in found if person.alias(name.folded) is not None]
    apart = {number for person in owners for number in person.apart}
    return {p: each for p, each in found.items() if p in owners or p.id not in apart}


def _promises(
    name: Name, near: Mapping[KnownPerson, tuple[list[KnownAlias], float]]
) -> dict[KnownPerson, float]:
    """Say how likely each may be meant, from their keys and a glance: 0..1, more for the certain.

    Reading a spelling costs more than anything else here: the best are read, the rest never.
    """
    most = max((weight for _, weight in near.values() if weight < MOST), default=1.0)
    return {
        person: weight
        if weight >= MOST
        else (weight / most + GLANCE * max(glance(name, alias.text) for alias in known))
        / (1 + GLANCE)
        for person, (known, weight) in near.items()
    }


def _judged(
    name: Name, person: KnownPerson, known: list[KnownAlias], *, pool: Pool, clues: Clues | None
) -> Judged:
    found = match(name, [alias.name for alias in known], rarity=pool.rarity)
    against = tuple(_clues(clues, person)) if clues is not None else ()
    score = found.score * math.prod(clue.weight for clue in against)
    return Judged(person, known[found.alias_index], score, found, against)


def _evidence(feature: Feature) -> Evidence:
    return Evidence(feature.name, feature.score, feature.weight, feature.detail)


def _clues(clues: Clues, person: KnownPerson) -> list[Evidence]:
    found = []
    if clues.birth_year and person.birth_year and abs(clues.birth_year - person.birth_year) > 1:
        detail = f"born {clues.birth_year}, this person {person.birth_year}"
        found.append(Evidence("birth_year", 0.0, 0.3, detail))
    if clues.country and person.countries:
        wanted = clues.country.casefold()
        if wanted not in {country.casefold() for country in person.countries}:
            detail = f"{clues.country}, this person {', '.join(person.countries)}"
            found.append(Evidence("country", 0.0, 0.8, detail))
    return found


def plausible(judgement: Judgement) -> list[Judged]:
    """The candidates that would each be linked if they were the only one."""
    return [judged for judged in judgement.ranked if judged.score >= Thresholds().link]


def decide_alone(score: float) -> Decision:
    """The decision about a candidate who is the only one."""
    return decide([score], Thresholds()).decision


def are_spellings(one: Name, two: Name) -> bool:
    """Whether two names would be linked."""
    return match(one, [two]).score >= Thresholds().link


def is_of_two(name: Name, one: Name, two: Name) -> bool:
    """Whether a name has one person's words and another's side by side: no word is both's."""
    ours, theirs = _words_of(name, one), _words_of(name, two)
    return bool(ours) and bool(theirs) and not ours & theirs


def is_within(short: Name, long: Name) -> bool:
    """Whether a name is some of the words of a longer one: Hussain Rizvi, Khadim Hussain Rizvi."""
    said = [part for part in short.parts if part.role not in ("particle", "suffix")]
    return len(said) < len(long.parts) and len(_words_of(long, short)) == len(said)


def _words_of(name: Name, other: Name) -> set[int]:
    theirs = {key for part in other.parts for key in part.token.keys if key.kind == "f"}
    return {n for n, part in enumerate(name.parts) if theirs & set(part.token.keys)}


def may_be_one(persons: Sequence[KnownPerson], *, least: float = Thresholds().review) -> bool:
    """Whether people whom one name fits may be the same: read only, and nothing speaks against it.

    Brothers whom a bare initial fits stay two: their given names differ. `least` is the score that
    spellings of both must reach with each other.
    """
    if any(person.status != "provisional" for person in persons):
        return False
    return all(_compatible(one, two, least) for one, two in combinations(persons, 2))


def _compatible(one: KnownPerson, two: KnownPerson, least: float) -> bool:
    theirs = [alias.name for alias in two.aliases if not alias.is_partial]
    ours = [alias.name for alias in one.aliases if not alias.is_partial]
    if not ours or not theirs or two.id in one.apart:
        return False
    if one.refused & {alias.folded for alias in two.aliases}:
        return False
    if two.refused & {alias.folded for alias in one.aliases}:
        return False
    return max(match(name, theirs).score for name in ours) >= least


def bearers(pool: Pool, name: Name, *, spellings: Collection[str] = ()) -> list[KnownPerson] | None:
    """Who is known to bear the surname of a bare one; None where it is too common to tell."""
    if pool.is_common(name):
        return None
    refused = {name.folded, *spellings}
    found = {
        alias.person: None
        for alias in pool.near(name, reach=200)
        if not alias.person.refused & refused and bears(alias.name, name)
    }
    return list(found)


def bears(full: Name, bare: Name) -> bool:
    """Whether a person of the full name may be called by the bare one, a surname.

    The gender of a bare word that is listed as a given name says nothing: Kelly, Jordan. One rare
    reading in common is too little: Mahomet and Mamos, both read as the French would.
    """
    if kind_of(bare) == "surname" and {full.gender, bare.gender} == {"m", "f"}:
        return False
    wanted = {key for part in bare.parts for key in part.token.keys if key.kind == "f"}
    had = {key for part in surnames(full) for key in part.token.keys if key.kind == "f"}
    if not wanted & had and full.folded != bare.folded:
        return False
    if not _initials_agree(full, bare):
        return False
    return full.folded == bare.folded or match(bare, [full]).score >= _LEAST_BARE


def surnames(full: Name) -> tuple[Part, ...]:
    """The surnames of a name; all of it where nothing is known to be one."""
    found = full.of("family", "unknown")
    return found or full.parts


def _initials_agree(full: Name, bare: Name) -> bool:
    wanted = [part.token.initials for part in bare.of("initial")]
    had = [part.token.initials for part in full.of("given", "initial")]
    if not wanted or not had:
        return True
    return bool(wanted[0] & had[0])


Kind = Literal["surname", "given"]


def kind_of(bare: Name) -> Kind:
    """What a partial name consists of."""
    roles = {part.role for part in bare.parts}
    return "given" if roles and roles <= {"given", "patronymic"} else "surname"


def is_called(full: Name, given: Name) -> bool:
    """Whether a text that has the full name may call its bearer by the given name alone.

    A text spells one given name in one way: Mohamed is not Muhammad Sajjad beside him.
    """
    return any(
        one.letters == other.letters or one.nicks & other.given or one.given & other.nicks
        for one, other in _given_names(given, full)
    )


def is_spelt_alike(full: Name, given: Name) -> bool:
    """Whether a full name has this very given name."""
    return any(one.letters == other.letters for one, other in _given_names(given, full))


def answers_to(full: Name, given: Name) -> bool:
    """Whether a person of the full name may be called by the given name alone."""
    return any(
        one.letters == other.letters or one.given & other.given or one.nicks & other.given
        for one, other in _given_names(given, full)
    )


def _given_names(one: Name, other: Name) -> Iterator[tuple[Token, Token]]:
    """Yield every given name of one beside every one of the other."""
    for mine, theirs in product(one.of("given"), other.of("given")):
        yield mine.token, theirs.token
