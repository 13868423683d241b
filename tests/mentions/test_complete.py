import pytest

from app.mentions.complete import complete
from app.mentions.found import found
from app.mentions.passage import Passage, Span


def completed(text: str, lang: str, *spans: tuple[int, int]) -> list[str]:
    passage = Passage.of("text", text, lang)
    finds = [found(passage, Span(first, last)) for first, last in spans]
    return [text[one.start : one.end] for one in complete(finds, lang)]


def test_the_given_name_found_elsewhere_is_taken_in() -> None:
    text = "Вирок Азії Бібі скасовано. Сьогодні Азія Бібі виїхала."
    assert completed(text, "uk", (1, 3), (7, 8)) == ["Азії Бібі", "Азія Бібі"]


def test_a_title_is_not_a_given_name() -> None:
    assert completed("Вчора Президент Грушевський підписав.", "uk", (2, 3)) == ["Грушевський"]


def test_a_given_name_and_a_surname_found_apart_are_one() -> None:
    assert completed("Книгу видала Ліна Костенко.", "uk", (2, 3), (3, 4)) == ["Ліна Костенко"]


@pytest.mark.parametrize(
    ("lang", "text", "spans", "expected"),
    [
        (
            "cs",
            "Božena Němcová psala. Předchůdce Němcové Karel Čapek četl.",
            [(0, 2), (5, 8)],
            ["Božena Němcová", "Němcové", "Karel Čapek"],
        ),
    ],
)
def test_people_side_by_side_are_parted(
    lang: str, text: str, spans: list[tuple[int, int]], expected: list[str]
) -> None:
    assert completed(text, lang, *spans) == expected
