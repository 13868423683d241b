"""Articles in, people out: the real engine over a real registry."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import permutations

import pytest

from app.registry import aliases
from app.registry.database import Database
from app.services import articles, persons
from app.services.ingest import ingest
from app.services.views import NewArticle
from tests.services.invariants import check
from tests.services.news import MINSK, NEWS, VILNIUS, WARSAW, everybody, evidence, spellings
from tests.services.test_curate import derivable

FOUR = {
    frozenset(
        {"Sviatlana Tsikhanouskaya", "Tsikhanouskaya", "Svetlana Tikhanovskaya"},
    ),
    frozenset({"Maria Kalesnikava", "Maria Kolesnikova", "Kolesnikova"}),
    frozenset({"Alexander Lukashenko", "Aleksandr Lukashenko", "Lukashenko"}),
    frozenset({"Donald Tusk", "Tusk"}),
}


def test_every_person_is_known_once_under_every_spelling(database: Database):
    result = ingest(database, NEWS)
    assert spellings(database) == FOUR
    assert [r.status for r in result.results] == ["created"] * 3
    assert result.summary.created == 4
    assert result.summary.review == 0


def test_spans_cut_the_surface_out_of_the_text_as_posted(database: Database):
    for article, result in zip(NEWS, ingest(database, NEWS).results, strict=True):
        assert result.mentions
        for mention in result.mentions:
            whole = article.title if mention.field == "title" else article.text
            assert (whole or "")[mention.start : mention.end] == mention.surface


@pytest.mark.parametrize("order", [*permutations(range(3))])
def test_the_order_of_the_articles_does_not_matter(database: Database, order: tuple[int, ...]):
    ingest(database, [NEWS[n] for n in order])
    assert spellings(database) == FOUR


@pytest.mark.parametrize("order", [*permutations(range(3))])
def test_nor_does_it_matter_how_they_are_cut_into_batches(
    database: Database, order: tuple[int, ...]
):
    for n in order:
        ingest(database, [NEWS[n]])
    assert spellings(database) == FOUR


def test_an_article_posted_twice_counts_once(database: Database):
    first = ingest(database, NEWS)
    before = evidence(database)
    second = ingest(database, NEWS)
    assert evidence(database) == before
    assert [r.status for r in second.results] == ["unchanged"] * 3
    assert [r.mentions for r in second.results] == [r.mentions for r in first.results]


def test_an_article_twice_in_one_batch_counts_once(database: Database):
    result = ingest(database, [MINSK, MINSK])
    assert {r.status for r in result.results} == {"created", "unchanged"}
    assert len({r.article_id for r in result.results}) == 1


def test_without_an_external_id_the_text_tells_articles_apart(database: Database):
    plain = replace(MINSK, external_id=None)
    ingest(database, [plain])
    again = ingest(database, [plain, replace(plain, text=plain.text + " It rained.")])
    assert [r.status for r in again.results] == ["unchanged", "created"]


def test_a_new_text_takes_away_what_only_the_old_one_taught(database: Database):
    ingest(database, NEWS)
    result = ingest(database, [replace(WARSAW, text="Svetlana Tikhanovskaya was in Warsaw.")])
    assert result.results[0].status == "updated"
    after = spellings(database)
    assert not any("Tusk" in names for names in after)
    # The bare surname stood in that text alone.
    assert frozenset({"Alexander Lukashenko", "Aleksandr Lukashenko"}) in after
    assert len(after) == 3


def test_a_new_text_keeps_the_ids_of_those_it_still_names(database: Database):
    before = ingest(database, [WARSAW]).results[0].mentions
    after = ingest(database, [replace(WARSAW, text=WARSAW.text + " Later it rained.")])
    assert {m.person_id for m in after.results[0].mentions} == {m.person_id for m in before}


def test_an_old_text_put_back_leaves_no_trace_of_the_new(database: Database):
    ingest(database, NEWS)
    before = evidence(database)
    ingest(database, [replace(MINSK, text="Ursula von der Leyen met Donald Tusk.")])
    assert evidence(database) != before
    ingest(database, [MINSK])
    assert evidence(database) == before


def test_a_deleted_article_leaves_no_trace(database: Database):
    ingest(database, [MINSK, VILNIUS])
    before = evidence(database)
    warsaw = ingest(database, [WARSAW]).results[0].article_id
    assert warsaw is not None
    assert evidence(database) != before
    articles.delete(database, warsaw)
    assert evidence(database) == before


def test_the_last_article_takes_its_people_along(database: Database):
    for result in ingest(database, NEWS).results:
        assert result.article_id is not None
        articles.delete(database, result.article_id)
    assert everybody(database) == []


def test_reading_only_stores_nothing(database: Database):
    result = ingest(database, NEWS, learn=False)
    assert everybody(database) == []
    assert {m.person_id for r in result.results for m in r.mentions} == {None}
    assert result.summary.mentions == ingest(database, NEWS).summary.mentions


def test_reading_only_names_those_who_are_known(database: Database):
    ingest(database, [MINSK])
    result = ingest(database, [WARSAW], learn=False)
    known = {m.label for m in result.results[0].mentions if m.person_id is not None}
    assert "Donald Tusk" not in known
    assert len(known) == 2


def test_a_bad_article_does_not_spoil_its_batch(database: Database):
    bad = [NewArticle(text="  "), NewArticle(text="a\x00b"), NewArticle(text="x \ud800")]
    result = ingest(database, [*bad, MINSK, replace(VILNIUS, lang="not a language")])
    assert [r.status for r in result.results] == [*["rejected"] * 3, "created", "rejected"]
    assert all((r.problem is not None) == (r.status == "rejected") for r in result.results)
    assert result.summary.articles == 1


def test_of_two_versions_in_one_batch_the_later_counts(database: Database):
    result = ingest(database, [replace(MINSK, text="Donald Tusk rested."), MINSK])
    assert [r.status for r in result.results] == ["rejected", "created"]


def test_a_bare_surname_known_to_one_person_is_that_person(database: Database):
    ingest(database, [NewArticle(text="President Alexander Lukashenko spoke on Monday.")])
    result = ingest(database, [NewArticle(text="The crowd chanted against President Lukashenko.")])
    assert [m.label for m in result.results[0].mentions] == ["Alexander Lukashenko"]
    assert len(everybody(database)) == 1


def test_a_bare_surname_known_to_two_waits_for_somebody_to_look(database: Database):
    ingest(
        database,
        [NewArticle(text="Mr Viktar Babaryka was jailed. His son, Mr Eduard Babaryka, was too.")],
    )
    result = ingest(database, [NewArticle(text="Supporters of Mr Babaryka gathered in Minsk.")])
    assert [(m.decision, m.person_id) for m in result.results[0].mentions] == [("review", None)]


def test_a_relative_named_by_the_given_name_is_found_in_the_family(database: Database):
    ingest(database, [NewArticle("Клара Шуман играла в Лейпциге.", lang="ru")])
    text = "Роберт Шуман сочинял. Его жена Клара играла, его друг Антон слушал."
    (result,) = ingest(database, [NewArticle(text, lang="ru")]).results
    labels = {m.surface: m.label for m in result.mentions}
    assert labels["Клара"] == "Клара Шуман"
    assert labels["Антон"] is None


def test_of_two_relatives_of_one_name_none_is_taken(database: Database):
    ingest(database, [NewArticle("Анна Бах пела.", lang="ru")])
    ingest(database, [NewArticle("Анна Магдалена Бах писала ноты.", lang="ru")])
    text = "Иоганн Себастьян Бах играл. Его дочь Клара спала."
    (result,) = ingest(database, [NewArticle(text, lang="ru")]).results
    assert {m.surface: m.decision for m in result.mentions}["Клара"] == "review"


def test_a_lone_word_once_taken_for_a_name_vouches_for_no_other_text(database: Database):
    draft = "Заявил Хренодокс. Хренодокс сказал, что Хренодокс уйдёт."
    ingest(database, [NewArticle(draft, lang="ru")])
    with database.reading() as session:
        assert not aliases.known(session, {"хренодокс"})


FILLER = "Дождь шёл весь день, и дороги в городе размыло, а поезда стояли до вечера. " * 14


def test_a_lone_name_that_nothing_shows_is_found_once_its_bearer_is_known(database: Database):
    text = f"{FILLER}\n\nУ Тардо тесные связи с партией.\n\n{FILLER}"
    (before,) = ingest(database, [NewArticle(text, lang="ru")], learn=False).results
    ingest(database, [NewArticle("Министр Жан Тардо приехал. Тардо рад.", lang="ru")])
    (after,) = ingest(database, [NewArticle(text, lang="ru")], learn=False).results
    assert [m.surface for m in before.mentions] == []
    assert [(m.surface, m.label) for m in after.mentions] == [("Тардо", "Жан Тардо")]


def test_a_full_name_takes_over_the_one_who_was_known_by_surname_only(database: Database):
    ingest(database, [NewArticle(text="President Lukashenko spoke on Monday.")])
    (before,) = everybody(database)
    ingest(database, [NewArticle(text="President Alexander Lukashenko spoke on Tuesday.")])
    (after,) = everybody(database)
    assert (before.label, after.label) == ("Lukashenko", "Alexander Lukashenko")
    assert after.person_id == before.person_id


def test_two_spellings_of_a_full_name_are_one_heir(database: Database):
    ingest(database, [WARSAW])
    ingest(database, NEWS)
    assert spellings(database) == FOUR


def test_a_prophet_is_not_whoever_a_text_calls_by_that_name(database: Database):
    ingest(database, [NewArticle("Мохамад Салаам говори. Мохамад е адвокат.", lang="bg")])
    ingest(database, [NewArticle("Обида към пророка Мохамед.", lang="bg")])
    ingest(database, [NewArticle("Za urážku proroka Mohameda.", lang="cs")])
    labels = sorted(person.label for person in everybody(database))
    assert len(labels) == 2, labels


def test_halves_of_a_longer_name_are_one_person_beside_the_same_people(database: Database):
    beside = "Claire Denis and Agnes Varda listened."
    ingest(database, [NewArticle(f"Rainer Fassbinder spoke. {beside}")])
    ingest(database, [NewArticle(f"Werner Fassbinder spoke. {beside}")])
    ingest(database, [NewArticle(f"Rainer Werner Fassbinder spoke. {beside}")])
    assert len(everybody(database)) == 3


def test_brothers_who_stand_side_by_side_stay_two(database: Database):
    beside = "Claire Denis and Agnes Varda listened."
    ingest(database, [NewArticle(f"Heinrich Klee and Paul Klee spoke. {beside}")])
    ingest(database, [NewArticle(f"Heinrich Paul Klee spoke. {beside}")])
    assert len(everybody(database)) == 4


def test_a_prince_is_told_by_his_company(database: Database):
    ingest(database, [NewArticle("Książę Ludwik i Klara Schumann byli w Lipsku.", lang="pl")])
    texts = [
        NewArticle("Klara Schumann i książę Ludwik słuchali koncertu.", lang="pl"),
        NewArticle("Emilia Plater i książę Ludwik jechali do Wilna.", lang="pl"),
        NewArticle("Ludwik śpi.", lang="pl"),
    ]
    decisions = []
    for text in texts:
        (result,) = ingest(database, [text]).results
        decisions += [m.decision for m in result.mentions if m.surface == "Ludwik"]
    assert decisions == ["link", "review", "review"]


def test_husband_and_wife_are_two(database: Database):
    text = (
        "Siarhei Tsikhanouski was released. His wife Sviatlana Tsikhanouskaya met him. "
        "Tsikhanouskaya wept, and Tsikhanouski smiled."
    )
    ingest(database, [NewArticle(text=text)])
    assert len(everybody(database)) == 2


def test_workers_that_post_the_same_make_the_same_people(
    database: Database, open_again: Callable[[], Database]
):
    batches = [NEWS, NEWS[::-1], (MINSK,), (VILNIUS, WARSAW), NEWS, (WARSAW,)]
    workers = [open_again() for _ in batches]
    with ThreadPoolExecutor(len(batches)) as pool:
        list(pool.map(ingest, workers, batches))
    assert spellings(database) == FOUR


def test_who_refused_a_name_is_not_given_it_by_the_next_version(database: Database):
    ingest(database, [MINSK])
    (person,) = [p for p in everybody(database) if "Tsikhanouskaya" in p.label]
    (bare,) = [a for a in person.aliases or () if a.name == "Tsikhanouskaya"]
    persons.detach_alias(database, person.person_id, bare.alias_id)
    ingest(database, [replace(MINSK, text=MINSK.text + " It was late.")])
    check(database)
    named = [p for p in everybody(database) if "Tsikhanouskaya" in p.label]
    assert person.person_id not in {p.person_id for p in named}


def test_the_decisions_tell_what_a_new_version_took_back_before_what_it_taught(database: Database):
    ingest(database, [MINSK])
    ingest(database, [replace(MINSK, text=MINSK.text + " It was late.")])
    check(database)
    derivable(database)


def test_what_waits_under_a_name_is_answered_once_a_text_tells_whose_it_is(database: Database):
    bare = NewArticle(external_id="bare", text="Late at night Walker said he would travel to Rome.")
    ingest(database, [bare])
    assert [m.decision for m in ingest(database, [bare]).results[0].mentions] == ["review"]
    full = "The novelist Alice Walker spoke in Atlanta. Walker thanked the city."
    ingest(database, [NewArticle(text=full), NewArticle(text=bare.text.replace("Rome", "Bonn"))])
    (mention,) = ingest(database, [bare]).results[0].mentions
    assert (mention.decision, mention.label) == ("link", "Alice Walker")
    check(database)
    derivable(database)


def test_an_inflected_name_supports_its_nominative_and_is_no_spelling_of_its_own(
    database: Database,
):
    ingest(database, [NewArticle(text="Поэтесса Анна Ахматова жила в Ташкенте.")])
    ingest(database, [NewArticle(text="Стихи поэтессы Анны Ахматовой читал Иосиф Бродский.")])
    known = {name for names in spellings(database) for name in names}
    assert "Анна Ахматова" in known
    assert "Анны Ахматовой" not in known
    check(database)
