"""The part of the registry that a batch of names may touch, in memory for one transaction."""

import heapq
import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlmodel import Session

from app.names import Name, lookup_keys, nominatives, read
from app.registry import aliases, candidates, people, reviews

# A key with as many aliases tells nothing: its list is not read to the end.
STOP = 1500
# So many people who are written alike are told apart; of a bare surname there may be thousands.
NAMESAKES = 200
# How many aliases a name is compared with, best keys first.
REACH = 60
# How many are gathered before the commoner keys may only add to the weight of those.
_GATHER = 400
# What sharing a key of each kind says: p surname and given name, f surname, s stem, c consonants.
# More than any keys say: for what is written identically, or was learnt a moment ago.
MOST = 100.0
# How much each further key of a kind adds: readings of one word are not several words.
_AGAIN = 0.4
_KIND_WEIGHT: Mapping[str, float] = {"p": 1.5, "f": 1.0, "s": 0.5, "c": 0.4}


@dataclass(slots=True, eq=False)
class KnownPerson:
    """A person of the registry, or one that this batch makes (then `id` is None until stored)."""

    id: int | None
    label: str
    status: str
    is_partial: bool
    birth_year: int | None = None
    countries: tuple[str, ...] = ()
    aliases: list["KnownAlias"] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)
    apart: set[int] = field(default_factory=set)  # whom somebody told apart from this person
    merged_into: "KnownPerson | None" = None

    @property
    def survivor(self) -> "KnownPerson":
        """This person, or whom it was found to be since."""
        return self if self.merged_into is None else self.merged_into.survivor

    def alias(self, folded: str) -> "KnownAlias | None":
        """The alias written like this."""
        return next((alias for alias in self.aliases if alias.folded == folded), None)

    def spelt(self, name: Name, lang: str | None) -> "KnownAlias | None":
        """The alias that a text's spelling supports: itself, else its nominative if that is known.

        «Ангелу Меркель» is evidence for «Ангела Меркель», no spelling of its own.
        """
        exact = self.alias(name.folded)
        if exact is not None or name.is_partial or lang is None:
            return exact
        bases = {
            read(base.text, lang).folded
            for base in nominatives(name.text, lang)
            if base.case != "nom"
        }
        return next((alias for alias in self.aliases if alias.folded in bases), None)


@dataclass(slots=True, eq=False)
class KnownAlias:
    """A spelling of a person; parsed when it is first compared."""

    id: int | None
    person: KnownPerson
    text: str
    folded: str
    lang: str | None
    is_partial: bool

    @property
    def name(self) -> Name:
        """The spelling, parsed (the engine remembers)."""
        return read(self.text, self.lang)


class Pool:
    """Aliases by blocking key: what the registry has for some names, and what is added since."""

    def __init__(self) -> None:
        self.rarity: dict[int, int] = {}
        # Whose a name is because somebody said so.
        self.told: dict[str, KnownPerson] = {}
        self._stops: set[int] = set()
        self._persons: dict[int, KnownPerson] = {}
        self._aliases: Mapping[int, KnownAlias] = {}
        self._exact: dict[str, list[KnownAlias]] = {}
        self._under: Mapping[int, Sequence[int]] = {}
        self._added: dict[int, list[KnownAlias]] = {}
        self._rankings: dict[tuple[str, tuple[str, ...], int], dict[int, float]] = {}

    @classmethod
    def load(
        cls,
        session: Session,
        names: Iterable[Name],
        *,
        folded: Collection[str] = (),
        reach: int = REACH,
    ) -> "Pool":
        """Everything that could be meant by the names: three queries, whatever their number.

        `folded` are further names that matter only if somebody is written exactly so.
        """
        pool = cls()
        names = list(names)
        keys = {key.id for name in names for key in lookup_keys(name)}
        pool._know(candidates.under(session, keys, cap=STOP))
        wanted: set[int] = set()
        for name in names:
            wanted.update(pool._ranked(name, reach))
        exact = {*folded, *(name.folded for name in names)}
        wanted |= candidates.written(session, exact, cap=NAMESAKES)
        pool._fill(session, aliases.by_ids(session, wanted))
        for name_, number in reviews.judged(session, exact).items():
            person = pool._persons.get(number)
            if person is not None and name_ not in person.refused:
                pool.told[name_] = person
        return pool

    @classmethod
    def over(cls, under: Mapping[int, Sequence[int]], aliases: Mapping[int, KnownAlias]) -> "Pool":
        """A pool of what is in memory already, to measure with: keys, and aliases by number."""
        pool = cls()
        pool._know(under)
        pool._aliases = aliases
        return pool

    def _know(self, under: Mapping[int, Sequence[int]]) -> None:
        self._under = under
        self.rarity = {key: min(STOP, len(found)) for key, found in under.items()}
        self._stops = {key for key, count in self.rarity.items() if count >= STOP}

    def _fill(self, session: Session, rows: Sequence[aliases.AliasRow]) -> None:
        ids = {row.person_id for row in rows}
        refusals = aliases.refusals(session, ids)
        for person in people.by_ids(session, ids).values():
            self._persons[person.id] = KnownPerson(
                person.id,
                person.label,
                person.status,
                person.is_partial,
                person.birth_year,
                tuple(person.countries),
                refused=refusals.get(person.id, set()),
            )
        for one, other in people.told_apart(session, ids):
            self._persons[one].apart.add(other)
            self._persons[other].apart.add(one)
        numbered: dict[int, KnownAlias] = {}
        for row in rows:
            person_ = self._persons[row.person_id]
            alias = KnownAlias(row.id, person_, row.name, row.folded, row.lang, row.is_partial)
            person_.aliases.append(alias)
            numbered[row.id] = alias
            self._exact.setdefault(row.folded, []).append(alias)
        self._aliases = numbered

    def near(self, name: Name, *, reach: int = REACH) -> dict[KnownAlias, float]:
        """The aliases most worth comparing with, best first, and how much their keys say.

        Those written identically, and those added since, say the most: they come first.
        """
        found = dict.fromkeys(self._exact.get(name.folded, ()), MOST)
        for key in lookup_keys(name):
            found |= dict.fromkeys(self._added.get(key.id, ()), MOST)
        for number, weight in self._ranked(name, reach).items():
            alias = self._aliases.get(number)
            if alias is not None:
                found.setdefault(alias, weight)
        return found

    def called(self, folded: str) -> list[KnownPerson]:
        """Everybody who is known by exactly this spelling."""
        return list({alias.person: None for alias in self._exact.get(folded, ())})

    def is_common(self, name: Name) -> bool:
        """Whether more people than are worth counting share its surname."""
        return any(key.id in self._stops for key in name.keys if key.kind == "f")

    def person(self, number: int) -> KnownPerson | None:
        """A loaded person."""
        return self._persons.get(number)

    def add(self, alias: KnownAlias) -> None:
        """Let a new alias be found by the names that come after."""
        alias.person.aliases.append(alias)
        self._exact.setdefault(alias.folded, []).append(alias)
        for key in alias.name.keys:
            self._added.setdefault(key.id, []).append(alias)

    def _ranked(self, name: Name, reach: int) -> dict[int, float]:
        """The aliases that share most keys, as the registry had them; asked for once a name."""
        asked = (name.text, name.langs, reach)
        if asked not in self._rankings:
            self._rankings[asked] = self._weigh(name, reach)
        return self._rankings[asked]

    def _weigh(self, name: Name, reach: int) -> dict[int, float]:
        weights: dict[int, float] = {}
        wanted = lookup_keys(name)
        for kind, kind_weight in _KIND_WEIGHT.items():
            met: Counter[int] = Counter()
            keys = [k.id for k in wanted if k.kind == kind and k.id in self._under]
            for key in sorted(keys, key=lambda k: self.rarity[k]):
                if key in self._stops:
                    continue
                weight = kind_weight * math.log(2 * STOP / self.rarity[key])
                full = len(weights) > _GATHER
                for alias in self._under[key]:
                    if full and alias not in weights:
                        continue
                    weights[alias] = weights.get(alias, 0.0) + weight * _AGAIN ** met[alias]
                    met[alias] += 1
        best = heapq.nsmallest(reach, weights, key=lambda alias: (-weights[alias], alias))
        return {alias: weights[alias] for alias in best}
