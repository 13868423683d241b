"""What waits for somebody to look, and what holds once somebody did."""

import pytest

from app.errors import Conflict, Invalid, ReviewNotFound
from app.registry.database import Database
from app.services import articles, curate, persons, reviews
from app.services.ingest import ingest
from app.services.resolve import resolve
from app.services.reviews import NewJudgement, ReviewView
from app.services.views import NewAlias, NewArticle, NewPerson, PersonView, Query
from tests.services.news import WARSAW, everybody
from tests.services.test_curate import state

FATHER_AND_SON = NewArticle(
    text="Mr Viktar Babaryka was jailed. His son, Mr Eduard Babaryka, was jailed too.",
    external_id="both",
)
WHICH = NewArticle(text="Supporters of Mr Babaryka gathered in Minsk on Sunday.", external_id="1")


def named(database: Database, part: str) -> PersonView:
    (found,) = [p for p in everybody(database) if part in p.label]
    return found


@pytest.fixture
def waiting(database: Database) -> ReviewView:
    ingest(database, [FATHER_AND_SON])
    ingest(database, [WHICH])
    (review,) = reviews.find(database).items
    return review


def people_in(database: Database, article: NewArticle) -> list[str | None]:
    result = ingest(database, [article]).results[0]
    return [mention.person_id for mention in result.mentions]


def test_a_bare_surname_of_two_is_a_review_that_shows_where_it_was_read(waiting: ReviewView):
    assert (waiting.surface, waiting.reason, waiting.mention_count) == ("Babaryka", "ambiguous", 1)
    assert waiting.snippet == WHICH.text
    assert {c.label for c in waiting.candidates} == {"Viktar Babaryka", "Eduard Babaryka"}
    assert all(c.features for c in waiting.candidates)


def test_mentions_of_one_name_wait_under_one_review(database: Database, waiting: ReviewView):
    ingest(database, [NewArticle(text="The trial of Mr Babaryka began on Monday.")])
    (review,) = reviews.find(database).items
    assert (review.review_id, review.mention_count) == (waiting.review_id, 2)


def test_a_positive_judgement_gives_all_that_waits_to_the_person(
    database: Database, waiting: ReviewView
):
    father = named(database, "Viktar")
    judgement = NewJudgement(waiting.review_id, "positive", father.person_id)
    (done,) = reviews.judge(database, [judgement])
    assert (done.review.status, done.review.person_id) == ("closed", father.person_id)
    assert reviews.find(database).items == ()
    assert people_in(database, WHICH) == [father.person_id]
    assert persons.read(database, father.person_id).mention_count == father.mention_count + 1


def test_a_judgement_is_not_overruled_by_the_matcher(database: Database, waiting: ReviewView):
    father = named(database, "Viktar")
    reviews.judge(database, [NewJudgement(waiting.review_id, "positive", father.person_id)])
    later = NewArticle(text="The trial of Mr Babaryka began on Monday.", external_id="2")
    assert people_in(database, later) == [father.person_id]
    assert reviews.find(database).items == ()


def test_but_the_text_may_say_whom_it_means(database: Database, waiting: ReviewView):
    father, son = named(database, "Viktar"), named(database, "Eduard")
    reviews.judge(database, [NewJudgement(waiting.review_id, "positive", father.person_id)])
    text = "Mr Eduard Babaryka was released on Friday. Mr Babaryka flew to Berlin."
    found = people_in(database, NewArticle(text=text, external_id="3"))
    assert set(found) == {son.person_id}


def test_a_negative_judgement_makes_a_new_person(database: Database, waiting: ReviewView):
    (done,) = reviews.judge(database, [NewJudgement(waiting.review_id, "negative")])
    assert done.review.person_id is not None
    new = persons.read(database, done.review.person_id)
    assert (new.label, new.status, new.mention_count) == ("Babaryka", "confirmed", 1)
    assert len(everybody(database)) == 3
    later = NewArticle(text="The trial of Mr Babaryka began on Monday.", external_id="2")
    assert people_in(database, later) == [new.person_id]


def test_who_is_unsure_puts_the_review_aside(database: Database, waiting: ReviewView):
    reviews.judge(database, [NewJudgement(waiting.review_id, "unsure")])
    assert reviews.find(database).items == ()
    (aside,) = reviews.find(database, status="unsure").items
    ingest(database, [NewArticle(text="The trial of Mr Babaryka began on Monday.")])
    assert reviews.find(database).items == ()
    father = named(database, "Viktar")
    reviews.judge(database, [NewJudgement(aside.review_id, "positive", father.person_id)])
    assert persons.read(database, father.person_id).mention_count == father.mention_count + 2


@pytest.mark.parametrize("said", ["positive", "negative", "unsure"])
def test_a_judgement_can_be_undone(database: Database, waiting: ReviewView, said: str):
    before = state(database)
    person = named(database, "Viktar").person_id if said == "positive" else None
    judgement = NewJudgement(waiting.review_id, said, person)  # type: ignore[arg-type]
    (done,) = reviews.judge(database, [judgement])
    back = curate.undo(database, done.decision_id)
    assert state(database) == before
    (review,) = reviews.find(database).items
    assert review == waiting
    curate.undo(database, back.decision_id)
    assert reviews.find(database).items == ()


def test_a_closed_review_stays_closed(database: Database, waiting: ReviewView):
    reviews.judge(database, [NewJudgement(waiting.review_id, "negative")])
    with pytest.raises(Conflict):
        reviews.judge(database, [NewJudgement(waiting.review_id, "unsure")])


def test_judgements_are_taken_all_or_none(database: Database, waiting: ReviewView):
    with pytest.raises(ReviewNotFound):
        reviews.judge(
            database, [NewJudgement(waiting.review_id, "negative"), NewJudgement("7777", "unsure")]
        )
    assert reviews.find(database).items == (waiting,)
    with pytest.raises(Invalid):
        reviews.judge(database, [NewJudgement(waiting.review_id, "positive")])


def test_the_most_valuable_come_first_page_by_page(database: Database, waiting: ReviewView):
    ingest(
        database,
        [
            NewArticle(text="Mr Siarhei Tsikhanouski and Mr Piotr Tsikhanouski met."),
            NewArticle(text="Mr Jan Nowak and Mr Adam Nowak met in Warsaw."),
        ],
    )
    ingest(database, [NewArticle(text=f"Mr Tsikhanouski spoke on day {n}.") for n in range(3)])
    ingest(database, [NewArticle(text=f"Mr Nowak spoke on day {n}.") for n in range(2)])
    first = reviews.find(database, limit=2)
    second = reviews.find(database, limit=2, cursor=first.next_cursor)
    found = [*first.items, *second.items]
    assert [r.surface for r in found] == ["Tsikhanouski", "Nowak", "Babaryka"]
    assert second.next_cursor is None


def test_with_its_article_a_review_goes(database: Database, waiting: ReviewView):
    assert waiting.article_id is not None
    articles.delete(database, waiting.article_id)
    assert reviews.find(database).items == ()


def test_a_name_to_learn_that_is_ambiguous_opens_a_review(database: Database):
    for _ in range(2):
        persons.create(database, NewPerson("Jan Nowak"))
    (result,) = resolve(database, [Query("Jan Nowak")], learn=True)
    assert result.review_id is not None
    assert reviews.read(database, result.review_id).reason == "ambiguous"
    (again,) = resolve(database, [Query("Jan Nowak")], learn=True)
    assert again.review_id == result.review_id


def test_what_was_detached_waits_for_somebody_to_look(database: Database):
    ingest(database, [WARSAW])
    tusk = named(database, "Tusk")
    alias = next(a for a in tusk.aliases or () if a.name == "Tusk")
    done = persons.detach_alias(database, tusk.person_id, alias.alias_id)
    (review,) = reviews.find(database).items
    assert (review.surface, review.mention_count) == ("Tusk", alias.mention_count)
    curate.undo(database, done.decision_id)
    assert reviews.find(database).items == ()
    assert persons.read(database, tusk.person_id).mention_count == tusk.mention_count


def test_what_named_a_deleted_person_waits_for_somebody_to_look(database: Database):
    ingest(database, [WARSAW])
    tusk = named(database, "Tusk")
    persons.delete(database, tusk.person_id)
    assert {r.surface for r in reviews.find(database).items} == {"Donald Tusk", "Tusk"}


def test_a_new_alias_settles_the_review_that_waits_under_it(database: Database):
    ingest(database, [WARSAW])
    tusk = named(database, "Tusk")
    persons.delete(database, tusk.person_id)
    made = persons.create(database, NewPerson("Donald Franciszek Tusk")).person
    added = persons.add_alias(database, made.person_id, NewAlias("Donald Tusk"))
    assert added.person.mention_count == 1
    assert {r.surface for r in reviews.find(database).items} == {"Tusk"}
    curate.undo(database, added.decision_id)
    assert {r.surface for r in reviews.find(database).items} == {"Donald Tusk", "Tusk"}


def test_the_undo_of_what_was_read_asks_whose_it_is(database: Database):
    ingest(database, [NewArticle(text="Prime Minister Donald Tusk spoke.", external_id="1")])
    tusk = named(database, "Tusk")
    before = state(database)
    (first,) = curate.history(database, tusk.person_id).items
    back = curate.undo(database, first.decision_id)
    assert everybody(database) == []
    assert [r.surface for r in reviews.find(database).items] == ["Donald Tusk"]
    curate.undo(database, back.decision_id)
    assert state(database) == before
    assert reviews.find(database).items == ()


def test_candidates_are_shown_under_the_ids_of_today(database: Database, waiting: ReviewView):
    father, son = named(database, "Viktar"), named(database, "Eduard")
    curate.merge(database, father.person_id, son.person_id)
    (review,) = reviews.find(database).items
    assert [c.person_id for c in review.candidates] == [father.person_id]
