"""A man and a woman of one surname are two; a name in another case is one."""

import pytest

from app.names import compare


@pytest.mark.parametrize(
    ("man", "woman"),
    [
        ("Petr Vacek", "Petra Vacková"),
        ("Pavel Dostál", "Pavla Dostálová"),
        ("Daniel Kolář", "Daniela Kolářová"),
        ("Vladimír Remek", "Vladimíra Remková"),
        ("Petras Kazlauskas", "Petra Kazlauskienė"),
        ("Juozas Petraitis", "Juozė Petraitienė"),
        ("Jean Moreau", "Jeanne Moreau"),
        ("Simon Keller", "Simone Keller"),
        ("Michael Wolf", "Michaela Wolf"),
        ("Яраслаў Раманчук", "Яраслава Раманчук"),
    ],
)
def test_a_couple_is_two_people(man: str, woman: str) -> None:
    assert compare(man, woman).decision != "link"


@pytest.mark.parametrize(
    ("inflected", "nominative"),
    [
        ("Pavla Dostála", "Pavel Dostál"),
        ("Виктора Рыбина", "Виктор Рыбин"),
        ("Тараса Чорновола", "Тарас Чорновіл"),
        ("Джоном Апдайком", "John Updike"),
        ("Angely Gheorghiuové", "Angela Gheorghiu"),
    ],
)
def test_a_case_is_no_other_person(inflected: str, nominative: str) -> None:
    assert compare(inflected, nominative).decision == "link"
