import pytest

from app.names import given, is_given, read, tables
from benchmarks.make_given_readings import short_forms


@pytest.mark.parametrize(
    ("word", "genders"),
    [("Святлана", {"f"}), ("Mikalai", {"m"}), ("Markus", {"m"}), ("Саша", {"f", "m"})],
)
def test_a_given_name_tells_the_genders_of_its_bearers(word: str, genders: set[str]) -> None:
    assert is_given(word) == genders


@pytest.mark.parametrize("word", ["Лукашенко", "qwrtp", ""])
def test_other_words_tell_none(word: str) -> None:
    assert is_given(word) == frozenset()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Николай Иванов", "Mikałaj Iwanou"),
        ("Bob Marley", "Robert Marley"),
        ("Джим Моррисон", "James Morrison"),
        ("Рыгор Барадулін", "Григорий Бородулин"),
    ],
)
def test_equivalent_given_names_share_an_identity(one: str, other: str) -> None:
    first, second = (read(name).of("given")[0].token for name in (one, other))
    assert (first.given | first.nicks) & (second.given | second.nicks)


def test_the_stored_readings_are_those_made_anew() -> None:
    stored = tables.pairs("given_readings.tsv")
    assert len(stored) > 2000
    made = {letters: " ".join(given.readings_of(letters)) for letters in stored}
    assert stored == made, "run python -m benchmarks.make_given_readings"


def test_the_stored_spellings_of_short_forms_are_those_made_anew() -> None:
    stored = tables.pairs("short_spellings.tsv")
    assert stored == short_forms(), "run python -m benchmarks.make_given_readings"
