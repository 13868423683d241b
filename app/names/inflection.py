"""Declension: the nominatives that an inflected name may stand for."""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from app.names import tables
from app.names.given import given_names, letters_of
from app.names.name import Gender, Name, Part
from app.names.reader import read
from app.names.roles import ending_gender

CASES = ("pos", "gen", "dat", "acc", "ins", "loc", "voc")
"""Possessives first: their endings are the longer ones."""
RAREST = 60
"""The rank of a word that stays as it is, rarer than any pattern of a language."""
GENDERS: tuple[Gender, ...] = ("m", "f")
SAME_DECLENSION = {"sk": "cs", "bs": "hr", "sh": "hr", "mk": "bg"}
MOST = 8
SHORTEST_STEM = 1
LONGEST_ENDING = 6
LEAST_WEIGHT = -2
_INDECLINABLE = re.compile(r"(?:[еиоуэыєії]|(?<![аеоуюя])ю|[иы]х|ago|[eiouyéàâ])$")


@dataclass(frozen=True, slots=True)
class Nominative:
    """A nominative that an inflected name may stand for.

    case: of the given text: "nom", "gen", ..., "pos" for possessive adjectives. weight: how well
    known its words are, rarity: how rare the endings; only to order the nominatives of one text.
    """

    text: str
    gender: Gender | None
    case: str
    weight: int
    rarity: int = 0


class Pattern(NamedTuple):
    """One ending of one case, and the nominative's ending in its place."""

    kind: str
    gender: Gender
    stem: re.Pattern[str]
    nominative: str
    case: str
    rank: int


class Form(NamedTuple):
    """A word's possible nominative. rank: how rare the pattern is, by its row of the language."""

    text: str
    gender: Gender
    case: str
    rank: int


@lru_cache(maxsize=1)
def _patterns() -> dict[str, dict[str, tuple[Pattern, ...]]]:
    """Language -> ending -> patterns."""
    found: dict[str, dict[str, list[Pattern]]] = defaultdict(lambda: defaultdict(list))
    ranks: Counter[str] = Counter()
    for row in tables.rows("declension.tsv"):
        ranks[row["lang"]] += 1
        gender: Gender = "f" if row["gender"] == "f" else "m"
        nominative = "" if row["nom"] == "-" else row["nom"]
        stem = re.compile(f"(?:{row['stem']})$")
        for case in CASES:
            for ending in filter(None, row[case].split("|")):
                found[row["lang"]]["" if ending == "-" else ending].append(
                    Pattern(row["kind"], gender, stem, nominative, case, ranks[row["lang"]])
                )
    return {
        language: {ending: tuple(some) for ending, some in by_ending.items()}
        for language, by_ending in found.items()
    }


def nominatives(text: str, lang: str, gender: Gender | None = None) -> tuple[Nominative, ...]:
    """List the nominatives that a name, as a text has it, may stand for; likeliest first.

    The text itself is among them. All words agree in gender and case; words that do not decline
    stay. gender: when it is known from elsewhere. Languages without a table give the text alone.
    """
    return _nominatives(text, lang.split("-")[0], gender)


@lru_cache(maxsize=8192)
def _nominatives(text: str, lang: str, gender: Gender | None) -> tuple[Nominative, ...]:
    return declined(read(text, lang), lang, gender)


def declined(name: Name, lang: str, gender: Gender | None = None) -> tuple[Nominative, ...]:
    """List the nominatives of a name that was read already, in whatever language."""
    parts = _in_text_order(
        [part for part in name.parts if part.role not in ("initial", "particle", "suffix")]
    )
    itself = Nominative(name.text, name.gender, "nom", _as_it_stands(parts, name.gender))
    found = {} if gender and itself.gender and gender != itself.gender else {name.text: itself}
    forms = [_forms(part, lang) for part in parts]
    for wanted, case in product((gender,) if gender else GENDERS, CASES):
        ways = [
            [form for form in some if form.gender == wanted and form.case == case] for some in forms
        ]
        if any(ways):
            for way in product(*map(_or_unchanged, ways, parts)):
                candidate = _whole(name.text, parts, way, wanted, case)
                best = found.get(candidate.text)
                if candidate.weight < LEAST_WEIGHT:
                    continue
                if best is None or best.weight < candidate.weight:
                    found[candidate.text] = candidate
                elif best.weight == candidate.weight and best.gender not in (None, wanted):
                    found[candidate.text] = replace(best, gender=None)
    return tuple(sorted(found.values(), key=lambda one: (-one.weight, one.rarity))[:MOST])


def _in_text_order(parts: list[Part]) -> list[Part]:
    """Texts say the given name first; the endings of an inflected name tell roles badly."""
    if len(parts) < 2 or parts[0].role == "given":
        return parts
    first, *middle, last = parts
    return [replace(first, role="given"), *middle, replace(last, role="family")]


def _forms(part: Part, lang: str) -> list[Form]:
    """List the nominatives of one word, those of the commonest patterns first."""
    patterns = _patterns()
    by_ending = patterns.get(lang) or patterns.get(SAME_DECLENSION.get(lang, ""), {})
    word = part.text.lower().replace("’", "'")
    kinds = {"any", part.role}
    if part.role == "unknown":
        kinds |= {"given", "family"}
    found = []
    for length in range(min(LONGEST_ENDING, len(word) - SHORTEST_STEM), -1, -1):
        ending = word[len(word) - length :]
        stem = word[: len(word) - length]
        for kind, gender, fits, nominative, case, rank in by_ending.get(ending, ()):
            if kind in kinds and fits.search(stem):
                whole = _capitals(part.text, stem + nominative)
                found.append(Form(whole, gender, case, rank))
    return sorted(found, key=lambda form: form.rank)


def _capitals(model: str, word: str) -> str:
    if len(model) > 1 and model.isupper():
        return word.upper()
    return word[:1].upper() + word[1:] if model[:1].isupper() else word


def _or_unchanged(forms: list[Form], part: Part) -> list[Form]:
    """The declined forms of a word, and the word itself when it may be indeclinable."""
    if forms and not _INDECLINABLE.search(part.text.lower()):
        return forms
    return [*forms, Form(part.text, "m", "nom", RAREST)]


def _whole(
    text: str, parts: list[Part], way: tuple[Form, ...], gender: Gender, case: str
) -> Nominative:
    """Put the words back into the text and weigh what comes out."""
    weight = int(all(part.text != form.text for part, form in zip(parts, way, strict=True)))
    written, at = [], 0
    for part, form in zip(parts, way, strict=True):
        weight += _worth(part, form.text, gender, alone=len(parts) == 1)
        found = text.find(part.text, at)
        if found >= 0:
            written.append(text[at:found])
            at = found + len(part.text)
        written.append(form.text)
    rarity = sum(form.rank for form in way)
    return Nominative("".join(written) + text[at:], gender, case, weight, rarity)


def _worth(part: Part, word: str, gender: Gender, *, alone: bool) -> int:
    """Weigh a nominative: a given name should be known, a surname should look its gender."""
    letters = letters_of(word)
    known = _known_given(letters, gender) if alone or part.role == "given" else 0
    if known or part.role == "given":
        return known or (-2 if word != part.text else -4)
    shown = ending_gender(letters, part.token.script, "family")
    if shown:
        return 1 if shown == gender else -4
    if word == part.text:
        return 0 if gender == "f" or _INDECLINABLE.search(word.lower()) else -1
    return 1 if gender == "m" else 0


def _as_it_stands(parts: list[Part], gender: Gender | None) -> int:
    """Weigh the name taken for a nominative already."""
    weight = 1
    for part in parts:
        letters = letters_of(part.text)
        if part.role == "given" or len(parts) == 1:
            known = max(_known_given(letters, one) for one in GENDERS)
            weight += known or (-2 if part.role == "given" else 0)
        if part.role == "family" and gender:
            shown = ending_gender(letters, part.token.script, "family")
            weight += 2 if shown == gender else 0
    return weight


def _known_given(letters: str, gender: Gender) -> int:
    """Say how well known a word is as a given name of one gender, 0 when it is not."""
    index = given_names()
    if any(index.genders.get(name) == gender for name in index.full.get(letters, ())):
        return 6
    if any(index.genders.get(name) == gender for name in index.short.get(letters, ())):
        return 5
    return 4 if gender in index.listed.get(letters, "") else 0
