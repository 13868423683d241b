"""Texts with marked names, made of our own sentences and of people who do not exist."""

import random
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import word_lists as lists
from people import CYRILLIC, FOLDER, Pool, decline, mutate, own_table, possessive

from app.mentions.sequence.lexicon import GIVEN, Mark, lexicon
from app.mentions.sequence.words import fold

_SLOT = re.compile(r"\{([^}]*)\}")
_NUMBERS = ("II", "II", "III", "IV", "VI", "VIII", "XII", "XIV", "XVI", "XXIII")
_PLACE_MARKS = Mark.COUNTRY | Mark.CITY


@dataclass
class Person:
    """Somebody of one text."""

    given: str
    family: str
    gender: str
    middle: str  # an initial, a second name, or nothing
    family_first: bool
    given_only: bool
    seen: int = 0


class Author:
    """Writes texts in one language; the same seed writes the same texts."""

    def __init__(self, lang: str, rigour: Path, seed: int = 7) -> None:
        self.lang = lang
        self.rng = random.Random(f"{seed}{lang}")  # noqa: S311 - to be repeatable
        self.pool = Pool(lang, rigour, self.rng)
        self.sentences = _sentences()[lang]
        self.countries = [n for n in lists.countries(lang) if lists.is_word(n) and "-" not in n]
        self.cities = _cities(lang)

    def text(self, number: int) -> dict[str, Any]:
        """Return one text as a row of the benchmark's format."""
        people = [self._person() for _ in range(self.rng.choice((2, 3, 3, 4, 5)))]
        scene = {
            "C": [self.rng.choice(self.cities) for _ in range(3)],
            "K": [self.rng.choice(self.countries) for _ in range(3)],
            "O": [self._organisation() for _ in range(2)],
        }
        text, mentions = "", []
        most = min(len(self.sentences), self.rng.randint(8, 18))
        for sentence in self.rng.sample(self.sentences, most):
            order = sorted(people, key=lambda p: people.index(p) + self.rng.random() * 3)
            position = 0
            for slot in _SLOT.finditer(sentence):
                text += sentence[position : slot.start()]
                position = slot.end()
                filled, is_name = self._fill(slot[1], order, scene)
                if is_name:
                    mentions.append((len(text), len(text) + len(filled)))
                text += filled
            text += sentence[position:]
            text += self.rng.choice("  \n") if text[-1] in '.!?”"' else "\n"
        return {
            "id": f"silver-{self.lang}-{number}",
            "lang": self.lang,
            "topic": "silver",
            "text": text,
            "mentions": [{"start": a, "end": b, "surface": text[a:b]} for a, b in mentions],
            "neutral": [],
        }

    def _fill(
        self, slot: str, people: list[Person], scene: dict[str, list[str]]
    ) -> tuple[str, bool]:
        kind, case = slot[0], slot[1:] or "n"
        if kind.isdigit():
            person = people[(int(kind) - 1) % len(people)] if kind != "0" else self._person()
            if case[0] == ":":
                masculine, _, feminine = case[1:].partition("|")
                return (masculine if person.gender == "m" else feminine), False
            if case == "p":
                return self._possessive(person), True
            if len(case) > 1:
                return self._styled(person, case[0], case[1]), True
            return self._name(person, case), True
        if kind in "CK":
            place = self.rng.choice(scene[kind])
            gender = "f" if place[-1] in "aаяе" else "m"
            return decline(place, self.lang, gender, case, "place", self.rng), False
        if kind == "O":
            known = self.rng.random() < 0.6
            return (self.rng.choice(scene["O"]) if known else self._organisation()), False
        if kind == "W":
            return self._word(50).capitalize(), False
        if kind == "B":
            return " ".join(self._word(0) for _ in range(self.rng.randint(2, 7))), False
        return self.rng.choice(self.cities + self.countries), False

    def _person(self) -> Person:
        rng, gender = self.rng, self.rng.choice("mmmf")
        given, family = self.pool.full(gender)
        chance = rng.random()
        if chance < 0.03:
            given = rng.choice(self.cities)
        elif chance < 0.05:
            family = rng.choice(self.cities)
        elif chance < 0.2:
            family = mutate(family, rng)
        if rng.random() < 0.04:
            family += f"-{rng.choice(self.pool.native.family['m'])}"
        chance = rng.random()
        other = self.pool.given("m")
        middle = f"{other[0]}." if chance < 0.04 else other if chance < 0.08 else ""
        return Person(given, family, gender, middle, "-" in given, rng.random() < 0.07)

    def _name(self, person: Person, case: str) -> str:
        """Name a person: in full at first, then mostly by the surname."""
        rng = self.rng
        given = decline(person.given, self.lang, person.gender, case, "given", rng)
        family = decline(person.family, self.lang, person.gender, case, "family", rng)
        person.seen += 1
        chance = rng.random()
        if person.given_only:
            return given
        if (person.seen == 1 and chance < 0.9) or chance < 0.25:
            if person.family_first or chance < 0.02:
                return f"{family} {given}"
            return " ".join(filter(None, (given, person.middle, family)))
        if chance < 0.31:
            return f"{person.given[0]}.{rng.choice((' ', ''))}{family}"
        if chance < 0.35:
            return given
        if chance < 0.5 and self.lang == "sl" and person.gender == "f":
            return self._slovene(person.family, case)
        return family

    def _styled(self, person: Person, case: str, style: str) -> str:
        """Name a person as the sentence asks: see the head of sentences.tsv."""
        rng = self.rng
        given = decline(person.given, self.lang, person.gender, case, "given", rng)
        family = decline(person.family, self.lang, person.gender, case, "family", rng)
        person.seen += 1
        other = self.pool.given("m")[0]
        space = rng.choice((" ", ""))
        letters = f"{person.given[0]}." + (f"{space}{other}." if rng.random() < 0.6 else "")
        if style == "g":
            return given
        if style == "k":
            return given if self.lang == "be" else f"{given} {rng.choice(_NUMBERS)}"
        if style == "i":
            return f"{letters}{rng.choice((' ', ' ', ''))}{family}"
        if style == "r":
            return f"{family} {letters}"
        if style == "x" or (style == "b" and person.family_first):
            return f"{family} {given}"
        if style == "b":
            return " ".join(filter(None, (given, person.middle, family)))
        if self.lang == "sl" and person.gender == "f" and rng.random() < 0.4:
            return self._slovene(person.family, case)
        return family

    def _slovene(self, family: str, case: str) -> str:
        if family[-1] in "aeiou":
            return family
        return decline(
            family + self.rng.choice(("ova", "eva")), "sl", "f", case, "family", self.rng
        )

    def _possessive(self, person: Person) -> str:
        if " " in person.family:
            return person.family
        name = person.family if self.rng.random() < 0.8 else person.given
        return possessive(name, self.lang, person.gender, self.rng)

    def _word(self, least: int) -> str:
        """Return a word of everyday, never a name."""
        words = lists.frequent_words(self.lang) or _belarusian()
        pool = words[least : 3000 if self.rng.random() < 0.5 else 30_000]
        for _ in range(20):
            word = self.rng.choice(pool)
            marks = lexicon().marks_of(fold(word))
            if len(word) > 2 and not marks & (GIVEN | Mark.FAMILY | _PLACE_MARKS):
                return word
        return words[0]

    def _organisation(self) -> str:
        rng, table = self.rng, own_table("organisations.tsv")
        is_cyrillic = self.lang in CYRILLIC
        chance = rng.random()
        if chance < 0.12:
            name = rng.choice(_surnames()) if rng.random() < 0.5 else rng.choice(_cities("de"))
            return f"{name} {rng.choice(table['after a name'])}"
        if chance < 0.22:
            if rng.random() < 0.5:
                return rng.choice(table["cyrillic acronyms" if is_cyrillic else "* acronyms"])
            return "".join(
                rng.choice("ABCDEFGHIKLMNOPRST") for _ in range(rng.choice((2, 3, 3, 4)))
            )
        is_local = chance < (0.6 if is_cyrillic else 0.5)
        name = rng.choice(table[self.lang] if is_local else table["*"])
        if rng.random() < 0.2:
            name = " ".join(mutate(w, rng) if len(w) > 4 else w for w in name.split(" "))
        quoted = 0.65 if is_cyrillic and is_local else 0.15
        return (
            f"{'«' if is_cyrillic else '„'}{name}{'»' if is_cyrillic else '“'}"
            * (rng.random() < quoted)
            or name
        )


@cache
def _sentences() -> dict[str, list[str]]:
    sentences = defaultdict(list)
    for line in (FOLDER / "sentences.tsv").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            lang, sentence = line.split("\t")
            sentences[lang].append(sentence)
    return sentences


@cache
def _cities(lang: str) -> list[str]:
    """Cities of more than 300,000 people, in the script of the language."""
    large = [city for city in lists.cities() if city["population"] > 300_000]
    if lang not in CYRILLIC:
        return [city["name"] for city in large if lists.is_word(city["name"])]
    spelt = (
        next((n for n in city["alternatenames"] if lists.script(n) == "cyrillic"), "")
        for city in large
    )
    return [name for name in spelt if lists.is_word(name)]


@cache
def _surnames() -> list[str]:
    return lists.faker_names("en_US").family["m"] + lists.faker_names("de_DE").family["m"]


@cache
def _belarusian() -> list[str]:
    lines = (FOLDER / "belarusian_words.txt").read_text("utf-8").splitlines()
    return [word for line in lines if not line.startswith("#") for word in line.split()]
