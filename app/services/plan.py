"""What a transaction has decided and not yet stored: new people, new spellings, and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache

from sqlmodel import Session

from app.names import ENGINE_VERSION, Name, read
from app.registry import decisions, ids, journal
from app.registry.decisions import Entry
from app.registry.journal import Change
from app.registry.tally import tally
from app.services.labels import relabel
from app.services.pool import KnownAlias, KnownPerson, Pool
from app.services.views import Evidence


@lru_cache(maxsize=4096)
def keys_of(name: str, lang: str | None) -> tuple[int, ...]:
    """The blocking keys that a spelling is stored under."""
    return tuple({key.id for key in read(name, lang).keys})


@dataclass(slots=True, eq=False)
class Step:
    """One decision to be: a name given to a person, new or known.

    `mentions` collects (mention id, alias) once the mentions have ids.
    """

    kind: str
    person: KnownPerson
    created: bool
    aliases: list[KnownAlias] = field(default_factory=list)
    reason: str | None = None
    score: float | None = None
    evidence: tuple[Evidence, ...] = ()
    mentions: list[tuple[int, KnownAlias]] = field(default_factory=list)
    decision_id: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Merge:
    """Two stored people found to be one: a name fits both."""

    person: KnownPerson
    other: KnownPerson
    score: float
    name: Name


@dataclass(slots=True)
class Plan:
    """The steps of a transaction, in the order they were decided."""

    pool: Pool
    origin: str
    # Who was known by spellings that an earlier version of this batch's articles taught.
    former: dict[str, int] = field(default_factory=dict)
    # What those of them had refused: it stays refused.
    refused: Mapping[int, set[str]] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)

    def create(self, names: Sequence[Name], *, lang: str | None, kind: str = "create") -> Step:
        """A new provisional person under these names, the best first."""
        best = names[0]
        number = self._reclaim(names)
        person = KnownPerson(number, best.text, "provisional", best.is_partial)
        person.refused = set(self.refused.get(number, ())) if number is not None else set()
        step = Step(kind, person, created=person.id is None)
        self.steps.append(step)
        self.spell(step, names, lang=lang)
        return step

    def _reclaim(self, names: Sequence[Name]) -> int | None:
        """The id under which these names were known before, for one new person only.

        Who refused one of the names is not meant.
        """
        folded = {name.folded for name in names}
        known = (self.former[n.folded] for n in names if n.folded in self.former)
        found = next((n for n in known if not folded & self.refused.get(n, set())), None)
        self.former = {name: number for name, number in self.former.items() if number != found}
        return found

    def link(
        self,
        person: KnownPerson,
        names: Sequence[Name],
        *,
        lang: str | None,
        score: float | None,
        evidence: tuple[Evidence, ...] = (),
        reason: str | None = None,
    ) -> Step:
        """The names are this person's."""
        step = Step("link", person, created=False, score=score, evidence=evidence, reason=reason)
        self.steps.append(step)
        self.spell(step, names, lang=lang)
        if any(not name.is_partial for name in names):
            person.is_partial = False
        return step

    def join(self, one: KnownPerson, two: KnownPerson, *, name: Name, score: float) -> None:
        """The name is both of theirs, so the two are one: who was stored first survives."""
        person, other = sorted((one, two), key=lambda each: (each.id is None, each.id or 0))
        other.merged_into = person
        person.is_partial = person.is_partial and other.is_partial
        person.refused |= other.refused
        for step in self.steps:
            if step.person is other:
                step.person, step.kind, step.created = person, "link", False
        known = {alias.folded: alias for alias in person.aliases}
        twice: set[int] = set()  # of two alike the stored one stays, it moves with the merge
        for alias in other.aliases:
            alias.person = person
            own = known.get(alias.folded)
            if own is not None:
                twice.add(id(own if own.id is None and alias.id is not None else alias))
        both = (*person.aliases, *other.aliases)
        person.aliases = [alias for alias in both if id(alias) not in twice]
        for step in self.steps:
            step.aliases = [alias for alias in step.aliases if id(alias) not in twice]
        if other.id is not None:
            self.merges.append(Merge(person, other, score, name))

    def spell(self, step: Step, names: Sequence[Name], *, lang: str | None) -> None:
        """Add the spellings that the person does not have yet."""
        for name in names:
            known = step.person.alias(name.folded)
            if known is None and self.origin == "article":
                known = step.person.spelt(name, lang)
            if known is None and name.folded not in step.person.refused:
                alias = KnownAlias(None, step.person, name.text, name.folded, lang, name.is_partial)
                self.pool.add(alias)
                step.aliases.append(alias)

    def number(self, session: Session) -> None:
        """Give ids to what is new, people before their aliases."""
        people = [step.person for step in self.steps if step.created and step.person.id is None]
        aliases = [alias for step in self.steps for alias in step.aliases]
        numbers = iter(ids.allot(session, len(people) + len(aliases)))
        for person in people:
            person.id = next(numbers)
        for alias in aliases:
            alias.id = next(numbers)

    def store(self, session: Session, *, actor: str, now: datetime) -> None:
        """Write people, aliases and decisions; the mentions are the caller's to write."""
        changes = {id(step): self._changes(step, now) for step in self.steps}
        flat = [change for step in self.steps for change in changes[id(step)]]
        # People before aliases: fewer statements, and nothing refers forward.
        ordered = sorted(flat, key=lambda change: change.table != "person")
        journal.apply(session, ordered, keys_of=keys_of, now=now)
        entries = [
            Entry(
                step.kind,
                (_id(step.person),),
                (*changes[id(step)], *_mentioned(step)),
                reason=step.reason,
                score=step.score,
                features=tuple(_feature(each) for each in step.evidence) or None,
            )
            for step in self.steps
        ]
        numbers = decisions.record(
            session, entries, actor=actor, engine_version=ENGINE_VERSION, now=now
        )
        for step, number in zip(self.steps, numbers, strict=True):
            step.decision_id = number

    def _changes(self, step: Step, now: datetime) -> list[Change]:
        changes = []
        if step.created:
            changes.append(journal.made("person", person_row(step.person, now)))
        for alias in step.aliases:
            name = alias.name
            row = {
                "id": alias.id,
                "person_id": alias.person.id,
                "name": alias.text,
                "folded": alias.folded,
                "lang": alias.lang,
                "script": name.script,
                "status": "accepted",
                "origin": self.origin,
                "is_partial": alias.is_partial,
                "created_at": now,
            }
            changes.append(journal.made("alias", row))
        return changes


def person_row(person: KnownPerson, now: datetime) -> dict[str, object]:
    """A provisional person as a new row."""
    return {
        "id": person.id,
        "label": person.label,
        "label_origin": "rule",
        "status": person.status,
        "is_partial": person.is_partial,
        "merged_into": None,
        "birth_year": person.birth_year,
        "countries": list(person.countries),
        "note": None,
        "created_at": now,
    }


def finish(session: Session, person_ids: set[int], *, now: datetime) -> None:
    """Bring counts and labels up to date, and the version, of everybody who was touched."""
    tally(session, person_ids)
    relabel(session, person_ids)
    journal.touch(session, person_ids, now)


def _mentioned(step: Step) -> list[Change]:
    by_alias: dict[int, list[int]] = {}
    for mention, alias in step.mentions:
        by_alias.setdefault(alias.id or 0, []).append(mention)
    return [
        Change(
            "mention",
            tuple((mention,) for mention in mentions),
            {"person_id": None, "alias_id": None},
            {"person_id": step.person.id, "alias_id": alias},
        )
        for alias, mentions in sorted(by_alias.items())
    ]


def _feature(evidence: Evidence) -> dict[str, object]:
    return {
        "name": evidence.name,
        "score": evidence.score,
        "weight": evidence.weight,
        "detail": evidence.detail,
    }


def _id(person: KnownPerson) -> int:
    if person.id is None:
        raise RuntimeError("a person without an id cannot be stored")
    return person.id
