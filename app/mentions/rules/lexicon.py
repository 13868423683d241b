"""What a language's cue files say about single words, as flags; looked up once per word."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from importlib.resources import files

from app.mentions.sequence.lexicon import GIVEN as LISTED_GIVEN
from app.mentions.sequence.lexicon import Mark
from app.mentions.sequence.words import word as listed_word
from app.names import is_given, read

CUES = files("app.mentions") / "cues"

ADDRESS = 1 << 0
ROLE = 1 << 1
KIN = 1 << 2
SPEECH = 1 << 3
PARTY = 1 << 4
ORG = 1 << 5
SITE = 1 << 6
PLACE = 1 << 7
COUNTRY = 1 << 8
CITY = 1 << 9
PEOPLE = 1 << 10
TIME = 1 << 11
STOP = 1 << 12
PARTICLE = 1 << 13
SUFFIX = 1 << 14
NEAR = 1 << 15
SURNAME = 1 << 16  # ends as surnames do and hardly anything else
GIVEN = 1 << 17
COMMON = 1 << 18  # a word of the general vocabulary
MALE = 1 << 19  # before a name: says that it is a man's
FEMALE = 1 << 20
SUFFIXED = 1 << 21  # hangs on a name by a hyphen without being part of it: Trump-era
GREETING = 1 << 22  # what people say to one another: hi, thanks
INVERTED = 1 << 23  # verbs that stand before their speaker: said Mauer.
USUAL = 1 << 24  # a given name that is common enough to name somebody alone
FRONT = 1 << 25  # begins names of places: San Francisco, but Aung San Suu Kyi
WORDLIKE = 1 << 26  # a given name that begins sentences as a word: Hope, Will

_CLASSES = {
    "address": ADDRESS,
    "role": ROLE,
    "kin": KIN,
    "speech": SPEECH,
    "party": PARTY,
    "org": ORG,
    "site": SITE,
    "wordlike": WORDLIKE,
    "front": FRONT,
    "place": PLACE,
    "country": COUNTRY,
    "city": CITY,
    "people": PEOPLE,
    "time": TIME,
    "stop": STOP,
    "particle": PARTICLE,
    "suffix": SUFFIX,
    "near": NEAR,
    "surname": SURNAME,
    "common": COMMON,
    "male": MALE,
    "female": FEMALE,
    "greeting": GREETING,
    "inverted": INVERTED,
    "suffixed": SUFFIXED,
}
FLAGS = {**_CLASSES, "given": GIVEN, "usual": USUAL}
_LEAST_STEM = 3


def rows(name: str) -> Iterator[list[str]]:
    """Return the rows of a cue file, without comments; none where there is no such file."""
    path = CUES / name
    if path.is_file():
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip() and not line.startswith("#"):
                yield line.split("\t")


class _Cues:
    """The words, beginnings and endings of one cue file, with their flags."""

    def __init__(self, lang: str) -> None:
        self.whole: dict[str, int] = {}
        self.beginnings: dict[str, int] = {}
        self.endings: dict[str, int] = {}
        for name, words in rows(f"{lang}.tsv"):
            for word in words.split():
                self._add(word, _CLASSES[name])
        self.longest = max(map(len, (*self.beginnings, *self.endings)), default=0)

    def _add(self, word: str, flag: int) -> None:
        if word.startswith("*"):
            self.endings[word[1:]] = self.endings.get(word[1:], 0) | flag
        elif word.endswith("*"):
            self.beginnings[word[:-1]] = self.beginnings.get(word[:-1], 0) | flag
        else:
            self.whole[word] = self.whole.get(word, 0) | flag

    def of(self, word: str) -> int:
        found = self.whole.get(word, 0)
        for length in range(_LEAST_STEM - 1, min(self.longest, len(word)) + 1):
            found |= self.beginnings.get(word[:length], 0)
            if len(word) - length >= _LEAST_STEM:
                found |= self.endings.get(word[-length:], 0)
        return found


@lru_cache(maxsize=64)
def lexicon(lang: str) -> Callable[[str], int]:
    """Return the function word -> flags of a language. Words may be in any case."""
    if not (CUES / f"{lang}.tsv").is_file():
        return partial(_listed, lang)
    cues = _Cues(lang)
    vocabulary = frozenset(row[0] for row in rows(f"{lang}_words.tsv"))
    is_common = _common_english if lang == "en" else frozenset.__contains__

    @lru_cache(maxsize=1 << 16)
    def flags(text: str) -> int:
        word = text.casefold().replace("’", "'").rstrip(".")
        found = cues.of(word)
        if not text.islower() and given_genders(word):  # a small word is asked of many times
            found |= GIVEN | (USUAL if word in _given() or not word.isascii() else 0)
        if is_common(vocabulary, word):
            found |= COMMON
        return found

    return flags


_LISTED_CLASSES = {
    "role": ROLE,
    "kin": KIN,
    "title": ADDRESS,
    "speech": SPEECH,
    "org": ORG,
    "brand": ORG,
    "geo": SITE,
    "at": NEAR,
    "folk": PEOPLE,
}
_LISTED_MARKS = (
    (LISTED_GIVEN, GIVEN | USUAL),
    (Mark.COUNTRY, COUNTRY),
    (Mark.CITY, CITY),
    (Mark.FREQUENT | Mark.COMMON, COMMON),
)


@lru_cache(maxsize=1 << 16)
def _listed(lang: str, word: str) -> int:
    """Return the flags of a word of a language without a cue file, from the lists of all."""
    known = listed_word(word, lang)
    found = _LISTED_CLASSES.get(known.word_class, 0)
    for mark, flag in _LISTED_MARKS:
        if (known.marks | known.stem_marks) & mark:
            found |= flag
    return found


def _common_english(vocabulary: frozenset[str], word: str) -> bool:
    """Whether a word or what it is inflected from is in the vocabulary."""
    if word in vocabulary:
        return True
    for ending, replacements in _ENGLISH_ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST_STEM:
            stem = word[: -len(ending)]
            if any(stem + replacement in vocabulary for replacement in replacements):
                return True
            if stem[-1] == stem[-2] and stem[:-1] in vocabulary:
                return True
    prefix = _ENGLISH_PREFIX.match(word)
    return prefix is not None and _common_english(vocabulary, word[prefix.end() :])


_ENGLISH_PREFIX = re.compile("(?:un|re|in|dis|pre|non|over|mis|im)(?=.{4})")
_ENGLISH_ENDINGS = (
    ("ies", ("y",)),
    ("es", ("", "e")),
    ("s", ("",)),
    ("ied", ("y",)),
    ("ed", ("", "e")),
    ("ing", ("", "e")),
    ("er", ("", "e")),
    ("ers", ("", "e")),
    ("ly", ("", "le")),
    ("ness", ("",)),
)


@lru_cache(maxsize=1)
def _given() -> dict[str, frozenset[str]]:
    names: dict[str, frozenset[str]] = {}
    for gender, words in rows("given.tsv"):
        genders = frozenset("mf") if gender == "u" else frozenset(gender)
        for word in words.split():
            names[word] = names.get(word, frozenset()) | genders
    return names


def given_genders(word: str) -> frozenset[str]:
    """Return the genders of those who bear a given name; empty when it is none we know."""
    return _given().get(word.casefold(), frozenset()) | is_given(word)


@lru_cache(maxsize=1 << 14)
def is_usual(word: str) -> bool:
    """Whether a given name is common; the large lists have London and Paris, too."""
    if word.casefold() in _given():
        return True
    parts = read(word).parts
    return len(parts) == 1 and bool(parts[0].token.given or parts[0].token.nicks)
