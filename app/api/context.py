"""What handlers are given: the database, and the parameters that many calls share."""

from typing import Annotated, cast

from fastapi import Depends, Header, Query, Request

from app.registry.database import Database

MAX_LIMIT = 500


def get_database(request: Request) -> Database:
    """The one open database of this process."""
    return cast("Database", request.app.state.database)


def get_if_match(
    if_match: Annotated[
        str | None,
        Header(description="Write only if the person still has this `ETag`; else 412."),
    ] = None,
) -> frozenset[str] | None:
    """The etags that the caller accepts; None for any."""
    if if_match is None or if_match.strip() == "*":
        return None
    tags = (tag.strip().removeprefix("W/") for tag in if_match.split(","))
    return frozenset(tag.strip('"') for tag in tags)


DatabaseDep = Annotated[Database, Depends(get_database)]
IfMatch = Annotated[frozenset[str] | None, Depends(get_if_match)]
LimitParam = Annotated[int, Query(ge=1, le=MAX_LIMIT, description="Items on a page, at most.")]
CursorParam = Annotated[
    str | None,
    Query(max_length=2000, description="`next_cursor` of the page before; stays valid."),
]
