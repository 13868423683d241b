"""Who is who, decided by people: confirm, merge, split, undo; and the book of decisions."""

from fastapi import APIRouter, Response

from app.api.context import CursorParam, DatabaseDep, IfMatch, LimitParam
from app.api.idempotency import RememberingRoute
from app.api.openapi import problems
from app.api.payloads.curation import DecisionPage, MergeIn, SplitIn, UndoneOut
from app.api.payloads.persons import DecidedPerson, MergedPerson, PersonHead
from app.api.routers.persons import ONE, ONE_WRITTEN, answer
from app.errors import (
    AliasNotFound,
    Conflict,
    DecisionNotFound,
    LaterDecisions,
    Merged,
    PersonNotFound,
    Stale,
)
from app.registry.database import Database
from app.services import curate, persons
from app.services.curate import DecisionView
from app.services.views import Page

router = APIRouter(prefix="/v1", tags=["curation"], route_class=RememberingRoute)


@router.post("/persons/{person_id}/confirm", operation_id="confirm_person", responses=ONE_WRITTEN)
def confirm(
    person_id: str, database: DatabaseDep, if_match: IfMatch, response: Response
) -> DecidedPerson:
    """Vouch for a person that only text spoke for."""
    return answer(curate.confirm(database, person_id, if_match=if_match), response)


@router.post(
    "/persons/{person_id}/merge",
    operation_id="merge_persons",
    responses=ONE_WRITTEN | problems(Conflict),
)
def merge(
    person_id: str, body: MergeIn, database: DatabaseDep, if_match: IfMatch, response: Response
) -> MergedPerson:
    """Move the other's spellings, mentions and ids here; the other id leads here for ever."""
    done = curate.merge(database, person_id, body.other_id, reason=body.reason, if_match=if_match)
    return MergedPerson(**dict(answer(done, response)), refused=list(done.refused))


@router.post(
    "/persons/{person_id}/split",
    operation_id="split_person",
    status_code=201,
    responses=problems(PersonNotFound, AliasNotFound, Merged, Stale, Conflict),
)
def split(
    person_id: str, body: SplitIn, database: DatabaseDep, if_match: IfMatch, response: Response
) -> DecidedPerson:
    """Make a new person of some spellings; the two are remembered as different."""
    done = curate.split(database, person_id, body.alias_ids, reason=body.reason, if_match=if_match)
    response.headers["Location"] = f"/v1/persons/{done.person.person_id}"
    return answer(done, response)


@router.get(
    "/persons/{person_id}/history",
    operation_id="person_history",
    response_model=DecisionPage,
    responses=ONE,
)
def history(
    person_id: str, database: DatabaseDep, limit: LimitParam = 50, cursor: CursorParam = None
) -> Page[DecisionView]:
    """List every decision about a person, latest first: who or what, when, why."""
    return curate.history(database, person_id, limit=limit, cursor=cursor)


@router.post(
    "/decisions/{decision_id}/undo",
    operation_id="undo_decision",
    responses=problems(DecisionNotFound, LaterDecisions, Conflict),
)
def undo(decision_id: str, database: DatabaseDep) -> UndoneOut:
    """Put back exactly what a decision changed, also of an undo."""
    done = curate.undo(database, decision_id)
    return UndoneOut(decision_id=done.decision_id, persons=_alive(database, done.person_ids))


@router.get("/changes", operation_id="list_changes", response_model=DecisionPage)
def changes(
    database: DatabaseDep, limit: LimitParam = 50, cursor: CursorParam = None
) -> Page[DecisionView]:
    """Follow what was learnt, in order; who keeps the cursor misses nothing."""
    return curate.changes(database, limit=limit, cursor=cursor)


def _alive(database: Database, person_ids: tuple[str, ...]) -> list[PersonHead]:
    found = []
    for person_id in person_ids:
        try:
            found.append(PersonHead.model_validate(persons.read(database, person_id)))
        except (PersonNotFound, Merged):
            continue  # the undo took this one away
    return found
