"""`Idempotency-Key`: asked twice, done once."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

from app.api.payloads.persons import DecidedPerson
from tests.api.test_intake import problem

PERSONS = "/v1/persons"
KEY = {"Idempotency-Key": "k-1"}
OLGA = {"label": "Olga Tokarczuk"}
DECIDED = DecidedPerson.model_fields


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


def test_many_at_once_make_one_person_and_hear_the_same(client: TestClient) -> None:
    def ask(_number: int) -> Response:
        return client.post(PERSONS, json=OLGA, headers=KEY)

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(ask, range(8)))
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.content for answer in answers}) == 1
    assert people(client) == 1


def test_one_key_for_two_requests_at_once_is_used_by_one_of_them(client: TestClient) -> None:
    def ask(label: str) -> int:
        return client.post(PERSONS, json={"label": label}, headers=KEY).status_code

    with ThreadPoolExecutor(4) as pool:
        statuses = list(pool.map(ask, ["Olga Tokarczuk", "Jan Nowak"] * 4))
    assert set(statuses) == {201, 422}
    assert people(client) == 1


DIES = "the server dies"
REFUSING = {
    "sqlite": [
        f"CREATE TRIGGER no BEFORE UPDATE ON idempotency BEGIN SELECT RAISE(ABORT, '{DIES}'); END"
    ],
    "postgresql": [
        f"CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE ''{DIES}''; END'",
        "CREATE TRIGGER no BEFORE UPDATE ON idempotency FOR EACH ROW EXECUTE FUNCTION die()",
    ],
}
FORGIVING = {
    "sqlite": ["DROP TRIGGER no"],
    "postgresql": ["DROP TRIGGER no ON idempotency", "DROP FUNCTION die()"],
}


def run(client: TestClient, statements: dict[str, list[str]]) -> None:
    database = client.app.state.database  # type: ignore[attr-defined]
    with database.writer.begin() as connection:
        for statement in statements[database.backend]:
            connection.exec_driver_sql(statement)


@pytest.mark.parametrize(
    ("path", "body"),
    [
        (PERSONS, OLGA),
        ("/v1/articles/batch", {"articles": [{"text": "Olga Tokarczuk read for an hour."}]}),
        ("/v1/resolve", {"queries": [{"name": "Olga Tokarczuk"}], "learn": True}),
    ],
)
def test_nothing_is_done_whose_answer_cannot_be_kept(
    client: TestClient, path: str, body: dict[str, object]
) -> None:
    run(client, REFUSING)
    try:
        assert client.post(path, json=body, headers=KEY).status_code == 500
        assert people(client) == 0
        assert client.get("/v1/changes").json()["items"] == []
    finally:
        run(client, FORGIVING)
    assert client.post(path, json=body, headers=KEY).status_code < 300
    assert people(client) == 1


def test_an_upload_whose_answer_cannot_be_kept_is_no_job(client: TestClient) -> None:
    headers = KEY | {"content-type": "application/x-ndjson"}
    line = '{"label": "Jan Nowak"}'
    run(client, REFUSING)
    try:
        assert (
            client.post("/v1/jobs?kind=persons", content=line, headers=headers).status_code == 500
        )
    finally:
        run(client, FORGIVING)
    answer = client.post("/v1/jobs?kind=persons", content=line, headers=headers)
    assert answer.status_code == 202
    client.get(answer.headers["location"] + "/events")
    assert people(client) == 1


def test_what_only_reads_does_not_use_a_key_up(client: TestClient) -> None:
    query = {"queries": [{"name": "Olga Tokarczuk"}]}
    assert client.post("/v1/resolve", json=query, headers=KEY).status_code == 200
    assert client.post(PERSONS, json=OLGA, headers=KEY).status_code == 201


@pytest.mark.parametrize("keyed", [True, False])
def test_an_answer_is_the_same_with_a_key_and_without(client: TestClient, keyed: bool) -> None:
    headers = KEY if keyed else {}
    made = client.post(PERSONS, json=OLGA, headers=headers)
    undone = client.post(f"/v1/decisions/{made.json()['decision_id']}/undo")
    assert set(made.json()) == {*DECIDED}
    assert made.headers["content-type"] == "application/json"
    assert made.headers["location"] == f"/v1/persons/{made.json()['person_id']}"
    assert undone.json()["persons"] == []


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


@pytest.mark.parametrize("key", ["", "x" * 201, "tab\tkey"])
def test_a_key_that_is_none_is_refused(client: TestClient, key: str) -> None:
    answer = client.post(PERSONS, json=OLGA, headers={"Idempotency-Key": key})
    assert answer.status_code == 422
    assert problem(answer) == "invalid"
