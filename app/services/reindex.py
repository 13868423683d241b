"""The blocking keys anew: for when the engine reads names otherwise than when they were stored."""

from dataclasses import asdict

from app.names import ENGINE_VERSION, read
from app.registry import aliases, journal, marks
from app.registry.database import Database
from app.services.plan import keys_of

_PORTION = 500
_MARK = f"keys of engine {ENGINE_VERSION}"


def is_current(database: Database) -> bool:
    """Whether every spelling is under the keys of the present engine, as far as is known."""
    with database.reading() as session:
        if marks.is_set(session, _MARK):
            return True
        if aliases.page(session, after=0, limit=1):
            return False
    with database.writing() as session:
        if not aliases.page(session, after=0, limit=1):
            marks.put(session, _MARK)  # what comes is stored under today's keys
    return True


def reindex(database: Database) -> int:
    """Store every accepted alias under the keys of the present engine; how many there were.

    A portion is a transaction: the service goes on meanwhile, and an interrupted run does no
    harm. Keys of the former engine stay: they only bring a few more names to compare.
    """
    done, after = 0, 0
    while True:
        with database.reading() as session:
            rows = aliases.page(session, after=after, limit=_PORTION)
        if not rows:
            with database.writing() as session:
                marks.put(session, _MARK)
            return done
        for row in rows:
            read(row.name, row.lang)  # parsed here, where no lock is held
        with database.writing() as session:
            still = aliases.by_ids(session, [row.id for row in rows])
            journal.index_again(session, [asdict(row) for row in still], keys_of)
        done += len(still)
        after = rows[-1].id
