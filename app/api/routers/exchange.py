"""The registry out, whole."""

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import StreamingResponse

from app.api import export
from app.api.context import DatabaseDep
from app.api.intake import JsonRoute
from app.api.streams import in_pieces
from app.services import exchange

router = APIRouter(prefix="/v1/export", tags=["exchange"], route_class=JsonRoute)


@router.get(
    "/persons",
    operation_id="export_persons",
    response_class=StreamingResponse,
    responses={
        200: {
            "content": {
                media.partition(";")[0]: {"schema": {"type": "string"}}
                for media in export.MEDIA_TYPES.values()
            }
        }
    },
)
def persons(
    database: DatabaseDep,
    form: Annotated[
        export.Format, Query(alias="format", description="JSON lines, CSV or FollowTheMoney.")
    ] = "jsonl",
) -> StreamingResponse:
    """Stream every person: in `jsonl` one line each, as the person is read by its id."""
    lines = in_pieces(export.write(exchange.export(database), form))
    return StreamingResponse(lines, media_type=export.MEDIA_TYPES[form])
