"""What is learnt from articles depends on what they say, not on how they come."""

import random

import pytest

from app.registry.database import Database
from app.services.ingest import ingest
from app.services.views import NewArticle
from tests.services.invariants import check
from tests.services.news import spellings

TEXTS = (
    "Пісьменніца Святлана Алексіевіч выступіла ў Мінску. Алексіевіч чытала новую кнігу.",
    "Писательница Светлана Алексиевич приехала в Берлин. С Алексиевич говорил Владимир Сорокин.",
    "Svetlana Alexievich spoke in Stockholm. Alexievich thanked her translator Keith Gessen.",
    "Pisarka Swietłana Aleksijewicz przyjechała. Z Aleksijewicz rozmawiała Wisława Szymborska.",
    "Фёдор Достоевский диктовал роман. Анна Достоевская стенографировала. Достоевский благодарил.",
    "Fyodor Dostoevsky dictated a novel. His wife Anna Dostoevskaya took it down.",
    "Пётр Чайковский писал оперу. Его брат Модест Чайковский писал либретто.",
    "Pyotr Tchaikovsky wrote an opera. His brother Modest Tchaikovsky wrote the libretto.",
    "Wisława Szymborska mieszkała w Krakowie. Szymborską odwiedził Czesław Miłosz.",
    "Поетеса Віслава Шимборська жила в Кракові. До неї приїздив Чеслав Мілош.",
)
NEWS = tuple(NewArticle(text=text, external_id=str(n)) for n, text in enumerate(TEXTS))
UNRELATED = NewArticle(
    external_id="unrelated",
    text="The Lithuanian painter Mikalojus Čiurlionis lived in Druskininkai. Čiurlionis composed.",
)
NAMED = (
    {"Святлана Алексіевіч", "Светлана Алексиевич", "Svetlana Alexievich", "Swietłana Aleksijewicz"},
    {"Фёдор Достоевский", "Fyodor Dostoevsky"},
    {"Анна Достоевская", "Anna Dostoevskaya"},
    {"Пётр Чайковский", "Pyotr Tchaikovsky"},
    {"Модест Чайковский", "Modest Tchaikovsky"},
    {"Wisława Szymborska", "Віслава Шимборська"},
)


def full_names(database: Database) -> list[set[str]]:
    """The people under the full names they are known by."""
    return sorted(
        ({name for name in names if " " in name} for names in spellings(database)), key=sorted
    )


@pytest.fixture(scope="module")
def expected() -> list[set[str]]:
    return sorted(
        [*NAMED, {"Czesław Miłosz", "Чеслав Мілош"}, {"Keith Gessen"}, {"Владимир Сорокин"}],
        key=sorted,
    )


@pytest.mark.parametrize("seed", range(4))
def test_neither_order_nor_cut_changes_who_is_known(
    database: Database, expected: list[set[str]], seed: int
):
    news = list(NEWS)
    chance = random.Random(seed)  # noqa: S311
    chance.shuffle(news)
    while news:
        size = chance.choice((1, 2, 5, 10))
        ingest(database, news[:size])
        del news[:size]
    assert full_names(database) == expected
    check(database)


def test_two_halves_of_a_batch_give_the_same_people(database: Database, expected: list[set[str]]):
    ingest(database, NEWS[::2])
    ingest(database, NEWS[1::2])
    assert full_names(database) == expected


def test_an_unrelated_article_changes_nothing_else(database: Database):
    ingest(database, NEWS)
    before = spellings(database)
    ingest(database, [UNRELATED])
    added = spellings(database) - before
    assert before <= spellings(database)
    assert {name for names in added for name in names} == {"Mikalojus Čiurlionis", "Čiurlionis"}
