"""POST /v1/compare: pairs of names, each judged alone."""

import pytest
from fastapi.testclient import TestClient

from tests.api.test_intake import problem


def test_one_person_in_two_scripts_is_linked_with_reasons(bare_client: TestClient) -> None:
    pair = {"a": "Svetlana Alexievich", "b": "Святлана Алексіевіч", "lang_b": "be"}
    answer = bare_client.post("/v1/compare", json={"pairs": [pair]})
    assert answer.status_code == 200
    (result,) = answer.json()["results"]
    assert result["decision"] == "link"
    assert 0.9 < result["score"] < 1
    assert result["problem"] is None
    for feature in result["features"]:
        assert set(feature) == {"name", "score", "weight", "detail"}


def test_a_bad_pair_carries_its_problem_and_spoils_no_other(bare_client: TestClient) -> None:
    good = {"a": "Olga Tokarczuk", "b": "Ольга Токарчук"}
    bad = [
        {"a": "?!", "b": "x"},
        {"a": "x", "b": "y" * 501},
        {"a": "x"},
        {"a": "x", "b": "y", "c": 1},
        {"a": 5, "b": "y"},
        {"a": "x", "b": "y\0"},
        {"a": "x", "b": "\u200f\u200e"},
        {"a": "🙂", "b": "y"},
        {"a": "x", "b": "y", "lang_a": "qq"},
        "x ~ y",
        None,
    ]
    answer = bare_client.post("/v1/compare", json={"pairs": [*bad, good]})
    assert answer.status_code == 200
    *refused, last = answer.json()["results"]
    assert last["decision"] == "link"
    assert last["problem"] is None
    assert len(refused) == len(bad)
    for index, result in enumerate(refused):
        assert result["problem"]["type"] == "/problems/invalid"
        assert result["problem"]["instance"] == f"/v1/compare#/pairs/{index}"
        assert result["problem"]["errors"][0]["pointer"].startswith(f"/pairs/{index}")
        assert (result["score"], result["decision"], result["features"]) == (0.0, "nil", [])


def test_a_lone_surrogate_is_refused_in_the_item_that_has_it(bare_client: TestClient) -> None:
    body = b'{"pairs": [{"a": "Anna \\ud800", "b": "Anna"}, {"a": "Anna", "b": "Anna"}]}'
    answer = bare_client.post(
        "/v1/compare", content=body, headers={"content-type": "application/json"}
    )
    first, second = answer.json()["results"]
    assert "surrogate" in first["problem"]["errors"][0]["detail"]
    assert second["score"] == 1.0


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({}, "/pairs"),
        ({"pairs": []}, "/pairs"),
        ({"pairs": "x"}, "/pairs"),
        ({"pairs": [{"a": "x", "b": "y"}] * 1001}, "/pairs"),
        ({"pairs": [{"a": "x", "b": "y"}], "limit": 3}, "/limit"),
        ([], ""),
    ],
    ids=["missing", "none", "type", "too many", "unknown field", "no object"],
)
def test_a_body_of_the_wrong_shape_is_refused_as_a_whole(
    bare_client: TestClient, body: object, pointer: str
) -> None:
    answer = bare_client.post("/v1/compare", json=body)
    assert answer.status_code == 422
    assert problem(answer) == "invalid"
    assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]
