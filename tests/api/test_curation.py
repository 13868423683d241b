"""Confirm, merge, split, undo, history and the feed of changes, over HTTP."""

from typing import Any

from fastapi.testclient import TestClient

from tests.api.test_intake import problem

PERSONS = "/v1/persons"


def make(client: TestClient, label: str) -> dict[str, Any]:
    person: dict[str, Any] = client.post(PERSONS, json={"label": label}).json()
    return person


def read_text(client: TestClient, text: str) -> str:
    """Post one article; the person of its first mention."""
    batch = {"articles": [{"text": text}]}
    (result,) = client.post("/v1/articles/batch", json=batch).json()["results"]
    return str(result["mentions"][0]["person_id"])


def test_what_was_only_read_is_provisional_until_confirmed(client: TestClient) -> None:
    person_id = read_text(client, "Olga Tokarczuk read for an hour.")
    assert client.get(f"{PERSONS}?status=confirmed").json()["items"] == []
    answer = client.post(f"{PERSONS}/{person_id}/confirm")
    assert answer.status_code == 200
    assert answer.json()["status"] == "confirmed"
    assert answer.json()["decision_id"]
    assert len(client.get(f"{PERSONS}?status=confirmed").json()["items"]) == 1
    assert client.get(f"{PERSONS}?status=provisional").json()["items"] == []


def test_a_merged_id_leads_to_the_survivor_for_ever(client: TestClient) -> None:
    one, other = make(client, "Serhiy Zhadan"), make(client, "Sergey Zhadan")
    answer = client.post(
        f"{PERSONS}/{one['person_id']}/merge",
        json={"other_id": other["person_id"], "reason": "one poet"},
    )
    assert answer.status_code == 200
    assert {alias["name"] for alias in answer.json()["aliases"]} == {
        "Serhiy Zhadan",
        "Sergey Zhadan",
    }
    old = f"{PERSONS}/{other['person_id']}"
    moved = client.get(f"{old}/mentions?limit=5", follow_redirects=False)
    assert moved.status_code == 308
    assert moved.headers["location"] == f"{PERSONS}/{one['person_id']}/mentions?limit=5"
    assert client.get(old).json()["person_id"] == one["person_id"]
    patched = client.patch(old, json={"note": "by the old id"})
    assert (patched.status_code, patched.json()["person_id"]) == (200, one["person_id"])


def test_an_id_merged_into_somebody_who_was_forgotten_is_gone(client: TestClient) -> None:
    one, other = make(client, "Serhiy Zhadan"), make(client, "Sergey Zhadan")
    path, old = (f"{PERSONS}/{each['person_id']}" for each in (one, other))
    client.post(f"{path}/merge", json={"other_id": other["person_id"]})
    forgotten = client.delete(path).json()
    assert client.get(old, follow_redirects=False).status_code == 404
    client.post(f"/v1/decisions/{forgotten['decision_id']}/undo")
    assert client.get(old).json()["person_id"] == one["person_id"]


def test_a_merged_id_in_a_query_is_led_on_and_in_a_body_refused(client: TestClient) -> None:
    one, other, third = (make(client, f"{name} Zhadan") for name in ("Serhiy", "Sergey", "Anna"))
    path = f"{PERSONS}/{one['person_id']}/merge"
    client.post(path, json={"other_id": other["person_id"]})
    listed = client.get(
        f"/v1/articles?limit=5&person_id={other['person_id']}", follow_redirects=False
    )
    assert listed.status_code == 308
    assert listed.headers["location"] == f"/v1/articles?limit=5&person_id={one['person_id']}"
    for address in (path, f"{PERSONS}/{third['person_id']}/merge"):
        answer = client.post(address, json={"other_id": other["person_id"]}, follow_redirects=False)
        assert (answer.status_code, problem(answer)) == (409, "conflict")
        assert one["person_id"] in answer.json()["detail"]


def test_merging_with_oneself_is_a_conflict(client: TestClient) -> None:
    person = make(client, "Serhiy Zhadan")
    answer = client.post(
        f"{PERSONS}/{person['person_id']}/merge", json={"other_id": person["person_id"]}
    )
    assert answer.status_code == 409
    assert problem(answer) == "conflict"


def test_a_merge_is_undone_and_the_undo_too(client: TestClient) -> None:
    one, other = make(client, "Serhiy Zhadan"), make(client, "Sergey Zhadan")
    merged = client.post(
        f"{PERSONS}/{one['person_id']}/merge", json={"other_id": other["person_id"]}
    ).json()
    undone = client.post(f"/v1/decisions/{merged['decision_id']}/undo")
    assert undone.status_code == 200
    assert {person["person_id"] for person in undone.json()["persons"]} == {
        one["person_id"],
        other["person_id"],
    }
    assert client.get(f"{PERSONS}/{other['person_id']}", follow_redirects=False).status_code == 200
    client.post(f"/v1/decisions/{undone.json()['decision_id']}/undo")
    assert client.get(f"{PERSONS}/{other['person_id']}", follow_redirects=False).status_code == 308


def test_an_undo_names_the_later_decisions_in_its_way(client: TestClient) -> None:
    person = make(client, "Serhiy Zhadan")
    path = f"{PERSONS}/{person['person_id']}"
    later = client.patch(path, json={"note": "poet"}).json()["decision_id"]
    answer = client.post(f"/v1/decisions/{person['decision_id']}/undo")
    assert answer.status_code == 409
    assert problem(answer) == "later-decisions"
    assert answer.json()["decisions"] == [later]
    assert client.post("/v1/decisions/nothing/undo").status_code == 404


def test_a_split_gives_a_new_person_where_location_says(client: TestClient) -> None:
    person = make(client, "Serhiy Zhadan")
    path = f"{PERSONS}/{person['person_id']}"
    added = client.post(f"{path}/aliases", json={"name": "Siarhei Zhadan"}).json()
    (alias,) = [a for a in added["aliases"] if a["name"] == "Siarhei Zhadan"]
    answer = client.post(f"{path}/split", json={"alias_ids": [alias["alias_id"]]})
    assert answer.status_code == 201
    assert answer.headers["location"] == f"{PERSONS}/{answer.json()['person_id']}"
    assert answer.json()["label"] == "Siarhei Zhadan"
    assert client.post(f"{path}/split", json={"alias_ids": ["nothing"]}).status_code == 404
    assert client.post(f"{path}/split", json={"alias_ids": []}).status_code == 422


def test_history_tells_who_what_when_and_why(client: TestClient) -> None:
    one, other = make(client, "Serhiy Zhadan"), make(client, "Sergey Zhadan")
    client.post(
        f"{PERSONS}/{one['person_id']}/merge",
        json={"other_id": other["person_id"], "reason": "one poet"},
    )
    history = client.get(f"{PERSONS}/{one['person_id']}/history").json()["items"]
    assert history[0]["reason"] == "one poet"
    assert all(each["at"] and each["actor"] and each["engine_version"] for each in history)
    assert history[-1]["decision_id"] == one["decision_id"]


def test_whoever_keeps_the_cursor_of_the_changes_misses_nothing(client: TestClient) -> None:
    seen: list[str] = []
    cursor = None
    for number in range(6):
        made = make(client, f"Anna Nowak{'abcdef'[number]}")["decision_id"]
        page = client.get(
            "/v1/changes", params={"limit": 1} | ({"cursor": cursor} if cursor else {})
        ).json()
        seen += [each["decision_id"] for each in page["items"]]
        cursor = page["next_cursor"]
        assert cursor is not None
        assert seen[-1] == made
    empty = client.get("/v1/changes", params={"cursor": cursor}).json()
    assert empty["items"] == []
    assert empty["next_cursor"]
