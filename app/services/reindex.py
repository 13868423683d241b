"""The blocking keys anew: for when the engine reads names otherwise than when they were stored."""

from dataclasses import asdict

from app.names import read
from app.registry import aliases, journal
from app.registry.database import Database
from app.services.plan import keys_of

_PORTION = 500


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
            return done
        for row in rows:
            read(row.name, row.lang)  # parsed here, where no lock is held
        with database.writing() as session:
            still = aliases.by_ids(session, [row.id for row in rows])
            journal.index_again(session, [asdict(row) for row in still], keys_of)
        done += len(still)
        after = rows[-1].id
