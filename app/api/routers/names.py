"""What the engine alone says of names; nothing here asks the registry."""

from dataclasses import replace

from fastapi import APIRouter, Request

from app import names
from app.api.intake import JsonRoute
from app.api.payloads.base import Refused
from app.api.payloads.evaluation import EvaluateIn, EvaluateOut, LabelledIn
from app.api.payloads.names import (
    CompareIn,
    CompareOut,
    ComparisonOut,
    ExpandIn,
    ExpandOut,
    PairIn,
    TransliterateIn,
    TransliterateOut,
)
from app.services.evaluate import LabelledPair
from app.services.evaluate import evaluate as judge

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


@router.post("/transliterate", operation_id="transliterate")
def transliterate(body: TransliterateIn) -> TransliterateOut:
    """Take a name apart: its parts, likely languages, every romanisation, its keys."""
    found = names.transliterate(body.name, body.lang)
    read = found.name
    return TransliterateOut.model_validate(
        {
            "name": read.text,
            "script": read.script,
            "langs": read.langs,
            "gender": read.gender,
            "is_partial": read.is_partial,
            "parts": read.parts,
            "romanisations": found.romanisations,
            "keys": read.keys,
        }
    )


@router.post("/expand", operation_id="expand")
def expand(body: ExpandIn) -> ExpandOut:
    """List probable spellings of a name, for archives that know nothing of aliases."""
    found = names.expand(body.name, body.lang, body.limit)
    return ExpandOut.model_validate({"name": body.name, "spellings": found})


@router.post("/evaluate", operation_id="evaluate")
def evaluate(request: Request, body: EvaluateIn) -> EvaluateOut:
    """Judge labelled pairs of your own: precision, recall, the curve, and what went wrong."""
    places = [i for i, pair in enumerate(body.pairs) if isinstance(pair, LabelledIn)]
    labelled = [
        LabelledPair(pair.a, pair.b, pair.same)
        for pair in body.pairs
        if isinstance(pair, LabelledIn)
    ]
    found = judge(labelled)
    path = request.url.path
    return EvaluateOut.model_validate(
        {field: getattr(found, field, None) for field in EvaluateOut.model_fields}
        | {field: getattr(found.linked, field) for field in ("precision", "recall", "f1")}
        | {"wrong": [replace(pair, index=places[pair.index]) for pair in found.wrong]}
        | {
            "rejected": [
                {"index": i, "problem": pair.problem(f"{path}#/pairs/{i}", f"/pairs/{i}")}
                for i, pair in enumerate(body.pairs)
                if isinstance(pair, Refused)
            ]
        }
    )


def _judged(pair: PairIn) -> ComparisonOut:
    found = names.compare(pair.a, pair.b, lang_a=pair.lang_a, lang_b=pair.lang_b)
    return ComparisonOut.model_validate(
        {"score": found.score, "decision": found.decision, "features": found.features}
    )


def _refused(pair: Refused, pointer: str, path: str) -> ComparisonOut:
    problem = pair.problem(f"{path}#{pointer}", pointer)
    return ComparisonOut(score=0.0, decision="nil", features=[], problem=problem)
