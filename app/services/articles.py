"""Articles: read, listed by person, taken back."""

from app.registry.database import Database
from app.services.views import ArticleHead, ArticleView, Page


def read(database: Database, article_id: str) -> ArticleView:
    """One article, its mentions as they stand now. Raises `ArticleNotFound`."""
    raise NotImplementedError


def find(
    database: Database, *, person_id: str | None = None, limit: int = 50, cursor: str | None = None
) -> Page[ArticleHead]:
    """The articles that name a person (all without one), latest first."""
    raise NotImplementedError


def delete(database: Database, article_id: str, *, actor: str = "user") -> None:
    """Forget an article, its mentions, and the aliases and people that it alone taught."""
    raise NotImplementedError
