"""No question to the registry walks through a whole table."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event, text

from app.registry import idempotency
from app.registry.database import Database
from app.services import articles, curate, jobs, persons, reviews
from app.services.deciding import moment
from app.services.exchange import export
from app.services.imports import import_people
from app.services.ingest import ingest
from app.services.resolve import resolve
from app.services.views import NewAlias, NewArticle, NewPerson, PersonPatch, PersonView, Query
from app.services.worker import Worker
from tests.services.news import MINSK, NEWS, everybody

# Walked in the order of a key, and left after one page: the plan of a list.
PAGES = re.compile(r"FROM (person|article|decision) ?(WHERE [^=]*)?ORDER BY", re.DOTALL)


@contextmanager
def asked(database: Database) -> Iterator[list[tuple[str, object]]]:
    """The statements that run, with their parameters."""
    statements: list[tuple[str, object]] = []

    def before(*args: object) -> None:
        statement, parameters = str(args[2]), args[3]
        if statement.lstrip().upper().startswith(("SELECT", "UPDATE", "DELETE")):
            one = parameters[0] if isinstance(parameters, list) else parameters
            statements.append((statement, one))

    engines = {database.reader, database.writer}
    for engine in engines:
        event.listen(engine, "before_cursor_execute", before)
    yield statements
    for engine in engines:
        event.remove(engine, "before_cursor_execute", before)


def scans(database: Database, statement: str, parameters: object) -> list[str]:
    """The whole tables that a statement walks through."""
    with database.reader.connect() as connection:
        if database.backend == "sqlite":
            rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)  # type: ignore[arg-type]
            lines = [str(row[3]) for row in rows]
            return [
                line
                for line in lines
                if re.match(r"SCAN (?!json_each|\(|anon|wanted|CONSTANT)", line)
            ]
        # A small table is always walked: forbid it, and see whether there is another way.
        connection.execute(text("SET LOCAL enable_seqscan = off"))
        rows = connection.exec_driver_sql(f"EXPLAIN {statement}", parameters)  # type: ignore[arg-type]
        return [str(row[0]) for row in rows if "Seq Scan" in str(row[0])]


@pytest.fixture
def known(database: Database) -> PersonView:
    ingest(database, NEWS)
    ingest(database, [NewArticle(text="Viktar Babaryka met Eduard Babaryka. Babaryka spoke.")])
    person = persons.create(database, NewPerson("Lech Wałęsa", (NewAlias("Лех Валенса"),))).person
    if database.backend == "postgresql":
        with database.writer.begin() as connection:
            connection.execute(text("ANALYZE"))
    return person


def import_one(database: Database) -> None:
    person = NewPerson("Lech Wałęsa", external_ids={"wikidata": "Q444"})
    for _ in range(2):
        with database.writing() as session:
            import_people(session, [person], actor="import", now=moment())


def work_off(database: Database) -> None:
    upload = jobs.Upload(database, "persons")
    upload.feed(b'{"label": "Jan Nowak"}\n')
    job = upload.finish()
    Worker(database).work()
    assert list(jobs.results(database, job.job_id))
    jobs.cancel(database, job.job_id)


def use_a_key(database: Database) -> None:
    with database.writing(learning=False) as session:
        idempotency.forget_older(session, moment())
        idempotency.claim(session, "k", digest="d", now=moment())
        idempotency.remember(session, "k", status=200, headers={}, body=b"")
        idempotency.known(session, "k")


CALLS: dict[str, Callable[[Database, PersonView], object]] = {
    "resolve": lambda d, _: resolve(d, [Query("Lech Walesa"), Query("Svetlana Tikhanovskaya")]),
    "read a person": lambda d, p: persons.read(d, p.person_id),
    "list people": lambda d, _: persons.find(d),
    "list by status": lambda d, _: persons.find(d, status="confirmed"),
    "search": lambda d, _: persons.find(d, q="Lech"),
    "mentions": lambda d, p: persons.mentions(d, p.person_id),
    "articles of a person": lambda d, p: articles.find(d, person_id=p.person_id),
    "an article": lambda d, _: articles.read(d, articles.find(d).items[0].article_id),
    "history": lambda d, p: curate.history(d, p.person_id),
    "changes": lambda d, _: curate.changes(d),
    "reviews": lambda d, _: reviews.find(d),
    "ingest": lambda d, _: ingest(d, [MINSK.__class__(text="Lech Wałęsa met Donald Tusk.")]),
    "ingest again": lambda d, _: ingest(d, [MINSK]),
    "delete an article": lambda d, _: articles.delete(d, articles.find(d).items[0].article_id),
    "merge": lambda d, p: curate.merge(d, p.person_id, everybody(d)[0].person_id),
    "add an alias": lambda d, p: persons.add_alias(d, p.person_id, NewAlias("Walesa Lech")),
    "undo a merge": lambda d, p: curate.undo(
        d, curate.merge(d, p.person_id, everybody(d)[0].person_id).decision_id
    ),
    "split": lambda d, p: curate.split(d, p.person_id, [(p.aliases or ())[0].alias_id]),
    "detach an alias": lambda d, p: persons.detach_alias(
        d, p.person_id, (p.aliases or ())[0].alias_id
    ),
    "confirm": lambda d, p: curate.confirm(d, p.person_id),
    "patch": lambda d, p: persons.patch(
        d, p.person_id, PersonPatch(frozenset({"note", "label"}), note="n", label="Anna Nowak")
    ),
    "judge": lambda d, p: reviews.judge(
        d, [reviews.NewJudgement(reviews.find(d).items[0].review_id, "positive", p.person_id)]
    ),
    "a review": lambda d, _: reviews.read(d, reviews.find(d).items[0].review_id),
    "learn": lambda d, _: resolve(d, [Query("Lech Walesa"), Query("Jan Nowak")], learn=True),
    "import": lambda d, _: import_one(d),
    "a job": lambda d, _: work_off(d),
    "a key of the caller": lambda d, _: use_a_key(d),
    "export": lambda d, _: list(export(d)),
    "delete a person": lambda d, p: persons.delete(d, p.person_id),
}


@pytest.mark.parametrize("call", CALLS)
def test_nothing_walks_through_a_whole_table(database: Database, known: PersonView, call: str):
    with asked(database) as statements:
        CALLS[call](database, known)
    assert statements
    for statement, parameters in statements:
        if "counter" in statement or PAGES.search(statement):
            continue
        assert scans(database, statement, parameters) == [], statement


def test_a_batch_of_names_takes_few_statements(database: Database, known: PersonView):
    queries = [Query(f"{given} Kowalczyk") for given in ("Jan", "Ewa", "Adam", "Olga")] * 10
    with asked(database) as statements:
        resolve(database, queries)
    assert len(statements) <= 8
