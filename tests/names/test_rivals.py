"""Words that read alike and are two names, and words that are one name in two spellings."""

import pytest

from app.names import compare


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Andrei Sakharov", "Andrei Zakharov"),
        ("Anna Petersen", "Anna Peterson"),
        ("Peter Müller", "Peter Mühler"),
        ("Bogdan Nowak", "Bogdan Nowacki"),
        ("Алексей Белов", "Алексей Балов"),
        ("Дарья Соколова", "Дарина Соколова"),
        ("Hans Fischer", "Heinz Fischer"),
        ("Anna Fischer", "Hanna Fischer"),
        ("Анна Захарченко", "Yana Zakharchenko"),
        ("Марина Аверина", "Karina Averina"),
        ("Алина Аверина", "Galina Averina"),
        ("Лидия Аверина", "Linda Averina"),
        ("Alain Lambert", "Julien Lambert"),
        ("Anna Kowalczyk", "Hanna Kowalczyk"),
        ("Alena Svobodová", "Elena Svobodová"),
    ],
)
def test_names_that_read_alike_are_kept_apart(one: str, two: str) -> None:
    assert compare(one, two).decision != "link"


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Anna Volskaya", "Hanna Volskaya"),
        ("Alena Zakharanka", "Elena Zakharenko"),
        ("Wladimir Selenskyj", "Vladimir Zelenskyj"),
        ("Лев Гумилёв", "Лев Гумилев"),
        ("Лёха Никонов", "Алексей Никонов"),
        ("Jakub Karczmarek", "Kuba Karczmarek"),
        ("Rudi Carrell", "Rudolf Carrell"),
        ("Robert De Niro", "Robert DeNiro"),
        ("Tomasz Piatek", "Томаш Пёнтек"),
        ("Анна Cepoвa", "Анна Серова"),
        ("prof. dr hab. Jan Miodek", "Ян Мёдек"),
        ("Jürgen Zacharczenkow", "Юрген Захарченков"),
        ("Johann Strauss (Sohn)", "Иоганн Штраус-сын"),
    ],
)
def test_spellings_of_one_name_are_joined(one: str, two: str) -> None:
    assert compare(one, two).decision == "link"
