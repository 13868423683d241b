"""What waits for somebody to look."""

from typing import Annotated

from fastapi import APIRouter, Query

from app.api.context import CursorParam, DatabaseDep, LimitParam
from app.api.idempotency import RememberingRoute
from app.api.openapi import problems
from app.api.payloads.curation import (
    BulkIn,
    BulkOut,
    JudgedOut,
    JudgementIn,
    ReviewOut,
    ReviewPage,
    ReviewStatus,
)
from app.errors import Conflict, PersonNotFound, ReviewNotFound
from app.services import reviews
from app.services.reviews import Judged, NewJudgement, ReviewView
from app.services.views import Page

router = APIRouter(prefix="/v1/reviews", tags=["reviews"], route_class=RememberingRoute)
JUDGED = problems(ReviewNotFound, PersonNotFound, Conflict)


@router.get("", operation_id="list_reviews", response_model=ReviewPage)
def find(
    database: DatabaseDep,
    status: Annotated[ReviewStatus, Query(description="Which ones.")] = "open",
    limit: LimitParam = 50,
    cursor: CursorParam = None,
) -> Page[ReviewView]:
    """List the names that wait, most valuable first."""
    return reviews.find(database, status=status, limit=limit, cursor=cursor)


@router.post("/judgements", operation_id="judge_reviews", responses=JUDGED)
def judge_many(body: BulkIn, database: DatabaseDep) -> BulkOut:
    """Judge many reviews in one call: all of them, or none."""
    judgements = [NewJudgement(j.review_id, j.judgement, j.person_id) for j in body.judgements]
    return BulkOut(results=[_judged(one) for one in reviews.judge(database, judgements)])


@router.get(
    "/{review_id}",
    operation_id="read_review",
    response_model=ReviewOut,
    responses=problems(ReviewNotFound),
)
def read(review_id: str, database: DatabaseDep) -> ReviewView:
    """Read one review."""
    return reviews.read(database, review_id)


@router.post("/{review_id}", operation_id="judge_review", responses=JUDGED)
def judge(review_id: str, body: JudgementIn, database: DatabaseDep) -> JudgedOut:
    """Say whose the name is; the matcher never overrules it."""
    judgement = NewJudgement(review_id, body.judgement, body.person_id)
    (done,) = reviews.judge(database, [judgement])
    return _judged(done)


def _judged(done: Judged) -> JudgedOut:
    review = ReviewOut.model_validate(done.review)
    return JudgedOut(**dict(review), decision_id=done.decision_id)
