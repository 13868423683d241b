"""Whether two words of one text may be case forms of one name, and whose gender a form shows.

The name engine's stems compare names across languages and lose what is short (Асия, Асию) or formed
by possessive adjectives (Trumpův, Mayeva). Within one text the spelling itself may be compared:
same beginning, and both rests are endings of the language.
"""

import re
from functools import lru_cache

from app.mentions.rules.lexicon import given_genders, is_usual, rows
from app.names import Gender

_LEAST_STEM = 3
_FLEETING = re.compile(r"[eoěеоэёіъ](?=[^\W\daeiouyаеиоуыэюяіїє]$)")


class _Endings:
    """The endings of one language."""

    def __init__(self, lang: str) -> None:
        kinds = {kind: values.split() for code, kind, values in rows("endings.tsv") if code == lang}
        self.case = frozenset("" if ending == "0" else ending for ending in kinds.get("case", ()))
        self.changes = frozenset(tuple(pair.split("-")) for pair in kinds.get("change", ()))
        self.oblique = tuple(kinds.get("oblique", ()))
        self.oblique_given = tuple(kinds.get("oblique_given", ()))
        self.shows: tuple[tuple[re.Pattern[str], Gender], ...] = tuple(
            (re.compile(f"(?:{'|'.join(kinds[gender])})$"), gender)
            for gender in _GENDERS
            if gender in kinds
        )


_GENDERS: tuple[Gender, ...] = ("m", "f")


@lru_cache(maxsize=64)
def _endings(lang: str) -> _Endings:
    return _Endings(lang)


def inflects(lang: str) -> bool:
    """Whether names of this language change by case."""
    return bool(_endings(lang).case)


@lru_cache(maxsize=1 << 15)
def same_word(a: str, b: str, lang: str) -> bool:
    """Whether `a` and `b` may be forms of one word; case of letters does not matter."""
    a, b = a.casefold(), b.casefold()
    if a == b:
        return True
    endings = _endings(lang)
    if not endings.case or a[:2] != b[:2]:
        return False
    return (
        _share_stem(a, b, endings)
        or _share_stem(_FLEETING.sub("", a), b, endings, whole=True)
        or _share_stem(_FLEETING.sub("", b), a, endings, whole=True)
    )


def _share_stem(a: str, b: str, endings: _Endings, *, whole: bool = False) -> bool:
    """Whether two words are one stem with two endings; `whole`: the stem is all of `a`."""
    common = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        common += 1
    if whole and common < len(a):
        return False
    for length in range(common, 1, -1):
        rest_a, rest_b = a[length:], b[length:]
        long_enough = length >= _LEAST_STEM or (len(rest_a) == len(rest_b) == 1)
        if long_enough and rest_a in endings.case and rest_b in endings.case:
            return True
    return any(
        _changed(a[common - 1 :], b[common - 1 :], pair, endings)
        or _changed(a[common:], b[common:], pair, endings)
        for pair in endings.changes
        if common >= _LEAST_STEM
    )


def _changed(rest_a: str, rest_b: str, pair: tuple[str, ...], endings: _Endings) -> bool:
    """Whether the rests are an alternating consonant and an ending each: Łukaszen-ka, -ce."""
    for x, y in ((pair[0], pair[1]), (pair[1], pair[0])):
        if (
            rest_a.startswith(x)
            and rest_b.startswith(y)
            and rest_a[len(x) :] in endings.case
            and rest_b[len(y) :] in endings.case
        ):
            return True
    return False


@lru_cache(maxsize=1 << 14)
def surname_gender(word: str, lang: str) -> Gender | None:
    """Return the gender that a surname shows in whatever case it stands; None when in doubt."""
    word = word.casefold()
    found = {gender for pattern, gender in _endings(lang).shows if pattern.search(word)}
    return found.pop() if len(found) == 1 else None


@lru_cache(maxsize=1 << 14)
def given_gender(word: str, lang: str) -> Gender | None:
    """Return the gender of a given name in whatever case it stands; None when in doubt.

    «Александра» may be a woman, or Александр in the genitive.
    """
    pool = [base for base in bases(word, lang) if given_genders(base)]
    pool = [base for base in pool if is_usual(base)] or [base for base in pool if len(base) > 3]
    if pool and pool[0] == word.casefold() and word[-1] not in "aauаяую":
        pool = pool[:1]
    genders = {gender for base in pool for gender in given_genders(base)}
    if genders == {"m"}:
        return "m"
    return "f" if genders == {"f"} else None


@lru_cache(maxsize=1 << 14)
def never_nominative(word: str, lang: str, *, is_given: bool) -> bool:
    """Whether a name that ends so stands in another case: Колесниковой, Терезы."""
    endings = _endings(lang)
    word = word.casefold()
    return word.endswith(endings.oblique) or (is_given and word.endswith(endings.oblique_given))


def bases(word: str, lang: str) -> list[str]:
    """Return `word` and the nominatives whose case form it may be, unchecked."""
    word = word.casefold()
    found = [word]
    case = _endings(lang).case
    nominative = _NOMINATIVE["\u0400" <= word[:1] <= "\u052f"]
    for length in range(len(word), max(len(word) - 4, 1), -1):
        if word[length:] in case:
            stem = word[:length]
            found += [stem + ending for ending in nominative if stem + ending != word]
    return list(dict.fromkeys(found))


_NOMINATIVE = {
    True: ("", "а", "я", "й", "ь", "о", "ия", "ій", "ий", "ія"),
    False: ("", "a", "o", "ia", "e", "i", "y", "as"),
}
"""What nominatives end in, in Cyrillic and in Latin letters."""
