"""Long work, whoever is killed."""

import json
from collections.abc import Callable
from datetime import timedelta

import pytest

from app.errors import Busy, JobNotFound, MalformedRequest
from app.registry import jobs as rows
from app.registry.database import Database
from app.services import jobs
from app.services.deciding import moment
from app.services.exchange import export
from app.services.job_views import JobKind, JobView
from app.services.worker import Worker
from tests.services.news import MINSK, VILNIUS, everybody, spellings

PEOPLE: list[dict[str, object]] = [
    {"label": "Lech Wałęsa", "external_ids": {"wikidata": "Q444"}},
    {"label": "Tarja Halonen", "aliases": [{"name": "Тарья Халонен", "lang": "ru"}]},
    {"label": "Vaira Vīķe-Freiberga", "birth_year": 1937, "countries": ["lv"]},
]


def upload(database: Database, kind: JobKind, lines: list[object], cut: int = 7) -> JobView:
    body = "\n".join(each if isinstance(each, str) else json.dumps(each) for each in lines)
    raw = body.encode()
    up = jobs.Upload(database, kind)
    for start in range(0, len(raw), cut):
        up.feed(raw[start : start + cut])
    return up.finish()


def results(database: Database, job: JobView) -> list[dict[str, object]]:
    return [json.loads(line) for line in jobs.results(database, job.job_id)]


def test_a_queued_job_is_worked_off(database: Database):
    job = upload(database, "persons", [*PEOPLE])
    assert (job.status, job.total, job.done) == ("queued", 3, 0)
    assert Worker(database).work()
    job = jobs.read(database, job.job_id)
    assert (job.status, job.total, job.done, job.failed) == ("done", 3, 3, 0)
    assert job.finished_at is not None
    assert [p.label for p in everybody(database)] == [str(p["label"]) for p in PEOPLE]
    assert [r["status"] for r in results(database, job)] == ["created"] * 3
    assert not Worker(database).work()


def test_a_bad_line_fails_alone_and_says_why(database: Database):
    bad: list[object] = ["{", "7", {"label": 7}, {"name": "Kaja Kallas"}, {"label": "…"}]
    job = upload(database, "persons", [*bad, PEOPLE[0]])
    Worker(database).work()
    job = jobs.read(database, job.job_id)
    assert (job.status, job.done, job.failed) == ("done", 1, 5)
    found = results(database, job)
    assert [r["index"] for r in found] == list(range(6))
    assert all((r["problem"] is None) == (r["status"] == "created") for r in found)


def test_people_with_a_known_external_id_are_found_again(database: Database):
    upload(database, "persons", [PEOPLE[0]])
    again = {"label": "Lech Walesa", "external_ids": {"wikidata": "Q444", "viaf": "22139868"}}
    upload(database, "persons", [PEOPLE[0]])
    job = upload(database, "persons", [again])
    while Worker(database).work():
        pass
    (person,) = everybody(database)
    assert (person.label, len(person.aliases or ())) == ("Lech Wałęsa", 2)
    assert person.external_ids == {"wikidata": "Q444", "viaf": "22139868"}
    assert [r["status"] for r in results(database, job)] == ["updated"]


def test_lines_of_other_formats_are_read(database: Database):
    ftm = {
        "id": "x-1",
        "schema": "Person",
        "caption": "Tarja Halonen",
        "properties": {
            "name": ["Tarja Halonen"],
            "alias": ["Тарья Халонен"],
            "birthDate": ["1943"],
        },
    }
    wikidata = {
        "id": "Q444",
        "labels": {"pl": {"language": "pl", "value": "Lech Wałęsa"}},
        "aliases": {"en": [{"language": "en", "value": "Lech Walesa"}]},
        "claims": {},
    }
    upload(database, "persons", ["[", json.dumps(wikidata) + ",", ftm, "]"])
    Worker(database).work()
    one, two = everybody(database)
    assert (one.label, one.external_ids) == ("Lech Wałęsa", {"wikidata": "Q444"})
    assert (two.label, two.birth_year) == ("Tarja Halonen", 1943)


def test_what_is_exported_can_be_imported(database: Database):
    upload(database, "persons", [*PEOPLE])
    Worker(database).work()
    people = list(export(database))
    assert [p.label for p in people] == [str(p["label"]) for p in PEOPLE]
    lines: list[object] = [
        {
            "person_id": p.person_id,
            "label": p.label,
            "labels": dict(p.labels),
            "status": p.status,
            "aliases": [{"name": a.name, "lang": a.lang} for a in p.aliases or ()],
            "external_ids": dict(p.external_ids),
        }
        for p in people[:1]
    ]
    job = upload(database, "persons", lines)
    Worker(database).work()
    assert [r["status"] for r in results(database, job)] == ["unchanged"]


def test_articles_are_taken_in_like_a_batch(database: Database):
    lines: list[object] = [
        {"external_id": a.external_id, "source": a.source, "title": a.title, "text": a.text}
        for a in (MINSK, VILNIUS)
    ]
    job = upload(database, "articles", [*lines, {"title": "no text"}])
    Worker(database).work()
    assert len(spellings(database)) == 3
    found = results(database, job)
    assert [r["status"] for r in found] == ["created", "created", "rejected"]
    assert found[0]["mentions"]


def test_a_cancelled_job_stops(database: Database):
    job = upload(database, "persons", [*PEOPLE])
    assert jobs.cancel(database, job.job_id).status == "cancelled"
    assert not Worker(database).work()
    assert everybody(database) == []


def test_a_done_job_stays_done(database: Database):
    job = upload(database, "persons", [*PEOPLE])
    Worker(database).work()
    assert jobs.cancel(database, job.job_id).status == "done"


def test_an_upload_given_up_leaves_nothing(database: Database):
    up = jobs.Upload(database, "persons")
    up.feed(b'{"label": "Tarja Halonen"}\n')
    up.abort()
    assert not Worker(database).work()


def test_an_upload_that_is_no_text_is_refused(database: Database):
    up = jobs.Upload(database, "persons")
    with pytest.raises(MalformedRequest):
        up.feed(b"\xff\xfe\n")


@pytest.mark.parametrize("job_id", ["1", "x", "9" * 40])
def test_a_job_that_is_not_there_is_not_found(database: Database, job_id: str):
    with pytest.raises(JobNotFound):
        jobs.read(database, job_id)


def test_a_job_of_a_killed_worker_goes_on_where_it_was(
    database: Database, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setitem(jobs.PORTION, "persons", 1)
    job = upload(database, "persons", [*PEOPLE])
    kill_after(monkeypatch, portions=2)
    with pytest.raises(Busy):
        Worker(database).work()
    monkeypatch.undo()
    assert jobs.read(database, job.job_id).done == 1
    assert not Worker(database).work()  # the lease of the dead still holds
    with database.writing() as session:
        rows.change(session, int(job.job_id), lease_until=moment() - timedelta(seconds=1))
    assert Worker(database).work()
    assert jobs.read(database, job.job_id).done == 3
    assert [p.label for p in everybody(database)] == [str(p["label"]) for p in PEOPLE]
    assert [r["index"] for r in results(database, job)] == [0, 1, 2]


def kill_after(monkeypatch: pytest.MonkeyPatch, *, portions: int) -> None:
    """Let the database go away in the middle of a portion, after everything is written."""
    complete = rows.complete
    left = [portions]

    def dying(*args: object, **kwargs: object) -> bool:
        left[0] -= 1
        complete(*args, **kwargs)  # type: ignore[arg-type]
        if left[0] == 0:
            raise Busy("gone")
        return True

    monkeypatch.setattr(rows, "complete", dying)


def test_a_worker_that_lost_its_job_does_nothing_twice(
    database: Database, open_again: Callable[[], Database], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setitem(jobs.PORTION, "persons", 1)
    job = upload(database, "persons", [*PEOPLE])
    slow, other = Worker(database), Worker(open_again())
    with database.writing() as session:
        past = moment() - timedelta(seconds=1)
        mine = rows.claim(session, worker=slow._name, now=moment(), lease=timedelta(0))
        rows.change(session, int(job.job_id), lease_until=past)
    assert mine is not None
    assert other.work()
    assert slow._portion(mine, 0, json.dumps(PEOPLE[0])) is False
    assert len(everybody(database)) == 3
