import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.names import read
from tests.names.cases_file import rows


@pytest.mark.parametrize(("one", "other"), rows("candidates.tsv"))
def test_spellings_of_one_person_are_candidates_of_each_other(one: str, other: str) -> None:
    assert {key.id for key in read(one).keys} & {key.id for key in read(other).keys}


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(sorted({name for row in rows("candidates.tsv") for name in row})))
def test_a_name_is_its_own_candidate_in_any_case_and_composition(name: str) -> None:
    keys = {key.id for key in read(name).keys}
    for twin in (name.upper(), name.lower(), f"  {name} ", name.replace(" ", "\u00a0")):
        assert keys & {key.id for key in read(twin).keys}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Anton Chekhov", "Ivan Bunin"),
        ("Марина Цветаева", "Анна Ахматова"),
        ("Янка Купала", "Якуб Колас"),
    ],
)
def test_unrelated_names_share_no_key(one: str, other: str) -> None:
    assert not {key.id for key in read(one).keys} & {key.id for key in read(other).keys}


def test_keys_are_few() -> None:
    names = sorted({name for row in rows("candidates.tsv") for name in row})
    assert sum(len(read(name).keys) for name in names) / len(names) <= 21
