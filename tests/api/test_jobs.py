"""Long work and the export over HTTP."""

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.api.test_intake import problem

JSON = {"content-type": "application/json"}
NDJSON = {"content-type": "application/x-ndjson"}
OLGA = {
    "label": "Olga Tokarczuk",
    "aliases": [{"name": "Вольга Такарчук"}, {"name": "Tokarczuk; Olga"}],
    "external_ids": {"wikidata": "Q106465"},
    "birth_year": 1962,
    "countries": ["pl"],
    "note": "=cmd|' /C calc'!A0",
}


def run(client: TestClient, body: Any, *, kind: str = "persons", **headers: str) -> dict[str, Any]:  # noqa: ANN401
    """Upload, follow to the end, and return the job."""
    answer = client.post(f"/v1/jobs?kind={kind}", content=body, headers=NDJSON | headers)
    assert answer.status_code == 202, answer.text
    assert answer.headers["location"] == f"/v1/jobs/{answer.json()['job_id']}"
    events = client.get(answer.headers["location"] + "/events")
    assert events.headers["content-type"].startswith("text/event-stream")
    told = [line[6:] for line in events.text.splitlines() if line.startswith("data: ")]
    assert json.loads(told[-1])["status"] in {"done", "failed", "cancelled"}
    job: dict[str, Any] = client.get(answer.headers["location"]).json()
    return job


def results(client: TestClient, job: dict[str, Any]) -> list[dict[str, Any]]:
    answer = client.get(f"/v1/jobs/{job['job_id']}/results")
    assert answer.headers["content-type"] == "application/x-ndjson"
    return [json.loads(line) for line in answer.text.splitlines()]


def test_people_are_loaded_line_by_line_and_a_bad_line_fails_alone(client: TestClient) -> None:
    lines = [json.dumps(OLGA), '{"label": "…"}', "no json", '{"label": "Jan Nowak", "x": 1}']
    job = run(client, "\n".join(lines))
    assert (job["status"], job["total"], job["failed"]) == ("done", 4, 3)
    first, *bad = results(client, job)
    assert first["status"] == "created"
    assert client.get(f"/v1/persons/{first['person_id']}").json()["status"] == "confirmed"
    assert all(result["problem"]["type"].startswith("/problems/") for result in bad)


def test_a_body_in_pieces_is_one_upload(client: TestClient) -> None:
    body = "".join(json.dumps({"label": f"Żaneta Nowak{chr(97 + i)}"}) + "\n" for i in range(20))

    def pieces() -> Iterator[bytes]:
        raw = body.encode()
        for start in range(0, len(raw), 7):
            yield raw[start : start + 7]

    job = run(client, pieces())
    assert (job["done"], job["failed"]) == (20, 0)


def test_an_upload_may_be_larger_than_a_request(client: TestClient) -> None:
    line = json.dumps({"label": "Jan Nowak", "note": "x" * 1000}) + "\n"
    job = run(client, line * 150)  # past the 100,000 bytes of this test's service
    assert job["total"] == 150


def test_articles_are_worked_off_in_a_job(client: TestClient) -> None:
    article = {"external_id": "j-1", "text": "Olga Tokarczuk read for an hour."}
    job = run(client, json.dumps(article) + "\n" + '{"text": ""}', kind="articles")
    assert (job["status"], job["failed"]) == ("done", 1)
    found = client.get("/v1/articles").json()["items"]
    assert [each["external_id"] for each in found] == ["j-1"]


@pytest.mark.parametrize(
    "article",
    [
        {"text": "Olga Tokarczuk read.", "lang": "qq"},
        {"text": "a" * 20_000},
        {"text": "… 2026 …"},
        {"text": "Olga Tokarczuk read.", "title": "a\0b"},
        {"text": "Olga Tokarczuk read.", "published_at": "yesterday"},
    ],
)
def test_what_a_batch_refuses_a_job_refuses_too(
    client: TestClient, article: dict[str, str]
) -> None:
    batch = client.post("/v1/articles/batch", json={"articles": [article]}).json()
    job = run(client, json.dumps(article), kind="articles")
    assert batch["results"][0]["status"] == "rejected"
    assert (job["done"], job["failed"]) == (0, 1)
    assert results(client, job)[0]["problem"]["type"] == "/problems/invalid"


@pytest.mark.parametrize(
    ("path", "headers", "status", "slug"),
    [
        (
            "/v1/jobs?kind=persons",
            {"content-type": "application/json"},
            415,
            "unsupported-media-type",
        ),
        ("/v1/jobs?kind=cats", NDJSON, 422, "invalid"),
        ("/v1/jobs", NDJSON, 422, "invalid"),
    ],
)
def test_a_job_that_cannot_be_is_refused(
    client: TestClient, path: str, headers: dict[str, str], status: int, slug: str
) -> None:
    answer = client.post(path, content="{}", headers=headers)
    assert answer.status_code == status
    assert problem(answer) == slug


def test_an_upload_that_is_not_utf8_leaves_no_job(client: TestClient) -> None:
    answer = client.post("/v1/jobs?kind=persons", content=b'{"label": "\xff"}\n', headers=NDJSON)
    assert answer.status_code == 400
    assert problem(answer) == "malformed-request"


@pytest.mark.parametrize("rest", ["", "/events", "/results"])
def test_an_unknown_job_is_not_found(client: TestClient, rest: str) -> None:
    answer = client.get(f"/v1/jobs/nothing{rest}")
    assert answer.status_code == 404
    assert problem(answer) == "job-not-found"


def test_a_finished_job_stays_finished_when_cancelled(client: TestClient) -> None:
    job = run(client, json.dumps(OLGA))
    assert client.delete(f"/v1/jobs/{job['job_id']}").json()["status"] == "done"


def test_every_format_of_the_export_loads_again(client: TestClient) -> None:
    run(client, json.dumps(OLGA))
    for form, media in (
        ("jsonl", "application/x-ndjson"),
        ("csv", "text/csv"),
        ("ftm", "application/x-ndjson"),
    ):
        answer = client.get(f"/v1/export/persons?format={form}")
        assert answer.headers["content-type"].startswith(media)
        job = run(client, answer.content, **{"content-type": media})
        assert (job["status"], job["failed"]) == ("done", 0), results(client, job)
    (person,) = client.get("/v1/persons").json()["items"]
    assert (person["label"], person["note"]) == (OLGA["label"], OLGA["note"])


def test_the_jsonl_export_is_a_person_a_line_as_read_by_its_id(client: TestClient) -> None:
    run(client, json.dumps(OLGA) + '\n{"label": "Jan Nowak"}')
    lines = client.get("/v1/export/persons").text.splitlines()
    people = [json.loads(line) for line in lines]
    assert len(people) == 2
    for person in people:
        assert client.get(f"/v1/persons/{person['person_id']}").json() == person


def test_the_csv_export_holds_no_formula(client: TestClient) -> None:
    run(client, json.dumps(OLGA))
    text = client.get("/v1/export/persons?format=csv").text
    (row,) = csv.DictReader(io.StringIO(text))
    assert row["note"] == "'" + OLGA["note"]  # type: ignore[operator]
    assert row["external_ids"] == "wikidata:Q106465"


def test_the_ftm_export_is_a_person_entity(client: TestClient) -> None:
    run(client, json.dumps(OLGA))
    entity = json.loads(client.get("/v1/export/persons?format=ftm").text)
    assert entity["schema"] == "Person"
    assert entity["properties"]["wikidataId"] == ["Q106465"]
    assert entity["properties"]["birthDate"] == ["1962"]
    assert "Вольга Такарчук" in entity["properties"]["alias"]


def test_an_empty_registry_exports_nothing(client: TestClient) -> None:
    assert client.get("/v1/export/persons").text == ""
    assert client.get("/v1/export/persons?format=csv").text.count("\n") == 1
