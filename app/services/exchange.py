"""The registry out: one line a person, streamed."""

from collections.abc import Iterator

from app.registry import people
from app.registry.database import Database
from app.services.show import person_views
from app.services.views import PersonView

_PORTION = 500


def export(database: Database) -> Iterator[PersonView]:
    """Every living person with aliases, oldest first, in constant memory.

    A long export is no snapshot: what changes meanwhile is told as it stands when its turn comes.
    """
    after: int | None = None
    while True:
        with database.reading() as session:
            rows = people.listed(session, status=None, after=after, limit=_PORTION)
            views = person_views(session, rows, with_aliases=True)
        if not rows:
            return
        yield from views
        after = rows[-1].id
