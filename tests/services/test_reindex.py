"""Names stored by a former engine are found by the present one."""

import pytest
from sqlalchemy import text

from app.main import prepare
from app.registry.database import Database
from app.services import persons
from app.services.ingest import ingest
from app.services.reindex import is_current, reindex
from app.services.resolve import resolve
from app.services.views import Query
from app.settings import Settings
from tests.services.invariants import check
from tests.services.news import NEWS, everybody


def test_names_without_keys_are_found_again(database: Database):
    ingest(database, NEWS)
    with database.writing() as session:
        session.execute(text("DELETE FROM alias_key"))
    (lost,) = resolve(database, [Query("Lukashenka Aliaksandr")])
    assert lost.candidates == ()
    assert reindex(database) == sum(len(p.aliases or ()) for p in everybody(database))
    (found,) = resolve(database, [Query("Lukashenka Aliaksandr")])
    assert found.candidates
    check(database)


def test_twice_is_as_good_as_once_and_refused_names_stay_unfound(database: Database):
    ingest(database, NEWS)
    person = everybody(database)[0]
    persons.detach_alias(database, person.person_id, (person.aliases or ())[-1].alias_id)
    reindex(database)
    reindex(database)
    check(database)


def test_keys_of_another_engine_are_known_as_such_until_they_are_made_anew(database: Database):
    assert is_current(database)  # whatever comes into an empty registry has today's keys
    ingest(database, NEWS)
    assert is_current(database)
    with database.writing() as session:
        session.execute(text("DELETE FROM counter WHERE name <> 'id'"))  # as an upgrade finds it
    assert not is_current(database)
    reindex(database)
    assert is_current(database)


def test_who_begins_to_serve_hears_of_keys_of_another_engine(
    database: Database, caplog: pytest.LogCaptureFixture
):
    ingest(database, NEWS)
    prepare(Settings(database_url=database.writer.url.render_as_string(hide_password=False)))
    assert "onym reindex" in caplog.text
