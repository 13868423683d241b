"""What a handler is given: put on the application by `app.main.create_app`."""

from typing import Annotated, cast

from fastapi import Depends, Request

from app.registry.database import Database


def get_database(request: Request) -> Database:
    """The one open database of this process."""
    return cast("Database", request.app.state.database)


DatabaseDep = Annotated[Database, Depends(get_database, scope="function")]
