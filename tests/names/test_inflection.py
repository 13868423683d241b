import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.names import nominatives
from tests.names.cases_file import rows


@pytest.mark.parametrize(("inflected", "lang", "nominative", "gender"), rows("nominatives.tsv"))
def test_the_likeliest_nominative_of_an_inflected_name(
    inflected: str, lang: str, nominative: str, gender: str
) -> None:
    first = nominatives(inflected, lang)[0]
    assert (first.text, first.gender) == (nominative, gender)


@pytest.mark.parametrize("possessive", ["Čapkův", "Smetanova"])
def test_a_possessive_adjective_stands_for_its_owner(possessive: str) -> None:
    assert any(one.case == "pos" for one in nominatives(possessive, "cs"))


def test_a_known_gender_rules_the_other_out() -> None:
    assert all(one.gender != "f" for one in nominatives("Александра Лукаша", "ru", "m"))
    assert nominatives("Александра Лукаша", "ru", "m")[0].text == "Александр Лукаш"


def test_a_name_is_among_its_own_nominatives() -> None:
    assert "Максим Богданович" in [one.text for one in nominatives("Максим Богданович", "ru")]


@settings(deadline=None)
@given(st.text(max_size=60), st.sampled_from(["ru", "be", "uk", "pl", "cs", "sl", "xx"]))
def test_any_text_has_nominatives(text: str, lang: str) -> None:
    assert nominatives(text, lang)
