"""The book of decisions: read and followed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session

from app.registry import decisions, ids
from app.registry.database import Database
from app.registry.tables import Decision
from app.services import cursors
from app.services.identify import anybody
from app.services.views import Page

# A merge may move ten thousand mentions: so many rows of one kind are named, the rest counted.
_SHOWN_KEYS = 100


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
    """Ids as callers know them: opaque strings; of very many rows the first."""

    def row(values: Mapping[str, Any] | None) -> dict[str, Any] | None:
        if values is None:
            return None
        return {
            name: ids.shown(value) if isinstance(value, int) and _is_id(name) else value
            for name, value in values.items()
        }

    def key(written: object) -> list[object]:
        parts = written if isinstance(written, list) else [written]
        return [ids.shown(part) if isinstance(part, int) else part for part in parts]

    return {
        "table": change["table"],
        "keys": [key(each) for each in change["keys"][:_SHOWN_KEYS]],
        "count": len(change["keys"]),
        "before": row(change["before"]),
        "after": row(change["after"]),
    }


def _is_id(name: str) -> bool:
    return name in ("id", "merged_into") or name.endswith("_id")
