"""People made and changed by users."""

import pytest

from app.errors import (
    AliasNotFound,
    Conflict,
    ExternalIdTaken,
    InvalidCursor,
    NotAName,
    PersonNotFound,
    Stale,
)
from app.registry.database import Database
from app.services import articles, persons
from app.services.ingest import ingest
from app.services.views import NewAlias, NewPerson, PersonPatch
from tests.services.news import MINSK, NEWS, everybody

WALESA = NewPerson(
    label="Lech Wałęsa",
    aliases=(NewAlias("Лех Валенса", "ru"), NewAlias("lech wałęsa", "pl")),
    external_ids={"wikidata": "Q444"},
    birth_year=1943,
    countries=("pl",),
)


def test_a_person_made_by_a_user_is_confirmed_and_kept_as_told(database: Database):
    done = persons.create(database, WALESA)
    person = persons.read(database, done.person.person_id)
    assert person == done.person
    assert (person.label, person.status, person.birth_year) == ("Lech Wałęsa", "confirmed", 1943)
    assert person.labels == {"ru": "Лех Валенса", "pl": "Lech Wałęsa"}
    assert [a.name for a in person.aliases or ()] == ["Lech Wałęsa", "Лех Валенса"]
    assert person.external_ids == {"wikidata": "Q444"}


def test_an_external_id_belongs_to_one_person(database: Database):
    persons.create(database, WALESA)
    with pytest.raises(ExternalIdTaken):
        persons.create(database, NewPerson("Danuta Wałęsa", external_ids={"wikidata": "Q444"}))
    assert len(everybody(database)) == 1


def test_punctuation_is_no_name(database: Database):
    with pytest.raises(NotAName):
        persons.create(database, NewPerson("?!"))


@pytest.mark.parametrize("person_id", ["0", "77", "-1", "x", "", "9" * 30, "١"])
def test_an_id_that_nobody_has_is_not_found(database: Database, person_id: str):
    with pytest.raises(PersonNotFound):
        persons.read(database, person_id)


def test_a_list_goes_on_where_it_was_whatever_is_added(database: Database):
    names = ["Tarja Halonen", "Sauli Niinistö", "Martti Ahtisaari", "Mauno Koivisto"]
    for name in names[:3]:
        persons.create(database, NewPerson(name))
    first = persons.find(database, limit=2)
    persons.create(database, NewPerson(names[3]))
    second = persons.find(database, limit=2, cursor=first.next_cursor)
    assert [p.label for p in (*first.items, *second.items)] == names
    assert second.next_cursor is None
    assert all(person.aliases is None for person in first.items)


@pytest.mark.parametrize("cursor", ["x", "!!", "W10", "WyJhIl0", "WzFd" * 9, "WzFlMzAwXQ"])
def test_a_cursor_of_nobodys_is_refused(database: Database, cursor: str):
    with pytest.raises(InvalidCursor):
        persons.find(database, cursor=cursor)


def test_search_finds_by_any_spelling_and_by_how_a_name_begins(database: Database):
    persons.create(database, WALESA)
    persons.create(database, NewPerson("Tarja Halonen"))
    for q in ["Walesa, Lech", "Лех Валенса", "lech wał", "Lech Walesa"]:
        assert [p.label for p in persons.find(database, q=q).items] == ["Lech Wałęsa"], q


def test_search_goes_on_where_it_was(database: Database):
    for given in ["Jan", "Anna", "Piotr", "Maria", "Ewa"]:
        persons.create(database, NewPerson(f"{given} Kowalczyk"))
    found: list[str] = []
    cursor = None
    while True:
        page = persons.find(database, q="Kowalczyk", limit=2, cursor=cursor)
        found += [person.label for person in page.items]
        cursor = page.next_cursor
        if cursor is None:
            break
    assert len(found) == len(set(found)) == 5


def test_lists_tell_provisional_from_confirmed(database: Database):
    ingest(database, [MINSK])
    persons.create(database, WALESA)
    assert [p.label for p in persons.find(database, status="confirmed").items] == ["Lech Wałęsa"]
    assert len(persons.find(database, status="provisional").items) == 3


def test_a_patch_changes_what_it_names(database: Database):
    made = persons.create(database, WALESA).person
    change = PersonPatch(frozenset({"label", "birth_year"}), label="Lech Wałesa")
    after = persons.patch(database, made.person_id, change).person
    assert (after.label, after.birth_year, after.countries) == ("Lech Wałesa", None, ("pl",))
    assert after.version > made.version
    assert "Lech Wałesa" in {a.name for a in after.aliases or ()}


def test_a_patch_on_an_old_version_is_stale(database: Database):
    made = persons.create(database, WALESA).person
    change = PersonPatch(frozenset({"note"}), note="electrician")
    persons.patch(database, made.person_id, change, if_match=[made.etag])
    with pytest.raises(Stale):
        persons.patch(database, made.person_id, change, if_match=[made.etag])


def test_external_ids_are_replaced_as_a_whole(database: Database):
    made = persons.create(database, WALESA).person
    change = PersonPatch(frozenset({"external_ids"}), external_ids={"viaf": "22139868"})
    after = persons.patch(database, made.person_id, change).person
    assert after.external_ids == {"viaf": "22139868"}
    persons.create(database, NewPerson("Danuta Wałęsa", external_ids={"wikidata": "Q444"}))


def test_an_added_alias_is_found_by_the_next_search(database: Database):
    made = persons.create(database, NewPerson("Tarja Halonen")).person
    persons.add_alias(database, made.person_id, NewAlias("Тарья Халонен", "ru"))
    assert [p.label for p in persons.find(database, q="тарья халонен").items] == ["Tarja Halonen"]


def test_a_label_set_by_a_user_stays_whatever_is_read(database: Database):
    ingest(database, [MINSK])
    (person,) = [p for p in everybody(database) if "Tsikhanouskaya" in p.label]
    change = PersonPatch(frozenset({"label"}), label="Святлана Ціханоўская")
    persons.patch(database, person.person_id, change)
    ingest(database, NEWS)
    assert persons.read(database, person.person_id).label == "Святлана Ціханоўская"


def test_a_detached_alias_is_remembered_as_not_this_persons(database: Database):
    ingest(database, NEWS)
    (person,) = [p for p in everybody(database) if "Kalesnikava" in p.label]
    alias = next(a for a in person.aliases or () if a.name == "Maria Kolesnikova")
    after = persons.detach_alias(database, person.person_id, alias.alias_id).person
    assert {a.name: a.status for a in after.aliases or ()}["Maria Kolesnikova"] == "rejected"
    ingest(database, [MINSK, *NEWS])
    text = "Maria Kolesnikova was released on Friday."
    again = ingest(database, [MINSK.__class__(text=text)]).results[0]
    assert [m.person_id for m in again.mentions] != [person.person_id]


def test_the_last_spelling_cannot_be_detached(database: Database):
    made = persons.create(database, NewPerson("Tarja Halonen")).person
    (alias,) = made.aliases or ()
    with pytest.raises(Conflict):
        persons.detach_alias(database, made.person_id, alias.alias_id)


def test_an_alias_of_somebody_else_is_not_found(database: Database):
    one = persons.create(database, WALESA).person
    other = persons.create(database, NewPerson("Tarja Halonen")).person
    (alias,) = other.aliases or ()
    with pytest.raises(AliasNotFound):
        persons.detach_alias(database, one.person_id, alias.alias_id)


def test_a_deleted_person_is_gone_and_the_articles_stay(database: Database):
    result = ingest(database, [MINSK]).results[0]
    (person,) = [p for p in everybody(database) if "Lukashenko" in p.label]
    persons.delete(database, person.person_id)
    with pytest.raises(PersonNotFound):
        persons.read(database, person.person_id)
    assert result.article_id is not None
    article = articles.read(database, result.article_id)
    assert len(article.mentions) == len(result.mentions)
    assert person.person_id not in {m.person_id for m in article.mentions}
    assert persons.find(database, q="Lukashenko").items == ()


def test_mentions_show_where_a_person_was_named(database: Database):
    ingest(database, NEWS)
    (person,) = [p for p in everybody(database) if "Tusk" in p.label]
    page = persons.mentions(database, person.person_id, limit=1)
    rest = persons.mentions(database, person.person_id, cursor=page.next_cursor)
    mentions = [*page.items, *rest.items]
    assert [m.surface for m in mentions] == ["Tusk", "Donald Tusk"]
    assert all(m.surface in m.snippet for m in mentions)
    assert person.mention_count == 2
    assert person.article_count == 1


def test_articles_are_listed_by_person(database: Database):
    ingest(database, NEWS)
    (person,) = [p for p in everybody(database) if "Kalesnikava" in p.label]
    found = articles.find(database, person_id=person.person_id)
    assert [a.external_id for a in found.items] == ["vilnius", "minsk"]
    assert len(articles.find(database).items) == 3
