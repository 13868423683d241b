"""People: made, listed, searched, read, changed by whoever vouches for them.

Every id is checked: `PersonNotFound`, or `Merged` with the surviving id. `if_match` holds the
etags that the caller accepts (None: no condition), else `Stale`.
"""

from collections.abc import Collection

from app.registry.database import Database
from app.services.views import (
    Decided,
    NewAlias,
    NewPerson,
    Page,
    PersonMention,
    PersonPatch,
    PersonView,
    Status,
)


def create(database: Database, new: NewPerson, *, actor: str = "user") -> Decided:
    """Store a confirmed person. Raises `ExternalIdTaken`, `NotAName`."""
    raise NotImplementedError


def read(database: Database, person_id: str) -> PersonView:
    """One person with all aliases."""
    raise NotImplementedError


def find(
    database: Database,
    *,
    q: str | None = None,
    status: Status | None = None,
    limit: int = 50,
    cursor: str | None = None,
) -> Page[PersonView]:
    """Search by any spelling, ranked; without `q` list by age. Raises `InvalidCursor`."""
    raise NotImplementedError


def patch(
    database: Database,
    person_id: str,
    change: PersonPatch,
    *,
    if_match: Collection[str] | None = None,
    actor: str = "user",
) -> Decided:
    """Change what the patch names. A label set here is a user's, and stays."""
    raise NotImplementedError


def delete(
    database: Database,
    person_id: str,
    *,
    if_match: Collection[str] | None = None,
    actor: str = "user",
) -> str:
    """Forget a person; the mentions stay, naming nobody. Returns the decision's id."""
    raise NotImplementedError


def add_alias(
    database: Database,
    person_id: str,
    new: NewAlias,
    *,
    if_match: Collection[str] | None = None,
    actor: str = "user",
) -> Decided:
    """Accept a spelling; one refused before is accepted again."""
    raise NotImplementedError


def detach_alias(
    database: Database,
    person_id: str,
    alias_id: str,
    *,
    if_match: Collection[str] | None = None,
    actor: str = "user",
) -> Decided:
    """Reject a spelling, and remember that it is not this person. Raises `AliasNotFound`."""
    raise NotImplementedError


def mentions(
    database: Database, person_id: str, *, limit: int = 50, cursor: str | None = None
) -> Page[PersonMention]:
    """Where the person was named, latest article first."""
    raise NotImplementedError
