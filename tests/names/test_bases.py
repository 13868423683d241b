"""Names in another case: their nominatives, and what they are looked up by."""

import pytest

from app.names import compare, glance, lookup_keys, match, read
from app.names.bases import bases


@pytest.mark.parametrize(
    ("text", "nominative"),
    [
        ("Виктории Токаревой", "Виктория Токарева"),
        ("Tony'ego Curtisa", "Tony Curtis"),
        ("Charlieho Chaplina", "Charlie Chaplin"),
        ("Luciana Pavarottiego", "Lucian Pavarotti"),
    ],
)
def test_a_name_in_another_case_is_looked_up_by_its_nominative(text: str, nominative: str) -> None:
    assert nominative in [base.text for base in bases(read(text))]
    shared = {key.id for key in lookup_keys(read(text))} & {k.id for k in read(nominative).keys}
    assert shared


@pytest.mark.parametrize("text", ["Federico Fellini", "Лев Толстой", "Ivana Trojanová", "Jana"])
def test_a_good_nominative_stands_for_itself(text: str) -> None:
    assert bases(read(text)) == ()
    assert lookup_keys(read(text)) == read(text).keys


def test_the_nominative_itself_comes_before_a_foreign_spelling_of_it() -> None:
    query = read("Виктории Токаревой")
    own, foreign = read("Виктория Токарева"), read("Victoria Tokareva")
    assert match(query, [own]).score > match(query, [foreign]).score


def test_no_case_makes_a_score_of_one() -> None:
    assert 0.99 < compare("Виктории Токаревой", "Виктория Токарева").score < 1.0


def test_a_glance_tells_the_likely_from_the_rest() -> None:
    query = read("Юрия Никулина")
    assert glance(query, "Юрий Никулин") > glance(query, "Yuri Nikulin") > 0.75
    assert glance(query, "Никулин Юрий") == glance(query, "Юрий Никулин")
    assert glance(query, "Jurij Nagibin") < 0.75
    assert glance(query, "...") == 0.0
