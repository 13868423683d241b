"""Names in, the people they belong to out."""

from typing import Annotated

from fastapi import APIRouter, Query, Request

from app.api.context import DatabaseDep
from app.api.idempotency import RememberingRoute
from app.api.payloads.base import Lang, NameText, Refused
from app.api.payloads.names import QueryIn, ResolutionOut, ResolveIn, ResolveOut
from app.api.problems import problem_of
from app.services import resolve
from app.services.views import Query as NameQuery
from app.services.views import Resolution

router = APIRouter(prefix="/v1/resolve", tags=["resolve"], route_class=RememberingRoute)


@router.get("", operation_id="resolve_one")
def one(
    database: DatabaseDep,
    name: Annotated[NameText, Query(description="A personal name in any script.")],
    lang: Annotated[Lang | None, Query(description="Its language, when known.")] = None,
    limit: Annotated[int, Query(ge=1, le=100, description="Candidates, at most.")] = 5,
) -> ResolveOut:
    """Look up one name; reads only. The call to try from a browser."""
    (found,) = resolve.resolve(database, [NameQuery(name=name, lang=lang)], limit=limit)
    if found.problem is not None:
        raise found.problem
    return ResolveOut(results=[_result(found, "")])


@router.post("", operation_id="resolve")
def many(request: Request, body: ResolveIn, database: DatabaseDep) -> ResolveOut:
    """Look up to 1,000 names; with `learn` the decisions are stored."""
    accepted = [item for item in body.queries if isinstance(item, QueryIn)]
    asked = body.thresholds
    done = iter(
        resolve.resolve(
            database,
            [NameQuery(**dict(item)) for item in accepted],
            limit=body.limit,
            learn=body.learn,
            thresholds=(asked.link, asked.review) if asked else None,
        )
    )
    path = request.url.path
    results = [
        _refused(item, f"/queries/{index}", path)
        if isinstance(item, Refused)
        else _result(next(done), f"{path}#/queries/{index}")
        for index, item in enumerate(body.queries)
    ]
    return ResolveOut(results=results)


def _result(found: Resolution, instance: str) -> ResolutionOut:
    fields = {name: getattr(found, name) for name in ResolutionOut.model_fields}
    fields["problem"] = problem_of(found.problem, instance) if found.problem else None
    return ResolutionOut.model_validate(fields)


def _refused(item: Refused, pointer: str, path: str) -> ResolutionOut:
    return ResolutionOut(
        id=item.text("id"),
        name=item.text("name") or "",
        decision="nil",
        person_id=None,
        created=False,
        candidates=[],
        problem=item.problem(f"{path}#{pointer}", pointer),
    )
