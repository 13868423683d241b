"""A text of a few words is enough to tell its language."""

from pathlib import Path

import pytest

from app.mentions.language import UNKNOWN, identify

CASES = [
    line.split("\t")
    for line in (Path(__file__).parent / "cases/languages.tsv").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("lang", "headline"), CASES)
def test_a_headline_tells_its_language(lang: str, headline: str) -> None:
    assert identify(headline) == lang


def test_names_of_another_language_do_not_turn_a_text() -> None:
    text = "According to Volodymyr Zelenskyy, Andrzej Duda and Václav Havel were there."
    assert identify(text) == "en"


def test_a_quotation_in_another_script_does_not_turn_a_text() -> None:
    assert identify("He wrote «Жыве Беларусь» on the wall of the court and was arrested.") == "en"


@pytest.mark.parametrize("text", ["", " ", "…", "12345", "🙂", "\u200f"])
def test_a_text_without_letters_has_no_language(text: str) -> None:
    assert identify(text) == UNKNOWN


@pytest.mark.parametrize("text", ["a" * 100_000, "ж" * 100_000, "a\u0301" * 5_000])
def test_a_run_of_letters_is_some_language(text: str) -> None:
    assert identify(text) != UNKNOWN
