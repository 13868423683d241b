"""Articles: posted in batches, read, listed by person, taken back."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from app.api.context import CursorParam, DatabaseDep, LimitParam
from app.api.idempotency import RememberingRoute
from app.api.openapi import problems
from app.api.payloads.articles import (
    ArticleIn,
    ArticleOut,
    ArticlePage,
    ArticleResultOut,
    BatchIn,
    BatchOut,
)
from app.api.payloads.base import Refused
from app.api.problems import problem_of
from app.errors import ArticleNotFound, Merged, PersonNotFound
from app.services import articles, ingest
from app.services.views import (
    ArticleHead,
    ArticleResult,
    ArticleView,
    NewArticle,
    Page,
)

router = APIRouter(prefix="/v1/articles", tags=["articles"], route_class=RememberingRoute)


@router.post("/batch", operation_id="post_articles")
def post_batch(request: Request, body: BatchIn, database: DatabaseDep) -> BatchOut:
    """Find the people in up to 200 articles; an article that cannot be read spoils no other."""
    places = [i for i, item in enumerate(body.articles) if isinstance(item, ArticleIn)]
    accepted = [item for item in body.articles if isinstance(item, ArticleIn)]
    done = ingest.ingest(database, [_new(item) for item in accepted], learn=body.learn)
    path = request.url.path
    results = {
        i: _refused(item, i, path)
        for i, item in enumerate(body.articles)
        if isinstance(item, Refused)
    }
    for place, result in zip(places, done.results, strict=True):
        results[place] = _result(result, place, path)
    return BatchOut.model_validate(
        {"results": [results[i] for i in sorted(results)], "summary": done.summary}
    )


@router.get(
    "",
    operation_id="list_articles",
    response_model=ArticlePage,
    responses=problems(PersonNotFound, Merged),
)
def find(
    database: DatabaseDep,
    person_id: Annotated[str | None, Query(description="Only those that name this person.")] = None,
    limit: LimitParam = 50,
    cursor: CursorParam = None,
) -> Page[ArticleHead]:
    """List articles, latest first."""
    return articles.find(database, person_id=person_id, limit=limit, cursor=cursor)


@router.get(
    "/{article_id}",
    operation_id="read_article",
    response_model=ArticleOut,
    responses=problems(ArticleNotFound),
)
def read(article_id: str, database: DatabaseDep) -> ArticleView:
    """Read one article as it was posted, with its mentions as they stand now."""
    return articles.read(database, article_id)


@router.delete(
    "/{article_id}",
    operation_id="delete_article",
    status_code=204,
    responses=problems(ArticleNotFound),
)
def delete(article_id: str, database: DatabaseDep) -> Response:
    """Take an article back: its mentions go, and aliases and people that it alone taught."""
    articles.delete(database, article_id)
    return Response(status_code=204)


def _new(item: ArticleIn) -> NewArticle:
    return NewArticle(**{field: getattr(item, field) for field in ArticleIn.model_fields})


def _result(result: ArticleResult, index: int, path: str) -> ArticleResultOut:
    instance = f"{path}#/articles/{index}"
    return ArticleResultOut(
        index=index,
        external_id=result.external_id,
        article_id=result.article_id,
        status=result.status,
        lang=result.lang,
        mentions=result.mentions,  # type: ignore[arg-type]  # read by attribute
        problem=problem_of(result.problem, instance) if result.problem else None,
    )


def _refused(item: Refused, index: int, path: str) -> ArticleResultOut:
    pointer = f"/articles/{index}"
    return ArticleResultOut(
        index=index,
        external_id=item.text("external_id"),
        article_id=None,
        status="rejected",
        lang=None,
        mentions=[],
        problem=item.problem(f"{path}#{pointer}", pointer),
    )
