"""Explanations name the evidence: words, letters, languages; no number of the machine's."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.names import compare

PAIRS = [
    ("Васіль Быкаў", "Wassil Bykau"),
    ("Тарас Чорновил", "Taras Tschornowil"),
    ("Emil Zátopek", "Dana Zátopková"),
    ("Al Unser Jr.", "Al Unser Sr."),
    ("Chekhov A. P.", "Антон Павлович Чехов"),
    ("Антон Чехов", "Чехова Мария Павловна"),
    ("Н. К. Рерих", "Святослав Николаевич Рерих"),
    ("Domracheva", "Дарья Домрачева"),
    ("Jana Wericha", "Jan Werich"),
    ("Henry James", "James Henry"),
    ("Emil Zátopek and Dana Zátopková", "Emil Zátopek"),
]


def details(a: str, b: str) -> str:
    return " | ".join(feature.detail for feature in compare(a, b).features)


@pytest.mark.parametrize(("a", "b"), PAIRS)
def test_an_explanation_is_in_words(a: str, b: str) -> None:
    told = details(a, b)
    assert told
    assert not re.search(r"\d\.\d|\(Q?\d|[A-Z]{2}[a-z]|/en|read as", told)
    assert "{" not in told


@pytest.mark.parametrize(
    ("a", "b", "letters"),
    [
        ("Антон Чехов", "Anton Tschechow", "German tsch"),
        ("Антон Чехов", "Anton Czechow", "Polish cz"),
        ("Ціхан Цярэнцьеў", "Тихон Терентьев", "Belarusian ц = Russian т"),
        ("Васіль Быкаў", "Василий Быков", "Belarusian ў = Russian в"),
        ("Ян Жижка", "Jan Žižka", "ж = Czech ž"),
    ],
)
def test_it_says_which_letters_answer_which(a: str, b: str, letters: str) -> None:
    assert letters in details(a, b)


NAMES = st.text(alphabet="абвгіїйьўэюяATSIkhačłżěřß-'.,ა王김أé ", max_size=24) | st.text(
    max_size=24
)


@settings(deadline=None)
@given(NAMES, NAMES)
def test_whatever_was_compared_can_be_explained(a: str, b: str) -> None:
    assert all(feature.detail for feature in compare(a, b).features)


@pytest.mark.parametrize(
    "name", ["김정은", "聂卫平", "オノ ヨーコ", "أم كلثوم", "נעמי שמר", "Αρβανίτης"]
)
def test_every_script_can_be_explained(name: str) -> None:
    assert compare(name, "Kim Nie Yoko Naomi Arvanitis").features


def test_a_veto_names_the_words_it_rests_on() -> None:
    couple = compare("Антон Чехов", "Мария Чехова").features[0]
    assert couple.message_id == "veto.gender" or "Антон" in couple.detail
    fathers = compare("Иван Ильич Павлов", "Иван Петрович Павлов").features[0]
    assert (fathers.message_id, "Ильич" in fathers.detail) == ("veto.patronymic", True)
