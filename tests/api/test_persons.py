"""People over HTTP: made, listed, searched, read, changed."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.api.test_intake import problem

PERSONS = "/v1/persons"
OLGA = {
    "label": "Olga Tokarczuk",
    "aliases": [{"name": "Вольга Такарчук", "lang": "be"}],
    "external_ids": {"wikidata": "Q106465"},
    "birth_year": 1962,
    "countries": ["PL"],
    "note": "novelist",
}


def make(client: TestClient, label: str = "", **fields: Any) -> dict[str, Any]:  # noqa: ANN401
    answer = client.post(PERSONS, json={"label": label, **fields} if label else OLGA)
    assert answer.status_code == 201, answer.text
    person: dict[str, Any] = answer.json()
    return person


def test_a_person_is_made_confirmed_and_found_where_location_says(client: TestClient) -> None:
    answer = client.post(PERSONS, json=OLGA)
    assert answer.status_code == 201
    person = answer.json()
    assert answer.headers["location"] == f"{PERSONS}/{person['person_id']}"
    assert person["decision_id"]
    read = client.get(answer.headers["location"])
    assert read.headers["etag"] == answer.headers["etag"]
    assert read.json() == {key: value for key, value in person.items() if key != "decision_id"}
    assert person["status"] == "confirmed"
    assert person["countries"] == ["pl"]
    assert {alias["name"] for alias in person["aliases"]} == {"Olga Tokarczuk", "Вольга Такарчук"}
    assert set(person["aliases"][0]) == {
        "alias_id",
        "name",
        "lang",
        "script",
        "status",
        "origin",
        "mention_count",
        "first_seen",
        "last_seen",
    }


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({}, "/label"),
        ({"label": ""}, "/label"),
        ({"label": "?!"}, "/label"),
        ({"label": "x" * 501}, "/label"),
        ({"label": "Anna", "aliases": [{"name": "А\0"}]}, "/aliases/0/name"),
        ({"label": "Anna", "aliases": [{"nom": "A"}]}, "/aliases/0/name"),
        ({"label": "Anna", "birth_year": "1962"}, "/birth_year"),
        ({"label": "Anna", "birth_year": 10**30}, "/birth_year"),
        ({"label": "Anna", "countries": ["Poland"]}, "/countries/0"),
        ({"label": "Anna", "external_ids": {"wikidata": 5}}, "/external_ids/wikidata"),
        ({"label": "Anna", "name": "Anna"}, "/name"),
    ],
)
def test_a_person_that_cannot_be_is_refused(
    client: TestClient, body: dict[str, Any], pointer: str
) -> None:
    answer = client.post(PERSONS, json=body)
    assert answer.status_code == 422
    assert problem(answer) == "invalid"
    assert pointer in [error["pointer"] for error in answer.json()["errors"]]
    assert client.get(PERSONS).json()["items"] == []


def test_an_external_id_belongs_to_one_person(client: TestClient) -> None:
    make(client)
    answer = client.post(PERSONS, json=OLGA)
    assert answer.status_code == 409
    assert problem(answer) == "external-id-taken"


def test_people_are_found_by_any_spelling_and_listed_without_aliases(client: TestClient) -> None:
    olga = make(client)
    make(client, "Wisława Szymborska")
    (found, *_) = client.get(PERSONS, params={"q": "Ольга Токарчук"}).json()["items"]
    assert found["person_id"] == olga["person_id"]
    assert "aliases" not in found


def test_a_list_is_walked_page_by_page_while_people_are_added(client: TestClient) -> None:
    made = [make(client, f"Anna Nowak{letter}")["person_id"] for letter in "abcde"]
    seen: list[str] = []
    cursor = None
    for number in range(10):
        query = {"limit": 2} | ({"cursor": cursor} if cursor else {})
        page = client.get(PERSONS, params=query).json()
        seen += [person["person_id"] for person in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
        if number < 2:
            made.append(make(client, f"Jan Kowalski{'xyz'[number]}")["person_id"])
    assert seen == made


@pytest.mark.parametrize("query", ["limit=0", "limit=501", "limit=x", "status=dead", "q="])
def test_a_bad_parameter_is_refused(client: TestClient, query: str) -> None:
    answer = client.get(f"{PERSONS}?{query}")
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "?" + query.partition("=")[0]


def test_a_foreign_cursor_is_refused(client: TestClient) -> None:
    answer = client.get(PERSONS, params={"cursor": "Zm9v"})
    assert answer.status_code == 422
    assert problem(answer) == "invalid-cursor"


@pytest.mark.parametrize("person_id", ["nobody", "9" * 40, "🙂", "-1", "0"])
def test_an_unknown_id_is_not_found(client: TestClient, person_id: str) -> None:
    answer = client.get(f"{PERSONS}/{person_id}")
    assert answer.status_code == 404
    assert problem(answer) == "person-not-found"


def test_a_patch_changes_what_it_names_and_nothing_else(client: TestClient) -> None:
    person = make(client)
    path = f"{PERSONS}/{person['person_id']}"
    answer = client.patch(path, json={"label": "Olga Nawoja Tokarczuk", "note": None})
    assert answer.status_code == 200
    changed = answer.json()
    assert (changed["label"], changed["note"]) == ("Olga Nawoja Tokarczuk", None)
    assert changed["birth_year"] == 1962
    assert changed["decision_id"] != person["decision_id"]


@pytest.mark.parametrize("body", [{}, {"label": None}, {"countries": None}, {"status": "x"}])
def test_an_empty_or_impossible_patch_is_refused(
    client: TestClient, body: dict[str, object]
) -> None:
    path = f"{PERSONS}/{make(client)['person_id']}"
    assert client.patch(path, json=body).status_code == 422


def test_a_stale_write_is_refused(client: TestClient) -> None:
    path = f"{PERSONS}/{make(client)['person_id']}"
    tag = client.get(path).headers["etag"]
    assert client.patch(path, json={"note": "a"}, headers={"If-Match": tag}).status_code == 200
    answer = client.patch(path, json={"note": "b"}, headers={"If-Match": tag})
    assert answer.status_code == 412
    assert problem(answer) == "stale-version"
    assert client.delete(path, headers={"If-Match": tag}).status_code == 412
    assert client.patch(path, json={"note": "c"}, headers={"If-Match": "*"}).status_code == 200


def test_an_unchanged_person_is_not_sent_again(client: TestClient) -> None:
    path = f"{PERSONS}/{make(client)['person_id']}"
    tag = client.get(path).headers["etag"]
    answer = client.get(path, headers={"If-None-Match": tag})
    assert answer.status_code == 304
    assert answer.content == b""
    assert answer.headers["etag"] == tag


def test_a_spelling_is_added_found_and_detached_for_good(client: TestClient) -> None:
    person = make(client)
    path = f"{PERSONS}/{person['person_id']}"
    added = client.post(f"{path}/aliases", json={"name": "O. Tokarczuk", "lang": "pl"})
    assert added.status_code == 201
    by_name = {alias["name"]: alias for alias in added.json()["aliases"]}
    alias_id = by_name["O. Tokarczuk"]["alias_id"]
    assert by_name["O. Tokarczuk"]["origin"] == "user"
    detached = client.delete(f"{path}/aliases/{alias_id}")
    assert detached.status_code == 200
    by_name = {alias["name"]: alias for alias in detached.json()["aliases"]}
    assert by_name["O. Tokarczuk"]["status"] == "rejected"
    answer = client.delete(f"{path}/aliases/nothing")
    assert answer.status_code == 404
    assert problem(answer) == "alias-not-found"


def test_mentions_tell_where_a_person_was_named(client: TestClient) -> None:
    text = "Olga Tokarczuk read for an hour. Then Tokarczuk left."
    batch = {"articles": [{"text": text, "source": "example.org"}]}
    (result,) = client.post("/v1/articles/batch", json=batch).json()["results"]
    person_id = result["mentions"][0]["person_id"]
    page = client.get(f"{PERSONS}/{person_id}/mentions", params={"limit": 1}).json()
    (first,) = page["items"]
    assert text[first["start"] : first["end"]] == first["surface"]
    assert first["surface"] in first["snippet"]
    assert first["article_id"] == result["article_id"]
    rest = client.get(f"{PERSONS}/{person_id}/mentions", params={"cursor": page["next_cursor"]})
    assert len(rest.json()["items"]) == 1


def test_a_forgotten_person_is_gone(client: TestClient) -> None:
    person = make(client)
    path = f"{PERSONS}/{person['person_id']}"
    answer = client.delete(path)
    assert answer.status_code == 200
    assert answer.json()["decision_id"]
    assert client.get(path).status_code == 404
