"""`Idempotency-Key`: asked twice, done once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import update

from app.registry.tables import IDEMPOTENCY
from tests.api.test_intake import problem

PERSONS = "/v1/persons"
KEY = {"Idempotency-Key": "k-1"}
OLGA = {"label": "Olga Tokarczuk"}


def people(client: TestClient) -> int:
    return len(client.get(PERSONS).json()["items"])


def test_the_same_key_and_body_answer_the_first_result_again(client: TestClient) -> None:
    first = client.post(PERSONS, json=OLGA, headers=KEY)
    second = client.post(PERSONS, json=OLGA, headers=KEY)
    assert (second.status_code, second.content) == (201, first.content)
    assert second.headers["location"] == first.headers["location"]
    assert second.headers["etag"] == first.headers["etag"]
    assert "idempotency-replayed" not in first.headers
    assert second.headers["idempotency-replayed"] == "true"
    assert people(client) == 1


def test_another_body_or_address_under_the_same_key_is_refused(client: TestClient) -> None:
    client.post(PERSONS, json=OLGA, headers=KEY)
    for path, body in ((PERSONS, {"label": "Jan Nowak"}), ("/v1/resolve", OLGA)):
        answer = client.post(path, json=body, headers=KEY)
        assert answer.status_code == 422
        assert problem(answer) == "idempotency-mismatch"
    assert people(client) == 1


def test_a_failed_request_does_not_use_its_key_up(client: TestClient) -> None:
    assert client.post(PERSONS, json={"label": "?"}, headers=KEY).status_code == 422
    assert client.post(PERSONS, json=OLGA, headers=KEY).status_code == 201


def test_many_at_once_make_one_person(client: TestClient) -> None:
    def ask(_number: int) -> int:
        return client.post(PERSONS, json=OLGA, headers=KEY).status_code

    with ThreadPoolExecutor(4) as pool:
        statuses = list(pool.map(ask, range(8)))
    assert set(statuses) <= {201, 409}
    assert 201 in statuses
    assert people(client) == 1


def test_a_batch_and_an_upload_are_remembered_too(client: TestClient) -> None:
    batch = {"articles": [{"text": "Olga Tokarczuk read for an hour."}]}
    first = client.post("/v1/articles/batch", json=batch, headers={"Idempotency-Key": "b"})
    second = client.post("/v1/articles/batch", json=batch, headers={"Idempotency-Key": "b"})
    assert first.json() == second.json()
    assert second.json()["results"][0]["status"] == "created"
    headers = {"Idempotency-Key": "j", "content-type": "application/x-ndjson"}
    lines = '{"label": "Jan Nowak"}\n' * 20_000
    jobs = [client.post("/v1/jobs?kind=persons", content=lines, headers=headers) for _ in range(2)]
    assert jobs[0].json()["job_id"] == jobs[1].json()["job_id"]
    assert client.delete(jobs[0].headers["location"]).status_code == 200


def test_a_key_whose_first_request_died_is_taken_over(client: TestClient) -> None:
    client.post(PERSONS, json=OLGA, headers=KEY)
    database = client.app.state.database  # type: ignore[attr-defined]
    with database.writing(learning=False) as session:
        session.execute(update(IDEMPOTENCY).values(status=None))
    answer = client.post(PERSONS, json=OLGA, headers=KEY)
    assert answer.status_code == 409
    with database.writing(learning=False) as session:
        long_ago = datetime.now(UTC) - timedelta(minutes=11)
        session.execute(update(IDEMPOTENCY).values(at=long_ago))
    assert client.post(PERSONS, json=OLGA, headers=KEY).status_code == 201


@pytest.mark.parametrize("key", ["", "x" * 201, "tab\tkey"])
def test_a_key_that_is_none_is_refused(client: TestClient, key: str) -> None:
    answer = client.post(PERSONS, json=OLGA, headers={"Idempotency-Key": key})
    assert answer.status_code == 422
    assert problem(answer) == "invalid"
