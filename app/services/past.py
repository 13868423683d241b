"""The book of decisions: read, followed, taken back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session

from app.errors import Conflict, DecisionNotFound, LaterDecisions, NotFound
from app.registry import aliases, articles, decisions, ids, journal, people, reviews
from app.registry.database import Database
from app.registry.decisions import Entry
from app.registry.journal import Change
from app.registry.tables import Decision
from app.services import cursors
from app.services.deciding import decide, moment
from app.services.identify import anybody
from app.services.views import Page
from app.services.waiting import asked_again


@dataclass(frozen=True, slots=True)
class DecisionView:
    """One decision: who or what, when, why, and what it changed."""

    decision_id: str
    kind: str
    actor: str
    engine_version: str
    at: datetime
    reason: str | None
    score: float | None
    features: Sequence[Mapping[str, Any]] | None
    person_ids: tuple[str, ...]
    undoes: str | None
    undone_by: str | None
    changes: Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Undone:
    """What an undo did: a decision of its own, that can be undone."""

    decision_id: str
    person_ids: tuple[str, ...]


def history(
    database: Database, person_id: str, *, limit: int = 50, cursor: str | None = None
) -> Page[DecisionView]:
    """Every decision about a person, latest first; also of one who was merged away."""
    before = cursors.number(cursor)
    with database.reading() as session:
        number = anybody(session, person_id).id
        found = decisions.of_person(session, number, before=before, limit=limit + 1)
        views = _views(session, found)
    return cursors.page(views, [each.id for each in found], limit)


def changes(
    database: Database, *, limit: int = 50, cursor: str | None = None
) -> Page[DecisionView]:
    """Every decision in the order of commits; `next_cursor` is never None: keep it, ask again."""
    after = cursors.number(cursor) or 0
    with database.reading() as session:
        found = decisions.after(session, after, limit=limit)
        views = _views(session, found)
    return Page(tuple(views), cursors.write(found[-1].id if found else after))


def _views(session: Session, found: Sequence[Decision]) -> list[DecisionView]:
    numbers = [each.id for each in found]
    subjects = decisions.subjects(session, numbers)
    undone = decisions.undoers(session, numbers)
    return [
        DecisionView(
            decision_id=ids.shown(each.id),
            kind=each.kind,
            actor=each.actor,
            engine_version=each.engine_version,
            at=each.at,
            reason=each.reason,
            score=each.score,
            features=each.features,
            person_ids=tuple(ids.shown(number) for number in sorted(subjects[each.id])),
            undoes=ids.shown(each.undoes) if each.undoes else None,
            undone_by=ids.shown(undone[each.id][-1]) if undone.get(each.id) else None,
            changes=[_shown(change) for change in each.changes],
        )
        for each in found
    ]


def _shown(change: Mapping[str, Any]) -> dict[str, Any]:
    """Ids as callers know them: opaque strings."""

    def row(values: Mapping[str, Any] | None) -> dict[str, Any] | None:
        if values is None:
            return None
        return {
            name: ids.shown(value) if isinstance(value, int) and _is_id(name) else value
            for name, value in values.items()
        }

    keys = [[ids.shown(k) if isinstance(k, int) else k for k in key] for key in change["keys"]]
    return {
        "table": change["table"],
        "keys": keys,
        "before": row(change["before"]),
        "after": row(change["after"]),
    }


def _is_id(name: str) -> bool:
    return name in ("id", "merged_into") or name.endswith("_id")


def undo(database: Database, decision_id: str, *, actor: str = "user") -> Undone:
    """Put back exactly what a decision changed.

    Raises `DecisionNotFound`, `LaterDecisions`, and `Conflict` for one that is undone already,
    or that took back what an article taught (post the article again).
    """
    with database.writing() as session:
        now = moment()
        decision = _decision(session, decision_id)
        if decision.kind == "retract":
            raise Conflict("What an article taught comes back with the article: post it again.")
        if not _in_effect(session, decision.id):
            raise Conflict("This decision is undone already.")
        made = decisions.changes(decision)
        subjects = tuple(decisions.subjects(session, [decision.id])[decision.id])
        inverted = [change.inverted() for change in reversed(_present(session, made))]
        back = [each for change in inverted for each in _asked(session, change, now)]
        back = _evident(session, back)
        _allowed(session, decision, made, back, subjects)
        entry = Entry("undo", subjects, tuple(back), undoes=decision.id)
        number = decide(session, entry, actor=actor, now=now)
        return Undone(number, tuple(ids.shown(person) for person in sorted(subjects)))


def _asked(session: Session, change: Change, now: datetime) -> list[Change]:
    """The change; where it leaves mentions without a person, somebody is asked whose they are."""
    after = change.after
    if change.table != "mention" or after is None or "decision" in after:
        return [change]
    if after.get("person_id", 0) is not None or change.before is None:
        return [change]
    rows = articles.all_naming(session, ids=[key[0] for key in change.keys])
    # Those that are named otherwise by now are left to `_allowed`, which finds them.
    if any(row.person_id != change.before["person_id"] for row in rows):
        return [change]
    return asked_again(session, rows, now=now)


def _evident(session: Session, back: Sequence[Change]) -> list[Change]:
    """The changes without spellings that only text taught, where that text is gone.

    What is refused needs no text.
    """
    taught = {
        change.keys[0][0]: change
        for change in back
        if change.table == "alias" and (change.after or {}).get("origin") == "article"
    }
    now = {key[0]: row for key, row in journal.current(session, "alias", _keys(taught)).items()}
    taught = {
        number: change
        for number, change in taught.items()
        if {**now.get(number, {}), **(change.after or {})}.get("status") == "accepted"
    }
    named = {(change.after or {}).get("alias_id") for change in back if change.table == "mention"}
    supported = {*aliases.support(session, list(taught)), *named}
    gone = [change for number, change in taught.items() if number not in supported]
    return [change for change in back if change not in gone]


def _keys(numbers: Iterable[int]) -> list[tuple[int]]:
    return [(number,) for number in numbers]


def _decision(session: Session, decision_id: str) -> Decision:
    text = f"No decision has the id {decision_id[:40]!r}."
    try:
        found = decisions.read(session, ids.read(decision_id))
    except NotFound:
        raise DecisionNotFound(text) from None
    if found is None:
        raise DecisionNotFound(text)
    return found


def _in_effect(session: Session, number: int) -> bool:
    """A decision holds unless an undo of it holds."""
    undoers = decisions.undoers(session, [number]).get(number, [])
    return not any(_in_effect(session, undoer) for undoer in undoers)


def _present(session: Session, changes: Sequence[Change]) -> list[Change]:
    """The changes without mentions and reviews that went with their article.

    Nothing is left to put back there. A review that others wait under by now stays, too.
    """
    found = []
    for change in changes:
        if change.table not in ("mention", "review"):
            found.append(change)
        elif change.before is None:
            found += [change] if _hangs_alone(session, change, changes) else []
        elif change.after is None:
            found.append(change)
        else:
            still = journal.current(session, change.table, change.keys)
            keys = tuple(key for key in change.keys if key in still)
            found += [Change(change.table, keys, change.before, change.after)] if keys else []
    return found


def _hangs_alone(session: Session, opened: Change, changes: Sequence[Change]) -> bool:
    """Whether no mentions wait under a review but those that the same decision brought there."""
    own = {key[0] for change in changes if change.table == "mention" for key in change.keys}
    waiting = reviews.mentions_waiting(session, opened.keys[0][0])
    return all(row.id in own for row in waiting)


def _allowed(
    session: Session,
    decision: Decision,
    made: Sequence[Change],
    back: Sequence[Change],
    subjects: Sequence[int],
) -> None:
    """Raise `LaterDecisions`, or `Conflict`, where the state is not what the decision left."""
    later = [
        each
        for person in subjects
        for each in decisions.of_person_after(session, person, decision.id)
    ]
    touched, needed = _rows_of(made), _referred_to(back)
    standing = sorted(
        {
            each.id
            for each in later
            if _stands(session, each, decision.id)
            and ((_rows_of(decisions.changes(each)) | _mentioned_in(each)) & touched)
            | (_taken_away(decisions.changes(each)) & needed)
        }
    )
    if standing:
        shown = tuple(ids.shown(number) for number in standing)
        raise LaterDecisions(
            "Later decisions stand on this one; undo them first: " + ", ".join(shown[:20]), shown
        )
    closing = [c for c in back if c.table == "review" and (c.after or {}).get("status") == "closed"]
    if not all(_hangs_alone(session, change, back) for change in closing):
        raise Conflict("Other mentions wait under the review by now: judge it instead.")
    if not all(_fits(session, change) for change in back) or _missing(session, back, needed):
        raise Conflict("The registry is not any more as this decision left it.")


def _stands(session: Session, later: Decision, than: int) -> bool:
    """Whether a later decision has an effect still; one and its undo cancel each other."""
    if later.undoes is not None and later.undoes > than:
        return False
    return _in_effect(session, later.id)


def _rows_of(changes: Iterable[Change]) -> set[tuple[str, tuple[Any, ...]]]:
    return {(change.table, key) for change in changes for key in change.keys}


_REFERENCES = (("person_id", "person"), ("merged_into", "person"), ("alias_id", "alias"))


def _mentioned_in(decision: Decision) -> set[tuple[str, tuple[Any, ...]]]:
    """The rows that a decision rests on without changing them: people and aliases referred to."""
    changes = decisions.changes(decision)
    return _referred_to(changes) | _referred_to(change.inverted() for change in changes)


def _referred_to(changes: Iterable[Change]) -> set[tuple[str, tuple[Any, ...]]]:
    """The people and aliases that rows refer to once they are changed."""
    return {
        (table, (change.after[name],))
        for change in changes
        if change.after is not None
        for name, table in _REFERENCES
        if change.after.get(name) is not None
    }


def _taken_away(changes: Iterable[Change]) -> set[tuple[str, tuple[Any, ...]]]:
    """The rows that nothing may refer to after these changes: removed, merged away, refused."""
    return _rows_of(
        change
        for change in changes
        if change.after is None
        or change.after.get("merged_into") is not None
        or (change.table == "alias" and change.after.get("status") == "rejected")
    )


def _missing(
    session: Session, back: Sequence[Change], needed: set[tuple[str, tuple[Any, ...]]]
) -> bool:
    """Whether a person or an alias that the changes refer to is not there, nor put back."""
    wanted = needed - _rows_of(change for change in back if change.after is not None)
    persons = people.by_ids(session, [key[0] for table, key in wanted if table == "person"])
    living = {("person", (n,)) for n, row in persons.items() if row.merged_into is None}
    keys = [key for table, key in wanted if table == "alias"]
    spelt = {
        ("alias", key)
        for key, row in journal.current(session, "alias", keys).items()
        if row["status"] == "accepted"
    }
    return bool(wanted - living - spelt)


# Follows from the aliases, and may have changed since.
_DERIVED = frozenset({"label", "is_partial", "version", "updated_at"})


def _fits(session: Session, change: Change) -> bool:
    """Whether the rows stand as the change to make expects them."""
    rows = journal.current(session, change.table, change.keys)
    if change.before is None:
        return not rows
    if len(rows) != len(set(change.keys)):
        return False
    ignored = _DERIVED if change.table == "person" and change.after is None else frozenset()
    return all(
        row[name] == value
        for row in rows.values()
        for name, value in change.before.items()
        if name not in ignored
    )
