"""What the engine alone says of names; nothing here asks the registry."""

from fastapi import APIRouter, Request

from app import names
from app.api.intake import JsonRoute
from app.api.payloads.base import Refused
from app.api.payloads.names import CompareIn, CompareOut, ComparisonOut, PairIn

router = APIRouter(prefix="/v1", tags=["names"], route_class=JsonRoute)


@router.post("/compare", operation_id="compare")
def compare(request: Request, body: CompareIn) -> CompareOut:
    """Judge up to 1,000 pairs: the score that both name one person, and why."""
    path = request.url.path
    return CompareOut(
        results=[
            _refused(pair, f"/pairs/{index}", path) if isinstance(pair, Refused) else _judged(pair)
            for index, pair in enumerate(body.pairs)
        ]
    )


def _judged(pair: PairIn) -> ComparisonOut:
    found = names.compare(pair.a, pair.b, lang_a=pair.lang_a, lang_b=pair.lang_b)
    return ComparisonOut.model_validate(
        {"score": found.score, "decision": found.decision, "features": found.features}
    )


def _refused(pair: Refused, pointer: str, path: str) -> ComparisonOut:
    problem = pair.problem(f"{path}#{pointer}", pointer)
    return ComparisonOut(score=0.0, decision="nil", features=[], problem=problem)
