"""What the texts say of who is meant, beyond the letters of the name."""

import pytest

from app.names import read
from app.registry.database import Database
from app.services.company import Company, lifted
from app.services.ingest import ingest
from app.services.judging import bears, is_called, is_of_two, may_be_one
from app.services.plan import Plan
from app.services.pool import KnownAlias, KnownPerson, Pool
from app.services.views import NewArticle


def person(*names: str, status: str = "provisional") -> KnownPerson:
    made = KnownPerson(None, names[0], status, is_partial=False)
    made.aliases = [
        KnownAlias(None, made, n, read(n).folded, None, is_partial=False) for n in names
    ]
    return made


DUDA = "President Andrzej Duda spoke in {}. Duda thanked the city."
OTHER = "Agata Duda, a teacher of German, opened the clinic in {}."
BARE = "Late at night Duda said he would travel to Brussels."


def who(database: Database, text: str) -> tuple[str, str | None]:
    mention = ingest(database, [NewArticle(text=text)]).results[0].mentions[0]
    return mention.decision, mention.label


def test_a_bare_surname_of_two_means_the_one_whom_texts_have_always_called_so(database: Database):
    places = ("Warsaw", "Gdańsk", "Sopot")
    ingest(database, [NewArticle(text=DUDA.format(place)) for place in places])
    ingest(database, [NewArticle(text=OTHER.format("Gdynia"))])
    assert who(database, BARE) == ("link", "Andrzej Duda")


def test_it_stays_ambiguous_while_one_text_alone_speaks_for_it(database: Database):
    ingest(database, [NewArticle(text=DUDA.format("Warsaw"))])
    ingest(database, [NewArticle(text=OTHER.format("Gdynia"))])
    assert who(database, BARE) == ("review", None)


@pytest.mark.parametrize(("score", "count", "enough"), [(0.7, 2, True), (0.7, 1, False)])
def test_company_lifts_a_near_score(score: float, count: int, enough: bool):
    shared = [person("Michel Barnier"), person("Theresa May")][:count]
    value, evidence = lifted(score, shared)
    assert (value >= 0.9) is enough
    assert "Michel Barnier" in evidence.detail


def test_people_named_in_one_text_are_no_company_for_each_other_s_names(database: Database):
    with database.reading() as session:
        company = Company(session)
        lukashenka, tusk = person("Аляксандр Лукашэнка"), person("Donald Tusk")
        company.meet({(0, 0): lukashenka, (0, 1): tusk, (1, 0): tusk})
        assert company.shared([1], lukashenka) == [tusk]
        assert company.shared([0], lukashenka) == []


def test_brothers_are_never_one_and_neither_is_whom_a_user_vouched_for():
    viktar, eduard = person("Viktar Babaryka"), person("Eduard Babaryka")
    assert not may_be_one([viktar, eduard])
    latin, cyrillic = person("Alexander Lukashenko"), person("Аляксандр Лукашэнка")
    assert may_be_one([latin, cyrillic])
    assert not may_be_one([latin, person("Аляксандр Лукашэнка", status="confirmed")])
    latin.refused.add(read("Аляксандр Лукашэнка").folded)
    assert not may_be_one([latin, cyrillic])


def test_two_new_people_who_are_one_are_stored_once_with_each_spelling_once():
    plan = Plan(Pool(), "article")
    names = [read("Alexander Lukashenko"), read("Lukashenko")]
    one = plan.create(names, lang="en").person
    two = plan.create([read("Аляксандр Лукашэнка"), read("Lukashenko")], lang="be").person
    plan.join(one, two, name=names[0], score=0.99)
    assert two.survivor is one
    assert [step.created for step in plan.steps] == [True, False]
    assert [alias.text for step in plan.steps for alias in step.aliases] == [
        "Alexander Lukashenko",
        "Lukashenko",
        "Аляксандр Лукашэнка",
    ]


def test_company_tells_which_of_two_a_name_means(database: Database):
    """Сахаров and Захаров are both Sacharow in German; only one of them is named with his wife."""
    texts = [
        "Академик Андрей Сахаров и Елена Боннэр приехали в Горький. С ними был Сергей Ковалёв.",
        "Певец Андрей Захаров выступил в Омске.",
        "Der Physiker Andrej Sacharow, seine Frau Jelena Bonner und Sergej Kowaljow trafen sich.",
    ]
    meant = {}
    for text in texts:
        for mention in ingest(database, [NewArticle(text=text)]).results[0].mentions:
            meant[mention.surface] = mention.person_id
    assert meant["Andrej Sacharow"] == meant["Андрей Сахаров"] != meant["Андрей Захаров"]


def test_a_surname_that_is_also_a_given_name_is_known_by_who_was_called_so(database: Database):
    text = "The novelist Alice Walker spoke in Atlanta. Walker thanked the city."
    ingest(database, [NewArticle(text=text)])
    assert who(database, BARE.replace("Duda", "Walker")) == ("link", "Alice Walker")
    assert who(database, BARE.replace("Duda", "Alice")) == ("review", None)


BROTHER = "The composer Pyotr Tchaikovsky spoke in {}. Tchaikovsky thanked the city."


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Modest Tchaikovsky wrote for Pyotr Tchaikovsky. Tchaikovsky thanked him.", True),
        ("Pyotr Tchaikovsky came with his brother Modest Tchaikovsky. Tchaikovsky left.", False),
    ],
)
def test_of_two_brothers_in_a_text_usage_means_one_unless_the_other_was_named_last(
    database: Database, text: str, meant: bool
):
    ingest(database, [NewArticle(text=BROTHER.format(place)) for place in ("Kyiv", "Rome", "Bonn")])
    bare = ingest(database, [NewArticle(text=text)]).results[0].mentions[-1]
    expected = ("link", "Pyotr Tchaikovsky") if meant else ("review", None)
    assert (bare.decision, bare.label) == expected


def test_a_name_that_is_certain_is_lifted_no_further():
    assert lifted(1.0, [person("Andrzej Duda")])[0] == 1.0


def test_of_one_spelling_read_anew_and_stored_with_the_other_the_stored_one_stays():
    plan = Plan(Pool(), "article")
    known, other = person("Rex Stout"), person("Stout")
    known.id, other.id, other.aliases[0].id = 1, 2, 7
    plan.link(known, [read("Rex Stout"), read("Stout")], lang="en", score=0.9)
    plan.join(known, other, name=read("Stout"), score=0.9)
    assert [alias.id for alias in known.aliases if alias.folded == "stout"] == [7]
    assert [alias.text for step in plan.steps for alias in step.aliases] == []


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_who_is_known_by_surname_only_is_who_bears_it_in_full(
    database: Database, order: tuple[int, ...]
):
    texts = (
        "The author Rex Stout spoke in Boston. Stout left early.",
        "Late at night Stout said he would travel to Rome.",
    )
    for n in order:
        ingest(database, [NewArticle(text=texts[n], external_id=str(n))])
    named = [ingest(database, [NewArticle(text=texts[n], external_id=str(n))]) for n in order]
    assert {m.label for each in named for m in each.results[0].mentions} == {"Rex Stout"}


@pytest.mark.parametrize(
    ("name", "one", "two", "apart"),
    [
        ("Wisława Szymborska Czesław Miłosz", "Wisława Szymborska", "Czesław Miłosz", True),
        ("Лев Николаевич Толстой", "Лев Толстой", "Leo Tolstoy", False),
    ],
)
def test_a_name_of_two_people_side_by_side_is_no_bridge_between_them(
    name: str, one: str, two: str, apart: bool
):
    assert is_of_two(read(name), read(one), read(two)) is apart


def test_one_rare_reading_in_common_makes_nobody_a_bearer():
    assert not bears(read("Elżbieta Mamos"), read("Mahomet"))
    assert bears(read("Theresa May"), read("Мэй"))
    assert bears(read("Sviatlana Aleksiyevich"), read("Алексиевич"))


def test_a_text_spells_a_given_name_in_one_way():
    assert not is_called(read("Muhammad Sajjad"), read("Mohamed"))
    assert is_called(read("Muhammad Sajjad"), read("Muhammad"))


def test_a_pope_is_one_person_in_every_language(database: Database):
    polish = NewArticle(text="Papież Franciszek mówił w Krakowie o pokoju.", lang="pl")
    russian = NewArticle(text="Папа римский Франциск говорил в Риме о мире.", lang="ru")
    first = ingest(database, [polish]).results[0].mentions[0]
    second = ingest(database, [russian]).results[0].mentions[0]
    assert first.person_id is not None
    assert second.person_id == first.person_id


def test_a_given_name_without_the_title_is_not_the_pope_s(database: Database):
    ingest(database, [NewArticle(text="Papież Franciszek mówił w Krakowie o pokoju.", lang="pl")])
    guest = NewArticle(text="Na zebraniu Franciszek powiedział, że wyjeżdża.", lang="pl")
    assert [m.person_id for m in ingest(database, [guest]).results[0].mentions] == [None]
