import pytest

from app.mentions.inflection import given_gender, never_nominative, same_word, surname_gender


@pytest.mark.parametrize(
    ("lang", "a", "b"),
    [
        ("ru", "Асия", "Асию"),
        ("ru", "Достоевский", "Достоевского"),
        ("ru", "Павел", "Павла"),
        ("be", "Лукашэнка", "Лукашэнкам"),
        ("uk", "Шевченко", "Шевченкові"),
        ("pl", "Kościuszko", "Kościuszce"),
        ("pl", "Kennedy", "Kennedy’ego"),
        ("cs", "Čapek", "Čapka"),
        ("cs", "Smetana", "Smetanova"),
        ("sl", "Cankar", "Cankarjeve"),
        ("sl", "Prešeren", "Prešerna"),
        ("lt", "Basanavičius", "Basanavičiaus"),
    ],
)
def test_two_forms_of_one_name_are_seen_as_one(lang: str, a: str, b: str) -> None:
    assert same_word(a, b, lang)
    assert same_word(b, a, lang)


@pytest.mark.parametrize(
    ("lang", "a", "b"),
    [
        ("ru", "Мария", "Марин"),
        ("ru", "Иванов", "Ивашов"),
        ("pl", "Nowak", "Nowicki"),
        ("cs", "Novák", "Novotný"),
        ("en", "Tikhanovskaya", "Tikhanovsky"),
    ],
)
def test_two_names_are_two(lang: str, a: str, b: str) -> None:
    assert not same_word(a, b, lang)


@pytest.mark.parametrize(
    ("lang", "word", "gender"),
    [
        ("ru", "Толстого", None),
        ("ru", "Достоевского", "m"),
        ("ru", "Достоевской", "f"),
        ("be", "Дастаеўскай", "f"),
        ("uk", "Грушевською", "f"),
        ("pl", "Nałkowskiego", "m"),
        ("pl", "Tuska", None),
        ("cs", "Němcovou", "f"),
    ],
)
def test_a_surname_shows_gender_in_any_case_or_not_at_all(
    lang: str, word: str, gender: str | None
) -> None:
    assert surname_gender(word, lang) == gender


def test_a_given_name_that_may_be_either_says_nothing() -> None:
    assert given_gender("Александра", "ru") is None
    assert given_gender("Сергея", "ru") == "m"
    assert given_gender("Ольгой", "ru") == "f"


def test_some_endings_are_never_a_nominative() -> None:
    assert never_nominative("Колесниковой", "ru", is_given=False)
    assert not never_nominative("Колесникова", "ru", is_given=False)
    assert never_nominative("Терезы", "ru", is_given=True)
