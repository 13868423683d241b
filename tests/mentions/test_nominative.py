"""The nominative of names from the forms that a text has of them."""

import csv
from pathlib import Path

import pytest

from app.mentions.nominative import nominatives
from app.names import read

TABLE = Path(__file__).parent / "cases" / "nominatives.tsv"


def rows() -> list[dict[str, str]]:
    lines = [line for line in TABLE.read_text("utf-8").splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t"))


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["forms"])
def test_forms_of_one_person_lead_to_their_nominatives(row: dict[str, str]) -> None:
    forms = row["forms"].split("|")
    found = nominatives([read(form, row["lang"]) for form in forms], row["lang"], None)
    assert [found[form] for form in forms] == row["nominatives"].split("|")


def test_the_gender_that_is_told_decides_between_two_readings() -> None:
    names = [read("Александра Пушкина", "ru")]
    assert nominatives(names, "ru", "m") == {"Александра Пушкина": "Александр Пушкин"}
    assert nominatives(names, "ru", "f") == {"Александра Пушкина": "Александра Пушкина"}


def test_a_form_that_the_text_has_beats_one_that_it_has_not() -> None:
    names = [read("Sapkowski", "pl"), read("Sapkowskiego", "pl")]
    assert set(nominatives(names, "pl", None).values()) == {"Sapkowski"}
