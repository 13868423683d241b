"""Whom one name is enough for: popes, patriarchs, prophets."""

import pytest

from app.mentions import Text, find


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("pl", "Papież Franciszek mówił o pokoju."),
        ("ru", "Папа римский Франциск говорил о мире."),
        ("bg", "Папа Франциск говори за мир."),
        ("en", "In Rome, Pope Francis spoke of peace."),
    ],
)
def test_a_title_tells_that_one_name_is_all(lang: str, text: str) -> None:
    chains = find(Text(None, text, lang)).settle().chains
    assert [chain.mononym for chain in chains] == [True]


@pytest.mark.parametrize(
    ("lang", "text"),
    [("ru", "Мой папа Михаил говорил о мире."), ("pl", "Król Filip mówił o pokoju.")],
)
def test_fathers_and_kings_need_more(lang: str, text: str) -> None:
    chains = find(Text(None, text, lang)).settle().chains
    assert not any(chain.mononym for chain in chains)
