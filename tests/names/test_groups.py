import pytest

from app.names.groups import name_groups, pack


@pytest.mark.parametrize(
    ("one", "other"),
    [("igor", "ihar"), ("трамп", "trump"), ("بوتين", "putin"), ("john", "джон")],
)
def test_forms_of_one_name_share_a_group(one: str, other: str) -> None:
    assert name_groups().of(one) & name_groups().of(other)


def test_feminine_and_masculine_surnames_are_kept_apart() -> None:
    assert not name_groups().of("костюков") & name_groups().of("костюкова")
    assert name_groups().of("kostyukova") & name_groups().of("костюкова")


def test_an_unlisted_word_has_no_group() -> None:
    assert name_groups().of("") == name_groups().of("qqqqqq") == frozenset()


def test_packing_is_reproducible() -> None:
    words = {"ян": [2], "jan": [1, 2]}
    assert pack(words) == pack(dict(reversed(words.items())))
