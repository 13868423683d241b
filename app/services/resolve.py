"""Who is meant by a name: candidates from the registry, judged by the engine."""

from collections.abc import Sequence

from app.registry.database import Database
from app.services.views import Query, Resolution


def resolve(
    database: Database,
    queries: Sequence[Query],
    *,
    limit: int = 5,
    learn: bool = False,
    thresholds: tuple[float, float] | None = None,
    actor: str = "engine",
) -> list[Resolution]:
    """Resolve a batch; `thresholds` are (link, review). `learn` stores what was decided."""
    raise NotImplementedError
