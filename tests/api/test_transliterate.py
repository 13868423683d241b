"""POST /v1/transliterate: one name taken apart."""

from fastapi.testclient import TestClient

from tests.api.test_intake import problem


def test_a_name_is_told_with_parts_schemes_and_keys(bare_client: TestClient) -> None:
    answer = bare_client.post("/v1/transliterate", json={"name": " Сяргей  Жадан ", "lang": "be"})
    assert answer.status_code == 200
    told = answer.json()
    assert told["name"] == "Сяргей Жадан"
    assert (told["script"], told["langs"], told["is_partial"]) == ("Cyrl", ["be"], False)
    assert [(part["text"], part["role"]) for part in told["parts"]] == [
        ("Сяргей", "given"),
        ("Жадан", "family"),
    ]
    assert "Siarhei Zhadan" in {each["text"] for each in told["romanisations"]}
    assert {"lang", "scheme", "title", "reader", "text"} == set(told["romanisations"][0])
    assert {key["kind"] for key in told["keys"]} <= {"f", "s", "c", "p"}


def test_what_is_no_name_is_refused(bare_client: TestClient) -> None:
    answer = bare_client.post("/v1/transliterate", json={"name": "…"})
    assert answer.status_code == 422
    assert problem(answer) == "invalid"
    assert answer.json()["errors"] == [{"pointer": "/name", "detail": "There is no letter in it."}]
