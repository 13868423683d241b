"""The OpenAPI document tells what the service does, with worked examples that hold.

ONYM_UPDATE_OPENAPI=1 writes the examples anew from the real answers, and the pinned document.
"""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import jsonschema
import pytest
from fastapi.testclient import TestClient

from app.api.openapi import EXAMPLES, operations, read_example
from app.main import create_app
from app.settings import Settings
from tests.api.story import STEPS, tell

PINNED = Path(__file__).with_name("openapi.json")
UPDATE = bool(os.environ.get("ONYM_UPDATE_OPENAPI"))
FREE = {"labels", "external_ids"}  # keys of the user's own
SHOWN_LINES = 9  # of a stream
SHOWN = {"curve": 3, "features": 3}  # how much of a long list an example shows


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    client = TestClient(create_app(Settings(database_url="sqlite://")))
    found: dict[str, Any] = client.get("/openapi.json").json()
    return found


def shortened(value: Any, name: str = "") -> Any:  # noqa: ANN401
    if isinstance(value, dict):
        return {key: shortened(inner, key) for key, inner in value.items()}
    if isinstance(value, list):
        return [shortened(inner) for inner in value[: SHOWN.get(name, 100)]]
    return value


def shown(answer: httpx2.Response) -> Any:  # noqa: ANN401
    """An answer as an example: JSON, or the first lines of a stream."""
    if answer.headers["content-type"] == "application/json":
        return shortened(answer.json())
    return "".join(answer.text.splitlines(keepends=True)[:SHOWN_LINES])


def unlike(answer: Any, example: Any, at: str = "") -> Iterator[str]:  # noqa: ANN401
    """Where the keys of an answer are not those of the example."""
    if isinstance(answer, dict) and isinstance(example, dict) and at not in FREE:
        if answer.keys() != example.keys():
            yield f"{at}: {sorted(answer.keys() ^ example.keys())}"
        for key in answer.keys() & example.keys():
            yield from unlike(answer[key], example[key], key)
    elif isinstance(answer, list) and isinstance(example, list) and answer and example:
        yield from unlike(answer[0], example[0], at)


@pytest.mark.skipif(not UPDATE, reason="writes the examples; run with ONYM_UPDATE_OPENAPI=1")
def test_examples_are_written_from_real_answers(tmp_path: Path) -> None:
    from app.main import prepare

    settings = Settings(database_url=f"sqlite:///{tmp_path}/onym.db")
    prepare(settings)
    with TestClient(create_app(settings)) as client:
        for told in (each for each in tell(client) if each.step.shown):
            example: dict[str, Any] = {}
            if told.parameters:
                example["parameters"] = told.parameters
            if told.body is not None or told.step.content is not None:
                example["request"] = told.body or told.step.content
            if told.answer.content:
                example["responses"] = {str(told.answer.status_code): shown(told.answer)}
            path = EXAMPLES / f"{told.step.operation}.json"
            text = json.dumps(example, ensure_ascii=False, indent=2)
            path.write_text(text + "\n", encoding="utf-8")
        document = client.get("/openapi.json").json()
    PINNED.write_text(
        json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8"
    )


def test_the_document_is_the_pinned_one(document: dict[str, Any]) -> None:
    assert document == json.loads(PINNED.read_text(encoding="utf-8"))


def test_the_story_visits_every_operation(document: dict[str, Any]) -> None:
    told = {step.operation for step in STEPS}
    assert told == {operation["operationId"] for _, _, operation in operations(document)}


def test_no_example_is_left_over() -> None:
    assert {path.stem for path in EXAMPLES.glob("*.json")} == {step.operation for step in STEPS}


def examples(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any], Any]]:
    """(place, schema, example) of every body that goes in or out."""
    for path, method, operation in operations(document):
        bodies = {"request": operation.get("requestBody", {})} | operation["responses"]
        for name, body in bodies.items():
            for media, content in body.get("content", {}).items():
                place = f"{method} {path} {name} {media}"
                shown = [each["value"] for each in content.get("examples", {}).values()]
                if "example" in content:
                    shown.append(content["example"])
                assert shown, f"{place} has no example"
                for example in shown:
                    yield place, content.get("schema", {}), example


def test_every_request_and_response_has_an_example_that_validates(
    document: dict[str, Any],
) -> None:
    checked = 0
    for place, schema, example in examples(document):
        validator = jsonschema.Draft202012Validator(
            {**schema, "components": document["components"]}
        )
        problems = [f"{place}: {error.message}" for error in validator.iter_errors(example)]
        assert problems == []
        checked += 1
    assert checked > 20


def test_every_parameter_of_a_path_has_an_example(document: dict[str, Any]) -> None:
    for path, method, operation in operations(document):
        for parameter in operation.get("parameters", []):
            if parameter["in"] == "path":
                assert "example" in parameter, f"{method} {path} {parameter['name']}"


def test_every_operation_says_what_it_does(document: dict[str, Any]) -> None:
    for _path, _method, operation in operations(document):
        assert operation["summary"]
        assert operation["tags"]


def test_the_real_answers_have_the_shape_of_the_examples(client: TestClient) -> None:
    for told in tell(client):
        if told.answer.headers.get("content-type") != "application/json":
            continue
        example = read_example(told.step.operation)["responses"][str(told.answer.status_code)]
        assert list(unlike(told.answer.json(), example)) == [], told.step.operation
