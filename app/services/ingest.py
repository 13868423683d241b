"""News in, people out."""

from collections.abc import Sequence

from app.registry.database import Database
from app.services.views import BatchResult, NewArticle


def ingest(
    database: Database,
    articles: Sequence[NewArticle],
    *,
    learn: bool = True,
    actor: str = "engine",
) -> BatchResult:
    """Read a batch of articles; `learn=False` stores nothing. One bad article spoils no other."""
    raise NotImplementedError
