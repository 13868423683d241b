"""People: made, listed, searched, read, changed."""

from typing import Annotated

from fastapi import APIRouter, Header, Query, Response

from app.api.context import CursorParam, DatabaseDep, IfMatch, LimitParam
from app.api.idempotency import RememberingRoute
from app.api.openapi import problems
from app.api.payloads.base import MAX_NAME_LENGTH
from app.api.payloads.persons import (
    AliasIn,
    DecidedPerson,
    Forgotten,
    PersonIn,
    PersonMentionPage,
    PersonOut,
    PersonPage,
    PersonPatchIn,
    Status,
)
from app.errors import AliasNotFound, ExternalIdTaken, Merged, PersonNotFound, Stale
from app.services import persons
from app.services.views import (
    Decided,
    NewAlias,
    NewPerson,
    Page,
    PersonMention,
    PersonPatch,
    PersonView,
)

router = APIRouter(prefix="/v1/persons", tags=["persons"], route_class=RememberingRoute)
ONE = problems(PersonNotFound, Merged)
ONE_WRITTEN = ONE | problems(Stale)


@router.post("", operation_id="create_person", status_code=201, responses=problems(ExternalIdTaken))
def create(body: PersonIn, database: DatabaseDep, response: Response) -> DecidedPerson:
    """Make a person; what a user says is confirmed at once."""
    new = NewPerson(
        label=body.label,
        aliases=tuple(NewAlias(alias.name, alias.lang) for alias in body.aliases),
        external_ids=body.external_ids,
        birth_year=body.birth_year,
        countries=tuple(body.countries),
        note=body.note,
    )
    done = persons.create(database, new)
    response.headers["Location"] = f"/v1/persons/{done.person.person_id}"
    return answer(done, response)


@router.get("", operation_id="list_persons", response_model=PersonPage)
def find(
    database: DatabaseDep,
    q: Annotated[
        str | None,
        Query(min_length=1, max_length=MAX_NAME_LENGTH, description="Any spelling of the name."),
    ] = None,
    status: Annotated[Status | None, Query(description="Only people of this status.")] = None,
    limit: LimitParam = 50,
    cursor: CursorParam = None,
) -> Page[PersonView]:
    """Search by any spelling, best first; without `q` list all."""
    return persons.find(database, q=q, status=status, limit=limit, cursor=cursor)


@router.get(
    "/{person_id}",
    operation_id="read_person",
    response_model=PersonOut,
    responses=ONE | {304: {"description": "The person is still as in `If-None-Match`."}},
)
def read(
    person_id: str,
    database: DatabaseDep,
    response: Response,
    if_none_match: Annotated[str | None, Header(description="An `ETag` already known.")] = None,
) -> PersonView | Response:
    """Read one person with every known spelling; an id merged away answers 308."""
    person = persons.read(database, person_id)
    tag = f'"{person.etag}"'
    if if_none_match is not None and tag in if_none_match:
        return Response(status_code=304, headers={"ETag": tag})
    response.headers["ETag"] = tag
    return person


@router.patch(
    "/{person_id}",
    operation_id="patch_person",
    responses=ONE_WRITTEN | problems(ExternalIdTaken),
)
def patch(
    person_id: str,
    body: PersonPatchIn,
    database: DatabaseDep,
    if_match: IfMatch,
    response: Response,
) -> DecidedPerson:
    """Change what the body names; a label set here stays."""
    change = PersonPatch(
        fields=frozenset(body.model_fields_set),
        label=body.label,
        external_ids=body.external_ids,
        birth_year=body.birth_year,
        countries=None if body.countries is None else tuple(body.countries),
        note=body.note,
    )
    return answer(persons.patch(database, person_id, change, if_match=if_match), response)


@router.delete("/{person_id}", operation_id="delete_person", responses=ONE_WRITTEN)
def delete(person_id: str, database: DatabaseDep, if_match: IfMatch) -> Forgotten:
    """Forget a person; the mentions stay, naming nobody."""
    decision_id = persons.delete(database, person_id, if_match=if_match)
    return Forgotten(person_id=person_id, decision_id=decision_id)


@router.post(
    "/{person_id}/aliases", operation_id="add_alias", status_code=201, responses=ONE_WRITTEN
)
def add_alias(
    person_id: str, body: AliasIn, database: DatabaseDep, if_match: IfMatch, response: Response
) -> DecidedPerson:
    """Add a spelling; one that was refused before is accepted again."""
    new = NewAlias(body.name, body.lang)
    return answer(persons.add_alias(database, person_id, new, if_match=if_match), response)


@router.delete(
    "/{person_id}/aliases/{alias_id}",
    operation_id="detach_alias",
    responses=problems(PersonNotFound, AliasNotFound, Merged, Stale),
)
def detach_alias(
    person_id: str, alias_id: str, database: DatabaseDep, if_match: IfMatch, response: Response
) -> DecidedPerson:
    """Detach a spelling, and remember that it is not this person's."""
    done = persons.detach_alias(database, person_id, alias_id, if_match=if_match)
    return answer(done, response)


@router.get(
    "/{person_id}/mentions",
    operation_id="list_mentions",
    response_model=PersonMentionPage,
    responses=ONE,
)
def mentions(
    person_id: str, database: DatabaseDep, limit: LimitParam = 50, cursor: CursorParam = None
) -> Page[PersonMention]:
    """List where the person was named, latest article first."""
    return persons.mentions(database, person_id, limit=limit, cursor=cursor)


def answer(done: Decided, response: Response) -> DecidedPerson:
    """The person as it is now, with its etag, and the decision beside it."""
    response.headers["ETag"] = f'"{done.person.etag}"'
    person = PersonOut.model_validate(done.person)
    return DecidedPerson(**dict(person), decision_id=done.decision_id)
