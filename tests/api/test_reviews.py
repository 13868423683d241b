"""What waits for somebody to look, over HTTP."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.api.test_intake import problem

REVIEWS = "/v1/reviews"


def opened(client: TestClient) -> tuple[str, str]:
    """A review of a bare surname, and the one person who may be meant: their ids."""
    person = client.post("/v1/persons", json={"label": "Lech Wałęsa"}).json()
    body = {"queries": [{"name": "Wałęsa"}], "learn": True}
    (result,) = client.post("/v1/resolve", json=body).json()["results"]
    assert result["decision"] == "review"
    return str(result["review_id"]), str(person["person_id"])


def listed(client: TestClient, status: str) -> list[str]:
    items = client.get(f"{REVIEWS}?status={status}").json()["items"]
    return [item["review_id"] for item in items]


def test_a_waiting_name_is_listed_with_readable_candidates(client: TestClient) -> None:
    review_id, person_id = opened(client)
    (item,) = client.get(REVIEWS).json()["items"]
    assert item == client.get(f"{REVIEWS}/{review_id}").json()
    assert (item["surface"], item["status"]) == ("Wałęsa", "open")
    assert item["candidates"][0]["person_id"] == person_id
    assert item["candidates"][0]["features"]


def test_a_positive_judgement_gives_the_name_to_the_person(client: TestClient) -> None:
    review_id, person_id = opened(client)
    body = {"judgement": "positive", "person_id": person_id}
    answer = client.post(f"{REVIEWS}/{review_id}", json=body)
    assert answer.status_code == 200
    judged = answer.json()
    assert (judged["status"], judged["person_id"]) == ("closed", person_id)
    aliases = client.get(f"/v1/persons/{person_id}").json()["aliases"]
    assert "Wałęsa" in {alias["name"] for alias in aliases}
    again = client.post(f"{REVIEWS}/{review_id}", json=body)
    assert (again.status_code, problem(again)) == (409, "conflict")
    client.post(f"/v1/decisions/{judged['decision_id']}/undo")
    assert listed(client, "open") == [review_id]


def test_a_negative_judgement_makes_a_new_person(client: TestClient) -> None:
    review_id, person_id = opened(client)
    judged = client.post(f"{REVIEWS}/{review_id}", json={"judgement": "negative"}).json()
    assert judged["person_id"] not in {None, person_id}
    assert client.get(f"/v1/persons/{judged['person_id']}").json()["label"] == "Wałęsa"


def test_unsure_puts_a_review_aside(client: TestClient) -> None:
    review_id, _ = opened(client)
    client.post(f"{REVIEWS}/{review_id}", json={"judgement": "unsure"})
    assert listed(client, "open") == []
    assert listed(client, "unsure") == [review_id]


def test_many_are_judged_in_one_call_or_none(client: TestClient) -> None:
    review_id, person_id = opened(client)
    good = {"review_id": review_id, "judgement": "positive", "person_id": person_id}
    bad = {"review_id": "nothing", "judgement": "unsure"}
    answer = client.post(f"{REVIEWS}/judgements", json={"judgements": [good, bad]})
    assert (answer.status_code, problem(answer)) == (404, "review-not-found")
    assert listed(client, "open") == [review_id]
    answer = client.post(f"{REVIEWS}/judgements", json={"judgements": [good]})
    (result,) = answer.json()["results"]
    assert (result["review_id"], result["judgement"]) == (review_id, "positive")


@pytest.mark.parametrize(
    "body",
    [
        {"judgement": "positive"},
        {"judgement": "negative", "person_id": "1"},
        {"judgement": "maybe"},
        {},
    ],
)
def test_a_judgement_that_says_nothing_is_refused(
    bare_client: TestClient, body: dict[str, Any]
) -> None:
    answer = bare_client.post(f"{REVIEWS}/1", json=body)
    assert (answer.status_code, problem(answer)) == (422, "invalid")


def test_a_review_or_person_that_is_not_there_is_not_found(client: TestClient) -> None:
    review_id, _ = opened(client)
    assert problem(client.get(f"{REVIEWS}/nothing")) == "review-not-found"
    body = {"judgement": "positive", "person_id": "nobody"}
    answer = client.post(f"{REVIEWS}/{review_id}", json=body)
    assert problem(answer) == "person-not-found"
