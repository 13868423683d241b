"""Taking a decision back: exactly what it changed, or the reason why not."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlmodel import Session

from app.errors import Conflict, DecisionNotFound, LaterDecisions
from app.registry import aliases, articles, decisions, ids, journal, people, reviews
from app.registry.database import Database
from app.registry.decisions import Entry
from app.registry.journal import Change
from app.registry.tables import Decision
from app.services.deciding import decide, moment
from app.services.identify import under
from app.services.waiting import asked_again


@dataclass(frozen=True, slots=True)
class Undone:
    """What an undo did: a decision of its own, that can be undone."""

    decision_id: str
    person_ids: tuple[str, ...]


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
    supported = aliases.supported(session, list(taught)) | named
    gone = [change for number, change in taught.items() if number not in supported]
    return [change for change in back if change not in gone]


def _keys(numbers: Iterable[int]) -> list[tuple[int]]:
    return [(number,) for number in numbers]


def _decision(session: Session, decision_id: str) -> Decision:
    absent = DecisionNotFound(f"No decision has the id {decision_id[:40]!r}.")
    return under(decision_id, lambda n: decisions.read(session, n), absent)


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
        elif change.after is None or _all_there(session, change):
            found.append(change)
        else:
            still = journal.existing(session, change.table, change.keys)
            keys = tuple(key for key in change.keys if key in still)
            found += [Change(change.table, keys, change.before, change.after)] if keys else []
    return found


def _all_there(session: Session, change: Change) -> bool:
    return journal.standing(session, replace(change, before={})) == len(change.keys)


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
    standing = _standing(session, decision, made, back, subjects)
    fits = all(_fits(session, change) for change in back)
    if not standing and not fits:
        standing = _standing(session, decision, made, back, _owners(session, made))
    if standing:
        shown = tuple(ids.shown(number) for number in standing)
        raise LaterDecisions(
            "Later decisions stand on this one; undo them first: " + ", ".join(shown[:20]), shown
        )
    closing = [c for c in back if c.table == "review" and (c.after or {}).get("status") == "closed"]
    if not all(_hangs_alone(session, change, back) for change in closing):
        raise Conflict("Other mentions wait under the review by now: judge it instead.")
    if not fits or _missing(session, back) or _twins(session, back):
        raise Conflict("The registry is not any more as this decision left it.")


def _standing(
    session: Session,
    decision: Decision,
    made: Sequence[Change],
    back: Sequence[Change],
    subjects: Sequence[int],
) -> list[int]:
    """The later decisions about these people that have changed, or rest on, the same rows."""
    touched, needed = _rows_of(made), _referred_to(back)
    return [
        each.id
        for each in _later(session, subjects, decision.id)
        if ((_rows_of(decisions.changes(each)) | _mentioned_in(each)) & touched)
        | (_taken_away(decisions.changes(each)) & needed)
    ]


def _owners(session: Session, made: Sequence[Change]) -> list[int]:
    """Whose the mentions of a decision are by now: they may have been given to others since."""
    numbers = [key[0] for change in made if change.table == "mention" for key in change.keys]
    return articles.named_by(session, numbers)


def _later(session: Session, subjects: Sequence[int], number: int) -> list[Decision]:
    """What was decided about these people since, and holds; one and its undo cancel each other."""
    later = decisions.of_people_after(session, subjects, number)
    own = [each for each, undoes in later.items() if undoes is None or undoes <= number]
    return decisions.read_many(session, [each for each in own if _in_effect(session, each)])


def _rows_of(changes: Iterable[Change]) -> set[tuple[str, tuple[Any, ...]]]:
    """The rows that changes touch; a spelling also by whose it is, under whatever id."""
    changes = list(changes)
    spelt = {
        ("spelling", (row["person_id"], row["folded"]))
        for change in changes
        for row in (change.before, change.after)
        if change.table == "alias" and row is not None and "folded" in row
    }
    return {(change.table, key) for change in changes for key in change.keys} | spelt


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


def _missing(session: Session, back: Sequence[Change]) -> bool:
    """Whether a person or an alias that the changes refer to is not there, nor put back."""
    wanted = _referred_to(back) - _rows_of(change for change in back if change.after is not None)
    persons = people.by_ids(session, [key[0] for table, key in wanted if table == "person"])
    living = {("person", (n,)) for n, row in persons.items() if row.merged_into is None}
    keys = [key for table, key in wanted if table == "alias"]
    spelt = {
        ("alias", key)
        for key, row in journal.current(session, "alias", keys).items()
        if row["status"] == "accepted"
    }
    return bool(wanted - living - spelt)


def _twins(session: Session, back: Sequence[Change]) -> bool:
    """Whether the changes would give somebody a spelling that is there by now, under another id."""
    changed = {c.keys[0][0]: c for c in back if c.table == "alias"}
    keys = [(number,) for number in changed]
    rows = {k[0]: dict(row) for k, row in journal.current(session, "alias", keys).items()}
    wanted = [
        {**rows.get(number, {}), **change.after}
        for number, change in changed.items()
        if change.after is not None
    ]
    spelt = {(row.get("person_id"), row.get("folded")) for row in wanted}
    known = aliases.of_persons(session, {row["person_id"] for row in wanted if "person_id" in row})
    return any((a.person_id, a.folded) in spelt for a in known if a.id not in changed)


# Follows from the aliases, and may have changed since.
_DERIVED = frozenset({"label", "is_partial", "version", "updated_at"})


def _fits(session: Session, change: Change) -> bool:
    """Whether the rows stand as the change to make expects them."""
    if change.table == "mention" and change.before is not None:
        return journal.standing(session, change) == len(set(change.keys))
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
