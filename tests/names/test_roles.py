import pytest

from app.names import read
from tests.names.cases_file import rows

SIGNS = {"given": "g", "patronymic": "p", "family": "f", "initial": "i", "particle": "x"}


@pytest.mark.parametrize(("name", "roles"), rows("roles.tsv"))
def test_the_words_of_a_name_have_their_roles(name: str, roles: str) -> None:
    assert "".join(SIGNS.get(part.role, part.role[0]) for part in read(name).parts) == roles


@pytest.mark.parametrize(
    ("name", "gender"),
    [
        ("Иван Бунин", "m"),
        ("Зинаида Гиппиус", "f"),
        ("Ахматова", "f"),
        ("А. А. Ахматова", "f"),
        ("Wisława Szymborska", "f"),
        ("Саша Соколов", "m"),
        ("Kim Novak", None),
        ("Микола Сингаївська", "m"),
        ("Донна Тартт", "f"),
    ],
)
def test_a_name_tells_the_gender_of_its_bearer(name: str, gender: str | None) -> None:
    assert read(name).gender == gender


@pytest.mark.parametrize("name", ["Достоевский", "Ф. М. Достоевский", "Фёдор", "Кара-Мурза"])
def test_less_than_given_name_and_surname_is_partial(name: str) -> None:
    assert read(name).is_partial


@pytest.mark.parametrize("name", ["Фёдор Достоевский", "习近平", "Ю, Бернар"])
def test_given_name_and_surname_are_whole(name: str) -> None:
    assert not read(name).is_partial


def test_look_alike_letters_are_repaired() -> None:
    assert read("Мiхаiл Булгaков").folded == read("Міхаіл Булгаков").folded
    assert read("Ниĸолай Гоголь").folded == read("Николай Гоголь").folded
    assert read("A. Чехов").folded == read("А. Чехов").folded


def test_a_long_text_is_read_no_further_than_names_go() -> None:
    assert len(read("Иван " * 5000).parts) <= 12
    assert len(read("Щ" * 10000).text) <= 200
