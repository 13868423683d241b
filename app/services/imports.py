"""People from elsewhere: a portion of them stored in one transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Literal

from sqlmodel import Session

from app.errors import Conflict, OnymError
from app.names import ENGINE_VERSION, Name
from app.registry import aliases, decisions, ids, journal, people
from app.registry.decisions import Entry
from app.registry.journal import Change
from app.services.plan import finish, keys_of
from app.services.spellings import alias_row, named
from app.services.views import NewAlias, NewPerson


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of one person: found again by an external id, or new."""

    person_id: str | None
    status: Literal["created", "updated", "unchanged", "rejected"]
    problem: OnymError | None = None


@dataclass(slots=True)
class _Draft:
    """A person to store under an id, known before or not."""

    place: int
    new: NewPerson
    names: dict[str, tuple[Name, str | None]]
    number: int | None = None


def import_people(
    session: Session, batch: Sequence[NewPerson], *, actor: str, now: datetime
) -> list[Imported]:
    """Store confirmed people; one who carries a known external id gains what is new.

    One that cannot be stored spoils no other.
    """
    results: dict[int, Imported] = {}
    drafts: list[_Draft] = []
    for place, new in enumerate(batch):
        try:
            drafts.append(_Draft(place, new, spellings(new)))
        except OnymError as problem:
            results[place] = Imported(None, "rejected", problem)
    again = _known(session, drafts, results)
    fresh = [draft for draft in drafts if draft.place not in results and draft.number is None]
    entries = [*_create(session, fresh, now), *_update(session, again, results, now)]
    changes = [change for entry in entries for change in entry.changes]
    order = {"person": 0, "alias": 1, "external_id": 2}
    changes.sort(key=lambda change: (order[change.table], change.before is not None))
    journal.apply(session, changes, keys_of=keys_of, now=now)
    decisions.record(session, entries, actor=actor, engine_version=ENGINE_VERSION, now=now)
    finish(session, {d.number for d in again if d.number is not None}, now=now)
    for draft in fresh:
        results[draft.place] = Imported(ids.shown(draft.number or 0), "created")
    return [results[place] for place in range(len(batch))]


def spellings(new: NewPerson) -> dict[str, tuple[Name, str | None]]:
    """The person's names by their folded form, the label first. Raises `NotAName`."""
    names: dict[str, tuple[Name, str | None]] = {}
    for n, alias in enumerate([NewAlias(new.label), *new.aliases]):
        name = named(alias.name, alias.lang, f"/aliases/{n - 1}/name" if n else "/label")
        first, lang = names.get(name.folded, (name, None))
        names[name.folded] = (first, lang or alias.lang)
    return names


def _known(
    session: Session, drafts: Sequence[_Draft], results: dict[int, Imported]
) -> list[_Draft]:
    """Those whose external id is somebody's: in the registry, or earlier in the portion."""
    pairs = {pair for draft in drafts for pair in draft.new.external_ids.items()}
    owners = people.carriers(session, pairs)
    seen: set[tuple[str, str]] = set()
    again = []
    for draft in drafts:
        wanted = list(draft.new.external_ids.items())
        found = {owners[pair] for pair in wanted if pair in owners}
        if len(found) > 1:
            problem = Conflict("The external ids belong to different people.")
            results[draft.place] = Imported(None, "rejected", problem)
        elif not found and any(pair in seen for pair in wanted):
            problem = Conflict("An earlier person of the same portion has this external id.")
            results[draft.place] = Imported(None, "rejected", problem)
        elif found:
            draft.number = found.pop()
            again.append(draft)
        seen.update(wanted)
    return again


def _create(session: Session, drafts: Sequence[_Draft], now: datetime) -> list[Entry]:
    count = sum(1 + len(draft.names) for draft in drafts)
    numbers = iter(ids.allot(session, count))
    entries = []
    for draft in drafts:
        draft.number = next(numbers)
        changes = person_changes(draft.number, draft.new, draft.names, origin="import", now=now)
        for name, lang in draft.names.values():
            row = alias_row(next(numbers), draft.number, name, lang=lang, origin="import", now=now)
            changes.append(journal.made("alias", row))
        entries.append(Entry("import", (draft.number,), tuple(changes)))
    return entries


def person_changes(
    number: int,
    new: NewPerson,
    names: Mapping[str, tuple[Name, str | None]],
    *,
    origin: str,
    now: datetime,
) -> list[Change]:
    """A confirmed person and the external ids, as changes; the aliases are the caller's."""
    person = {
        "id": number,
        "label": next(iter(names.values()))[0].text,
        "label_origin": origin,
        "status": "confirmed",
        "is_partial": all(name.is_partial for name, _ in names.values()),
        "merged_into": None,
        "birth_year": new.birth_year,
        "countries": list(new.countries),
        "note": new.note,
        "created_at": now,
    }
    changes = [journal.made("person", person)]
    for scheme, value in new.external_ids.items():
        row = {"scheme": scheme, "value": value, "person_id": number}
        changes.append(journal.made("external_id", row))
    return changes


def _update(
    session: Session, drafts: Sequence[_Draft], results: dict[int, Imported], now: datetime
) -> list[Entry]:
    """What the people found again gain: spellings and external ids; nothing is taken away."""
    numbers = {draft.number for draft in drafts if draft.number is not None}
    had: dict[int, set[str]] = {number: set() for number in numbers}
    for row in aliases.of_persons(session, numbers):
        had[row.person_id].add(row.folded)
    schemes = people.external_ids(session, numbers)
    rows = people.by_ids(session, numbers)
    entries: list[Entry] = []
    for draft in drafts:
        number = draft.number or 0
        changes: list[Change] = []
        gained = {f: named_ for f, named_ in draft.names.items() if f not in had[number]}
        for (name, lang), alias_id in zip(
            gained.values(), ids.allot(session, len(gained)), strict=True
        ):
            row_ = alias_row(alias_id, number, name, lang=lang, origin="import", now=now)
            changes.append(journal.made("alias", row_))
        had[number] |= set(gained)
        known = schemes.setdefault(number, {})
        for scheme, value in draft.new.external_ids.items():
            if scheme not in known:
                known[scheme] = value
                pair = {"scheme": scheme, "value": value, "person_id": number}
                changes.append(journal.made("external_id", pair))
        own = {**asdict(rows[number]), "countries": list(rows[number].countries)}
        confirmed = journal.changed("person", own, status="confirmed")
        if confirmed is not None and not any(e.subjects == (number,) for e in entries):
            changes.append(confirmed)
        status: Literal["updated", "unchanged"] = "updated" if changes else "unchanged"
        results[draft.place] = Imported(ids.shown(number), status)
        if changes:
            entries.append(Entry("import", (number,), tuple(changes)))
    return entries
