import pytest

from app.names import expand


@pytest.mark.parametrize(
    ("name", "spelling"),
    [
        ("Янка Купала", "Janka Kupala"),
        ("Васіль Быкаў", "Vasil Bykau"),
        ("Васіль Быкаў", "Василий Быков"),
        ("Фёдор Достоевский", "Fyodor Dostoyevsky"),
        ("Фёдор Достоевский", "Fjodor Dostojewski"),
        ("Anton Chekhov", "Антон Чехов"),
        ("Anton Chekhov", "Anton Tschechow"),
        ("Леся Українка", "Lesia Ukrainka"),
        ("Winston Churchill", "Уинстон Черчилль"),
        ("Kurt Cobain", "Курт Кобейн"),
        ("Astrid Lindgren", "Астрид Линдгрен"),
    ],
)
def test_a_spelling_met_in_archives_is_among_the_expansions(name: str, spelling: str) -> None:
    assert spelling in {one.text for one in expand(name, limit=300)}


def test_expansions_are_ranked_distinct_and_limited() -> None:
    found = expand("Антон Чехов", limit=10)
    assert len(found) == 10
    assert len({one.text for one in found}) == 10
    assert [one.likelihood for one in found] == sorted(
        (one.likelihood for one in found), reverse=True
    )
    assert found[0].text == "Антон Чехов"


@pytest.mark.parametrize("name", ["", "...", "42"])
def test_what_is_no_name_has_no_expansion(name: str) -> None:
    assert expand(name) == ()
