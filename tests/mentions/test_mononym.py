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


def test_popes_named_together_are_each_one() -> None:
    chains = find(Text(None, "Mówili papieże Leon XIII i Franciszek.", "pl")).settle().chains
    assert [(chain.names[0], chain.mononym) for chain in chains] == [
        ("Leon XIII", False),
        ("Franciszek", True),
    ]


def test_what_an_office_is_of_stands_before_the_name() -> None:
    text = "В 2014 году патриарх Московский и всея Руси Кирилл просил президента."
    assert find(Text(None, text, "ru")).settle().chains[0].mononym


def test_who_is_named_beside_a_pope_is_none() -> None:
    chains = find(Text(None, "Pope Francis and Vladimir met.", "en")).settle().chains
    assert [chain.mononym for chain in chains] == [True, False]


def test_a_prophet_is_no_namesake_of_whom_the_text_names_in_full() -> None:
    text = "Мохамад Салаам подаде жалба. Той чу обида към пророка Мохамед."
    reading = find(Text(None, text, "bg")).settle()
    assert [mention.chain for mention in reading.mentions] == [0, 1]


@pytest.mark.parametrize(
    ("lang", "text"),
    [("en", "In London Prince Harry smiled."), ("ru", "В Лондоне принц Гарри улыбался.")],
)
def test_a_title_tells_a_prince(lang: str, text: str) -> None:
    (chain,) = find(Text(None, text, lang)).settle().chains
    assert (chain.royal, chain.mononym) == (True, False)
