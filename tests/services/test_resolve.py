"""Names resolved against a registry."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from app.names import read
from app.registry.database import Database
from app.services import persons
from app.services.deciding import moment
from app.services.imports import import_people
from app.services.pool import NAMESAKES, Pool
from app.services.resolve import resolve
from app.services.views import NewAlias, NewPerson, Query
from tests.services.news import everybody


def halonen(database: Database) -> str:
    person = NewPerson("Tarja Halonen", birth_year=1943, countries=("fi",))
    return persons.create(database, person).person.person_id


def test_an_identical_name_is_the_person(database: Database):
    person_id = halonen(database)
    (result,) = resolve(database, [Query("Tarja HALONEN", id="q1")])
    assert (result.id, result.decision, result.person_id) == ("q1", "link", person_id)
    assert result.candidates[0].score == 1.0
    assert result.candidates[0].alias == "Tarja Halonen"
    assert result.candidates[0].features


def test_a_name_nobody_has_is_nobodys(database: Database):
    halonen(database)
    (result,) = resolve(database, [Query("Kaja Kallas")])
    assert (result.decision, result.person_id, result.created) == ("nil", None, False)


def test_two_namesakes_are_ambiguous(database: Database):
    halonen(database)
    halonen(database)
    (result,) = resolve(database, [Query("Tarja Halonen")])
    assert (result.decision, result.reason) == ("review", "ambiguous")
    assert len(result.candidates) == 2


def test_a_bare_surname_of_a_couple_is_ambiguous_though_texts_call_one_so(database: Database):
    irena = NewPerson("Irena Degutienė", aliases=(NewAlias("Degutienė"),))
    person_id = persons.create(database, irena).person.person_id
    (alone,) = resolve(database, [Query("Degutienė")])
    assert (alone.decision, alone.person_id) == ("link", person_id)
    persons.create(database, NewPerson("Rasa Degutienė"))
    (result,) = resolve(database, [Query("Degutienė")])
    assert (result.decision, result.reason, result.person_id) == ("review", "ambiguous", None)


def test_a_year_of_birth_tells_namesakes_apart(database: Database):
    person_id = halonen(database)
    persons.create(database, NewPerson("Tarja Halonen", birth_year=1990))
    (result,) = resolve(database, [Query("Tarja Halonen", birth_year=1943)])
    assert result.candidates[0].person_id == person_id
    assert result.candidates[0].score > result.candidates[1].score


def test_reading_learns_nothing(database: Database):
    resolve(database, [Query("Kaja Kallas")])
    assert everybody(database) == []


def test_learning_makes_a_person_of_nobody_and_an_alias_of_a_link(database: Database):
    first, second = resolve(
        database, [Query("Svetlana Tikhanovskaya"), Query("Святлана Ціханоўская")], learn=True
    )
    assert {first.created, second.created} == {True, False}
    assert first.person_id == second.person_id
    (person,) = everybody(database)
    assert {a.name for a in person.aliases or ()} == {
        "Svetlana Tikhanovskaya",
        "Святлана Ціханоўская",
    }


def test_a_name_twice_in_a_batch_makes_one_person(database: Database):
    results = resolve(database, [Query("Kaja Kallas")] * 3, learn=True)
    assert len({r.person_id for r in results}) == 1
    assert len(everybody(database)) == 1


def test_workers_that_learn_the_same_make_the_same_people(
    database: Database, open_again: Callable[[], Database]
):
    queries = [Query(n) for n in ["Kaja Kallas", "Tarja Halonen", "Sauli Niinistö"]]
    workers = [open_again() for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda worker: resolve(worker, queries, learn=True), workers))
    assert len(everybody(database)) == 3


def test_what_is_no_name_is_a_problem_of_its_own(database: Database):
    halonen(database)
    bad, good = resolve(database, [Query("…"), Query("Tarja Halonen")], learn=True)
    assert bad.problem is not None
    assert (bad.decision, bad.candidates) == ("nil", ())
    assert good.decision == "link"


def test_a_refused_spelling_is_not_proposed_again(database: Database):
    made = persons.create(database, NewPerson("Tarja Halonen", (NewAlias("Tarja Halosen"),))).person
    alias = next(a for a in made.aliases or () if a.name == "Tarja Halosen")
    persons.detach_alias(database, made.person_id, alias.alias_id)
    (result,) = resolve(database, [Query("Tarja Halosen")])
    assert made.person_id not in {c.person_id for c in result.candidates}


def test_a_bare_surname_of_very_many_is_told_apart_from_some_of_them_only(database: Database):
    people = [NewPerson("Иванов", external_ids={"test": str(n)}) for n in range(NAMESAKES + 50)]
    with database.writing() as session:
        import_people(session, people, actor="import", now=moment())
    name = read("Иванов")
    with database.reading() as session:
        assert len(Pool.load(session, [name]).called(name.folded)) == NAMESAKES
    (found,) = resolve(database, [Query("Иванов")])
    assert (found.decision, found.reason) == ("review", "ambiguous")


def test_names_of_a_long_batch_teach_each_other_from_portion_to_portion(database: Database):
    given = ("Jan", "Ewa", "Adam", "Olga", "Piotr", "Maria", "Lech", "Danuta", "Paweł", "Zofia")
    surnames = ("Kowalczyk", "Tokarczuk", "Szymborska", "Zieliński", "Mazur", "Wojciechowska")
    names = [f"{one} {other}" for one in given for other in surnames]
    found = resolve(database, [Query(name) for name in [*names, *reversed(names)]], learn=True)
    assert [each.name for each in found] == [*names, *reversed(names)]
    first, second = found[: len(names)], found[len(names) :][::-1]
    assert [each.person_id for each in first] == [each.person_id for each in second]
