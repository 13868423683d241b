"""POST /v1/transliterate and /v1/expand: one name taken apart, and written in other ways."""

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


def test_a_name_is_expanded_into_spellings_likeliest_first(bare_client: TestClient) -> None:
    body = {"name": "Святлана Алексіевіч", "lang": "be", "limit": 20}
    answer = bare_client.post("/v1/expand", json=body)
    assert answer.status_code == 200
    spellings = answer.json()["spellings"]
    assert 5 < len(spellings) <= 20
    assert spellings[0]["name"] == "Святлана Алексіевіч"
    assert "Sviatlana Aleksievich" in {each["name"] for each in spellings}
    likelihoods = [each["likelihood"] for each in spellings]
    assert likelihoods == sorted(likelihoods, reverse=True)


def test_what_is_no_name_is_refused(bare_client: TestClient) -> None:
    answer = bare_client.post("/v1/transliterate", json={"name": "…"})
    assert answer.status_code == 422
    assert problem(answer) == "invalid"
    assert answer.json()["errors"] == [{"pointer": "/name", "detail": "There is no letter in it."}]
