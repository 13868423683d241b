"""What is refused before a handler sees it."""

from collections.abc import Iterator

import httpx2 as httpx
import pytest
from fastapi.testclient import TestClient

JSON = {"content-type": "application/json"}
RESOLVE = "/v1/resolve"


def problem(answer: httpx.Response) -> str:
    """The slug of a well-formed problem."""
    assert answer.headers["content-type"] == "application/problem+json"
    body = answer.json()
    assert body["status"] == answer.status_code
    assert {"type", "title", "detail", "instance"} <= set(body)
    return str(body["type"]).removeprefix("/problems/")


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b'{"queries": "\xff"}', "not valid UTF-8 (byte 13)"),
        (b'{"queries": [}', "not valid JSON"),
        ('{"queries": []}'.encode("utf-16"), "UTF-8"),
        (b'{"queries": NaN}', "NaN"),
        (b"[" * 90_000, "too deeply"),
    ],
    ids=["utf8", "json", "utf16", "nan", "deep"],
)
def test_a_body_that_is_not_json_in_utf8_is_malformed(
    bare_client: TestClient, body: bytes, says: str
) -> None:
    answer = bare_client.post(RESOLVE, content=body, headers=JSON)
    assert answer.status_code == 400
    assert problem(answer) == "malformed-request"
    assert says in answer.json()["detail"]


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/xml", "application/json; charset=cp1251"]
)
def test_another_media_type_is_unsupported(bare_client: TestClient, kind: str) -> None:
    answer = bare_client.post(RESOLVE, content=b"{}", headers={"content-type": kind})
    assert answer.status_code == 415
    assert problem(answer) == "unsupported-media-type"


def test_a_body_without_a_media_type_is_unsupported(bare_client: TestClient) -> None:
    assert bare_client.post(RESOLVE, content=b"{}").status_code == 415


def test_a_body_past_the_limit_is_refused_by_its_declared_length(bare_client: TestClient) -> None:
    answer = bare_client.post(RESOLVE, content=b" " * 100_001, headers=JSON)
    assert answer.status_code == 413
    assert problem(answer) == "request-too-large"


def test_a_chunked_body_past_the_limit_is_refused_while_it_comes(bare_client: TestClient) -> None:
    def chunks() -> Iterator[bytes]:
        for _ in range(200):
            yield b" " * 1000

    answer = bare_client.post(RESOLVE, content=chunks(), headers=JSON)
    assert answer.status_code == 413
    assert problem(answer) == "request-too-large"


@pytest.mark.parametrize("path", ["/v1/persons?q=%FF", "/v1/persons?q=%00", "/v1/persons/%00"])
def test_an_address_that_is_not_text_is_malformed(bare_client: TestClient, path: str) -> None:
    answer = bare_client.get(path)
    assert answer.status_code == 400
    assert problem(answer) == "malformed-request"


def test_a_misspelt_parameter_is_refused(bare_client: TestClient) -> None:
    answer = bare_client.get("/v1/persons?limt=5")
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "?limt"


def test_an_unknown_address_is_not_found(bare_client: TestClient) -> None:
    answer = bare_client.get("/v2/persons")
    assert answer.status_code == 404
    assert problem(answer) == "not-found"


def test_a_wrong_method_is_told_the_right_ones(bare_client: TestClient) -> None:
    answer = bare_client.put(RESOLVE)
    assert answer.status_code == 405
    assert problem(answer) == "method-not-allowed"
    assert answer.headers["allow"] == "GET, POST"


def test_a_database_without_tables_is_unavailable_for_now(bare_client: TestClient) -> None:
    answer = bare_client.get("/readyz")
    assert answer.status_code == 503
    assert problem(answer) == "database-unavailable"
    assert int(answer.headers["retry-after"]) > 0


def test_the_process_is_up_whatever_the_database_does(bare_client: TestClient) -> None:
    assert bare_client.get("/healthz").json() == {"status": "ok"}


@pytest.mark.parametrize("path", ["/docs", "/redoc"])
def test_the_pages_of_the_docs_fetch_nothing_from_elsewhere(
    bare_client: TestClient, path: str
) -> None:
    page = bare_client.get(path)
    assert page.status_code == 200
    assert "//" not in page.text
    assert "script-src 'self';" in page.headers["content-security-policy"]
    for part in page.text.split('"'):
        if part.startswith("static/"):
            assert bare_client.get("/" + part).status_code == 200


def test_the_front_door_leads_to_the_docs(bare_client: TestClient) -> None:
    answer = bare_client.get("/", follow_redirects=False)
    assert answer.status_code == 307
    assert answer.headers["location"] == "docs"
