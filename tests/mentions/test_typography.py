"""However a name is typeset, it is found, and its offsets cut it out of the text as posted."""

import unicodedata
from collections.abc import Callable

import pytest

from app.mentions import Text, find

SENTENCES = {  # language: text with {} for the name, the name
    "en": ("President {} spoke in Prague on Friday.", "Václav Havel"),
    "ru": ("Писатель {} приехал в Москву.", "Сергей Довлатов"),
    "be": ("Пісьменнік {} прыехаў у Мінск.", "Васіль Быкаў"),
    "uk": ("Письменник {} приїхав до Києва.", "Юрій Андрухович"),
    "pl": ("Prezydent {} przyjechał do Krakowa.", "Lech Wałęsa"),
    "cs": ("Prezident {} přijel do Brna.", "Václav Havel"),
    "bg": ("Писателят {} пристигна в София.", "Георги Господинов"),
    "sl": ("Pisatelj {} je prišel v Ljubljano.", "Drago Jančar"),
    "de": ("Der Schriftsteller {} las in der Stadthalle.", "Günter Grass"),
    "fr": ("Le président {} est arrivé à Lyon.", "François Mitterrand"),
    "es": ("El escritor {} llegó a Madrid.", "Camilo José Cela"),
    "it": ("Lo scrittore {} viveva a Torino.", "Cesare Pavese"),
    "lt": ("Poetas {} gyveno Vilniuje.", "Justinas Marcinkevičius"),
}
SURFACES: dict[str, Callable[[str], str]] = {
    "as it is": lambda name: name,
    "soft hyphen": lambda name: name[:-3] + "\u00ad" + name[-3:],
    "zero width space": lambda name: name[:-2] + "\u200b" + name[-2:],
    "no-break space": lambda name: name.replace(" ", "\u00a0"),
    "entity for the space": lambda name: name.replace(" ", "&nbsp;"),
    "entity for a letter": lambda name: f"&#{ord(name[0])};{name[1:]}",
    "decomposed accents": lambda name: unicodedata.normalize("NFD", name),
}
AROUND = {
    "entities before": "Sport &amp; Kultur. &quot;Nein&quot; &mdash; {}",
    "markup": "<p>{}</p>",
    "emoji before": "😀😀 {}",
    "carriage returns": "\r\n\r\n{}\r\n",
}


def cut(text: str, lang: str) -> list[str]:
    reading = find(Text(None, text, lang)).settle()
    assert all(text[m.start : m.end] == m.surface for m in reading.mentions)
    return [mention.surface for mention in reading.mentions]


@pytest.mark.parametrize("way", SURFACES)
@pytest.mark.parametrize("lang", SENTENCES)
def test_a_name_is_found_however_it_is_typeset(lang: str, way: str) -> None:
    sentence, name = SENTENCES[lang]
    surface = SURFACES[way](name)
    assert cut(sentence.format(surface), lang) == [surface]


@pytest.mark.parametrize("around", AROUND)
@pytest.mark.parametrize("lang", SENTENCES)
def test_offsets_hold_whatever_stands_around(lang: str, around: str) -> None:
    sentence, name = SENTENCES[lang]
    assert name in cut(AROUND[around].format(sentence.format(name)), lang)


@pytest.mark.parametrize("lang", SENTENCES)
def test_the_clean_name_has_nothing_of_its_typesetting(lang: str) -> None:
    sentence, name = SENTENCES[lang]
    surface = SURFACES["soft hyphen"](name).replace(" ", "\u00a0")
    reading = find(Text(None, sentence.format(surface), lang)).settle()
    assert [mention.name for mention in reading.mentions] == [name]


@pytest.mark.parametrize("lang", SENTENCES)
def test_a_headline_in_capitals_names_the_person_of_the_text(lang: str) -> None:
    sentence, name = SENTENCES[lang]
    text = f"{name.upper()}\n\n{sentence.format(name)}"
    assert cut(text, lang) == [name.upper(), name]
    assert len(find(Text(None, text, lang)).settle().chains) == 1


@pytest.mark.parametrize("lang", ["ru", "be", "uk", "bg"])
def test_a_latin_letter_inside_a_cyrillic_name_changes_nothing(lang: str) -> None:
    sentence, name = SENTENCES[lang]
    surface = name.replace("о", "o").replace("і", "i").replace("а", "a")
    assert surface != name
    assert cut(sentence.format(surface), lang) == [surface]
