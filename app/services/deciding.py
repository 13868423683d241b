"""One decision: its changes made, written down, and its people brought up to date."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from sqlmodel import Session

from app.errors import Fault, NotAName
from app.names import ENGINE_VERSION, Name, read
from app.registry import decisions, ids, journal
from app.registry.decisions import Entry
from app.registry.journal import Change
from app.services.plan import finish, keys_of
from app.services.show import person_view
from app.services.views import Decided


def decide(session: Session, entry: Entry, *, actor: str, now: datetime) -> str:
    """Carry a decision out; its id, under which it can be undone."""
    journal.apply(session, entry.changes, keys_of=keys_of, now=now)
    number = decisions.record(
        session, [entry], actor=actor, engine_version=ENGINE_VERSION, now=now
    )[0]
    finish(session, set(entry.subjects), now=now)
    return ids.shown(number)


def decided(session: Session, person_id: int, decision_id: str) -> Decided:
    """The person after the decision."""
    return Decided(person_view(session, person_id), decision_id)


def named(text: str, lang: str | None, pointer: str) -> Name:
    """A name that somebody vouches for. Raises `NotAName`."""
    name = read(text, lang)
    if not name.parts:
        fault = Fault(pointer, "There is no letter in it.")
        raise NotAName(f"{text[:40]!r} is not a name.", (fault,))
    return name


def alias_row(
    number: int, person_id: int, name: Name, *, lang: str | None, origin: str, now: datetime
) -> dict[str, Any]:
    """A new accepted alias."""
    return {
        "id": number,
        "person_id": person_id,
        "name": name.text,
        "folded": name.folded,
        "lang": lang,
        "script": name.script,
        "status": "accepted",
        "origin": origin,
        "is_partial": name.is_partial,
        "created_at": now,
    }


def freed(
    rows: Sequence[tuple[int, int | None, str, float | None]], person_id: int, to: str
) -> list[Change]:
    """Mentions (id, alias, decision, score) that name the person no more, but are decided `to`."""
    groups: dict[tuple[int | None, str, float | None], list[int]] = {}
    for number, alias, decision, score in rows:
        groups.setdefault((alias, decision, score), []).append(number)
    return [
        Change(
            "mention",
            tuple((number,) for number in numbers),
            {"person_id": person_id, "alias_id": alias, "decision": decision, "score": score},
            {"person_id": None, "alias_id": None, "decision": to, "score": None},
        )
        for (alias, decision, score), numbers in groups.items()
    ]


def moment() -> datetime:
    """Now."""
    return datetime.now(UTC)
