import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.names import Key, read
from app.names.script import fold, tidy


def test_folding_settles_on_every_code_point() -> None:
    unsettled = [hex(point) for point in range(0x110000) if fold(once := fold(chr(point))) != once]
    assert unsettled == []


@settings(deadline=None)
@given(st.text(max_size=80))
def test_folding_settles_on_every_text(text: str) -> None:
    once = fold(tidy(text))
    assert fold(once) == once


@settings(deadline=None)
@given(st.text(max_size=300))
def test_reading_is_total(text: str) -> None:
    name = read(text)
    assert all(part.role for part in name.parts)
    assert bool(name.keys) == bool(name.parts)


def test_keys_are_stable_signed_64_bit_numbers() -> None:
    assert Key("f", "tIxAnAvskA").id == Key("f", "tIxAnAvskA").id
    assert -(2**63) <= Key("f", "tIxAnAvskA").id < 2**63
    assert Key("f", "tIxAnAvskA").id != Key("s", "tIxAnAvskA").id


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Светлана Тихановская", "Sviatlana Tsikhanouskaya"),
        ("Svetlana Tikhanovskaya", "Святлана Ціханоўская"),
        ("Swiatłana Cichanouska", "Святлана Ціханоўская"),
        ("Swetlana Tichanowskaja", "Светлана Тихановская"),
        ("Svjatlana Cichanouská", "Sviatlana Tsikhanouskaya"),
        ("Мікалай Статкевіч", "Nikolai Statkevich"),
        ("Александр Лукашенко", "Aljaksandr Lukaschenka"),
        ("Lech Wałęsa", "Лех Валенса"),
    ],
)
def test_spellings_of_one_person_share_a_fine_key(one: str, other: str) -> None:
    first, second = (
        {key.value for key in read(name).keys if key.kind == "f"} for name in (one, other)
    )
    assert first & second


def test_accents_composed_or_not_fold_alike() -> None:
    name = "Andrej Babiš"
    assert read(name).folded == read(unicodedata.normalize("NFD", name)).folded
    assert read(name).keys == read(unicodedata.normalize("NFD", name)).keys
