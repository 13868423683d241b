"""Changes of who is who: written down with each decision, applied from what is written down.

The state is what all decisions' changes make of an empty registry, so every write to the tables
below goes through `apply`, or is told to it after the fact (`Decision.changes` is the same list).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, Literal

from sqlalchemy import Table, and_, bindparam, delete, func, insert, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, SQLModel

from app.registry.columns import Utc
from app.registry.many import among
from app.registry.tables import ALIAS_KEY, PERSON

Row = Mapping[str, Any]
KeysOf = Callable[[str, str | None], Sequence[int]]
TableName = Literal["person", "alias", "external_id", "mention", "review", "difference"]

# What changes by itself with every write is no part of a decision, nor what is counted.
COUNTED = frozenset({"mention_count", "article_count", "first_seen", "last_seen"})
UNRECORDED = frozenset({"version", "updated_at"}) | COUNTED
KEYS: Mapping[str, tuple[str, ...]] = {
    "person": ("id",),
    "alias": ("id",),
    "mention": ("id",),
    "review": ("id",),
    "external_id": ("scheme", "value"),
    "difference": ("one_id", "other_id"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """Rows of one table that changed alike. `before` None: they were made; `after` None: removed.

    `keys` are the primary keys. An update names only the columns that changed.
    """

    table: TableName
    keys: tuple[tuple[Any, ...], ...]
    before: Row | None
    after: Row | None

    def inverted(self) -> "Change":
        """The change that takes this one back."""
        return Change(self.table, self.keys, self.after, self.before)

    def written(self) -> dict[str, Any]:
        """As JSON has it."""
        return {
            "table": self.table,
            # A merge may name ten thousand rows: an id alone is written as it is.
            "keys": [key[0] if len(key) == 1 else list(key) for key in self.keys],
            "before": _written(self.before),
            "after": _written(self.after),
        }


def read(written: Mapping[str, Any]) -> Change:
    """A change from what a decision holds."""
    keys = tuple(tuple(key) if isinstance(key, list) else (key,) for key in written["keys"])
    table = written["table"]
    return Change(table, keys, _read(table, written["before"]), _read(table, written["after"]))


def made(table: TableName, row: Row) -> Change:
    """A new row."""
    key = tuple(row[name] for name in KEYS[table])
    return Change(table, (key,), None, {k: v for k, v in row.items() if k not in UNRECORDED})


def removed(table: TableName, row: Row) -> Change:
    """A row that goes."""
    return made(table, row).inverted()


def changed(table: TableName, row: Row, **after: Any) -> Change | None:  # noqa: ANN401
    """New values in a row, or None if they are the old ones."""
    different = {name: value for name, value in after.items() if row[name] != value}
    if not different:
        return None
    key = tuple(row[name] for name in KEYS[table])
    return Change(table, (key,), {name: row[name] for name in different}, different)


def apply(session: Session, changes: Iterable[Change], *, keys_of: KeysOf, now: datetime) -> None:
    """Make the changes, in their order where rows depend on each other, in few statements."""
    for (table_name, kind), group in _runs(changes):
        table = SQLModel.metadata.tables[table_name]
        if kind == "made":
            _make(session, table, group, keys_of=keys_of, now=now)
        elif kind == "removed":
            _remove(session, table, group, keys_of=keys_of)
        else:
            for change in group:
                _change(session, table, change, keys_of=keys_of)


def current(
    session: Session, table_name: TableName, keys: Sequence[tuple[Any, ...]]
) -> dict[tuple[Any, ...], Row]:
    """The rows as they stand, by their keys; absent where there is none."""
    if not keys:
        return {}
    table = SQLModel.metadata.tables[table_name]
    rows = session.execute(table.select().where(_these(session, table, keys))).mappings()
    return {tuple(row[name] for name in KEYS[table_name]): dict(row) for row in rows}


def touch(session: Session, person_ids: Iterable[int], now: datetime) -> None:
    """Count a new version of each of these people."""
    ids = sorted(set(person_ids))
    if ids:
        session.execute(
            update(PERSON)
            .where(among(session, PERSON.c.id, ids))
            .values(version=PERSON.c.version + 1, updated_at=now)
        )


def _runs(changes: Iterable[Change]) -> Iterable[tuple[tuple[str, str], list[Change]]]:
    """Neighbours of one table and kind together; the order of different ones is kept."""
    run: list[Change] = []
    last: tuple[str, str] | None = None
    for change in changes:
        kind = "made" if change.before is None else "removed" if change.after is None else "changed"
        if last is not None and last != (change.table, kind):
            yield last, run
            run = []
        last = (change.table, kind)
        run.append(change)
    if last is not None:
        yield last, run


def _make(
    session: Session, table: Table, group: list[Change], *, keys_of: KeysOf, now: datetime
) -> None:
    rows = [_full(table, change.after or {}, now) for change in group]
    session.execute(insert(table), rows)
    if table.name == "alias":
        index(session, [row for row in rows if row["status"] == "accepted"], keys_of)


def _full(table: Table, row: Row, now: datetime) -> dict[str, Any]:
    values: dict[str, Any] = {column.name: row.get(column.name) for column in table.columns}
    if table.name == "person":
        values |= {"version": 1, "updated_at": now}
    return values | {name: 0 for name in ("mention_count", "article_count") if name in values}


def _remove(session: Session, table: Table, group: list[Change], *, keys_of: KeysOf) -> None:
    if table.name == "alias":
        accepted = [c.before for c in group if c.before and c.before["status"] == "accepted"]
        unindex(session, accepted, keys_of)
    session.execute(delete(table).where(_these(session, table, [k for c in group for k in c.keys])))


def _change(session: Session, table: Table, change: Change, *, keys_of: KeysOf) -> None:
    after = dict(change.after or {})
    session.execute(update(table).where(_these(session, table, change.keys)).values(after))
    if table.name == "alias" and "status" in after:
        rows = session.execute(table.select().where(_these(session, table, change.keys)))
        do = index if after["status"] == "accepted" else unindex
        do(session, [dict(row) for row in rows.mappings()], keys_of)


def _these(session: Session, table: Table, keys: Sequence[tuple[Any, ...]]) -> Any:  # noqa: ANN401
    names = KEYS[table.name]
    if len(names) == 1:
        return among(session, table.c[names[0]], [key[0] for key in keys])
    return or_(*(and_(*(table.c[n] == v for n, v in zip(names, k, strict=True))) for k in keys))


def index(session: Session, aliases: Sequence[Row], keys_of: KeysOf) -> None:
    """Let the aliases be found by their keys from this transaction on."""
    rows = [
        {"key": key, "alias_id": row["id"]}
        for row in aliases
        for key in set(keys_of(row["name"], row["lang"]))
    ]
    if rows:
        rows.sort(key=lambda row: row["key"])  # neighbours in the tree are written together
        session.execute(insert(ALIAS_KEY), rows)


def index_again(session: Session, aliases: Sequence[Row], keys_of: KeysOf) -> None:
    """Let the aliases be found by what are their keys now, besides those they had."""
    rows = [
        {"key": key, "alias_id": row["id"]}
        for row in aliases
        for key in set(keys_of(row["name"], row["lang"]))
    ]
    insert_ = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    if rows:
        session.execute(insert_(ALIAS_KEY).on_conflict_do_nothing(), rows)


def unindex(session: Session, aliases: Sequence[Row], keys_of: KeysOf) -> None:
    """Let the aliases be found no more."""
    rows = [
        {"k": key, "a": row["id"]}
        for row in aliases
        for key in set(keys_of(row["name"], row["lang"]))
    ]
    if rows:
        table = SQLModel.metadata.tables["alias_key"]
        where = and_(table.c.key == bindparam("k"), table.c.alias_id == bindparam("a"))
        session.connection().execute(delete(table).where(where), rows)


def existing(
    session: Session, table_name: TableName, keys: Sequence[tuple[Any, ...]]
) -> set[tuple[Any, ...]]:
    """Which of these rows are there."""
    table = SQLModel.metadata.tables[table_name]
    columns = [table.c[name] for name in KEYS[table_name]]
    statement = select(*columns).where(_these(session, table, keys))
    return {tuple(row) for row in session.execute(statement)}


def standing(session: Session, change: Change) -> int:
    """How many of the rows are as the change expects them; of plain columns alone, no JSON."""
    table = SQLModel.metadata.tables[change.table]
    as_expected = [
        table.c[name].is_(None) if value is None else table.c[name] == value
        for name, value in (change.before or {}).items()
    ]
    statement = (
        select(func.count())
        .select_from(table)
        .where(_these(session, table, change.keys), *as_expected)
    )
    return int(session.execute(statement).scalar_one())


def _written(row: Row | None) -> dict[str, Any] | None:
    if row is None:
        return None
    return {k: v.isoformat() if isinstance(v, datetime) else v for k, v in row.items()}


def _read(table: str, row: Row | None) -> Row | None:
    if row is None:
        return None
    moments = _moments(table)
    return {
        k: datetime.fromisoformat(v) if k in moments and v is not None else v
        for k, v in row.items()
    }


@cache
def _moments(table: str) -> frozenset[str]:
    columns = SQLModel.metadata.tables[table].columns
    return frozenset(column.name for column in columns if isinstance(column.type, Utc))
