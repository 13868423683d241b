"""Who is who, decided by people: confirm, merge, split, undo; and the book of all decisions."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.registry.database import Database
from app.services.views import Decided, Page


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


def confirm(
    database: Database,
    person_id: str,
    *,
    if_match: Collection[str] | None = None,
    actor: str = "user",
) -> Decided:
    """Vouch for a person; a confirmed one stays."""
    raise NotImplementedError


def merge(  # the other's id answers `Merged` for ever
    database: Database,
    person_id: str,
    other_id: str,
    *,
    reason: str | None = None,
    if_match: Collection[str] | None = None,
    actor: str = "user",
) -> Decided:
    """The other's aliases, mentions and ids move to the person. `Conflict` with oneself."""
    raise NotImplementedError


def split(
    database: Database,
    person_id: str,
    alias_ids: Sequence[str],
    *,
    reason: str | None = None,
    if_match: Collection[str] | None = None,
    actor: str = "user",
) -> Decided:
    """A new person of these aliases and their mentions; the two are remembered as different.

    Gives the new person. Raises `AliasNotFound`, and `Conflict` where nothing would be left.
    """
    raise NotImplementedError


def undo(database: Database, decision_id: str, *, actor: str = "user") -> Undone:
    """Put back exactly what a decision changed.

    Raises `DecisionNotFound`, `LaterDecisions`, and `Conflict` for one that is undone already.
    """
    raise NotImplementedError


def history(
    database: Database, person_id: str, *, limit: int = 50, cursor: str | None = None
) -> Page[DecisionView]:
    """Every decision about a person, latest first."""
    raise NotImplementedError


def changes(
    database: Database, *, limit: int = 50, cursor: str | None = None
) -> Page[DecisionView]:
    """Every decision in the order of commits; `next_cursor` is never None: keep it, ask again."""
    raise NotImplementedError
