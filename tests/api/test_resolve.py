"""GET and POST /v1/resolve."""

from fastapi.testclient import TestClient

RESOLVE = "/v1/resolve"


def test_one_name_is_resolved_from_the_address(client: TestClient) -> None:
    person = client.post("/v1/persons", json={"label": "Olga Tokarczuk"}).json()
    answer = client.get(RESOLVE, params={"name": "Ольга Токарчук", "limit": 1})
    assert answer.status_code == 200
    (result,) = answer.json()["results"]
    assert (result["decision"], result["person_id"]) == ("link", person["person_id"])
    (candidate,) = result["candidates"]
    assert candidate["alias"] == candidate["label"] == "Olga Tokarczuk"
    assert candidate["features"]


def test_a_batch_answers_in_order_and_a_bad_query_fails_alone(client: TestClient) -> None:
    client.post("/v1/persons", json={"label": "Olga Tokarczuk"})
    queries = [
        {"id": "a", "name": "x" * 10_000},
        {"id": "b", "name": "\u200f"},
        {"id": "c", "name": "Tokarczuk, Olga", "birth_year": 1962, "country": "PL"},
        {"name": "Wisława Szymborska", "lang": "pl"},
        {"id": "e", "name": "Anna", "birthyear": 1},
        7,
    ]
    answer = client.post(RESOLVE, json={"queries": queries, "limit": 3})
    assert answer.status_code == 200
    results = answer.json()["results"]
    assert [result["id"] for result in results] == ["a", "b", "c", None, "e", None]
    decisions = [result["decision"] for result in results]
    assert decisions == ["nil", "nil", "link", "nil", "nil", "nil"]
    assert [bool(result["problem"]) for result in results] == [True, True, False, False, True, True]
    assert results[4]["problem"]["errors"][0]["pointer"] == "/queries/4/birthyear"


def test_learning_makes_a_person_once(client: TestClient) -> None:
    body = {"queries": [{"name": "Wisława Szymborska"}], "learn": True}
    (first,) = client.post(RESOLVE, json=body).json()["results"]
    (second,) = client.post(RESOLVE, json=body).json()["results"]
    assert (first["decision"], first["created"]) == ("nil", True)
    assert (second["decision"], second["created"]) == ("link", False)
    assert first["person_id"] == second["person_id"]


def test_nothing_is_learnt_unless_asked(client: TestClient) -> None:
    client.post(RESOLVE, json={"queries": [{"name": "Wisława Szymborska"}]})
    client.get(RESOLVE, params={"name": "Wisława Szymborska"})
    assert client.get("/v1/persons").json()["items"] == []


def test_thresholds_of_the_caller_hold(client: TestClient) -> None:
    client.post("/v1/persons", json={"label": "Olga Tokarczuk"})
    body = {"queries": [{"name": "Olga Tokarcuk"}], "thresholds": {"link": 1, "review": 0.01}}
    (result,) = client.post(RESOLVE, json=body).json()["results"]
    assert (result["decision"], result["reason"]) == ("review", "weak")
    wrong = body | {"thresholds": {"link": 0.1, "review": 0.9}}
    assert client.post(RESOLVE, json=wrong).status_code == 422


def test_a_thousand_queries_are_taken_and_one_more_is_not(client: TestClient) -> None:
    queries = [{"name": "Olga Tokarczuk"}] * 1001
    assert client.post(RESOLVE, json={"queries": queries[:1000]}).status_code == 200
    assert client.post(RESOLVE, json={"queries": queries}).status_code == 422
