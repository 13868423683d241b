"""The registry out: one line a person, streamed."""

from collections.abc import Iterator

from app.registry.database import Database
from app.services.views import PersonView


def export(database: Database) -> Iterator[PersonView]:
    """Every living person with aliases, oldest first, in constant memory."""
    raise NotImplementedError
