"""Build app/mentions/tables/lexicon.bin: what each word is listed as. See word_lists.py.

Usage: lexicon.py RIGOUR_WHEEL NATASHA_WHEEL (by `make train-mentions`).
"""

import re
import sys
from array import array
from collections import Counter, defaultdict
from pathlib import Path
from zlib import crc32

import word_lists as lists

from app.mentions.sequence.lexicon import GIVEN, Mark
from app.mentions.sequence.words import SOUND, fold, nominatives

TABLES = Path(__file__).parents[2] / "app/mentions/tables"
LANGUAGES = (
    "en",
    "ru",
    "uk",
    "pl",
    "cs",
    "sk",
    "bg",
    "mk",
    "sl",
    "hr",
    "de",
    "fr",
    "es",
    "it",
    "lt",
)
COUNTRY_LANGUAGES = ("be", "sr", *LANGUAGES)
NEAR = frozenset(re.findall("..", "BYRUUAPLCZSKBGMKSIHRRSDEFRESITLTLVEEGBIEATCHBENLROHU"))
SMALL_TOWNS = frozenset({"BY", "UA"})
_COMMON = 50_000  # words of a language that count as everyday words
_UNTOLD = 20_000  # the same where no speller tells words from names
_FREQUENT = 1_500
_GIVEN_WORDS, _FAMILY_WORDS = 1_500, 4_000  # a name that is less frequent than this is no word
_FULL_GROUP = 6
_NAMED = re.compile(  # islands and saints, which are called after people
    r"\b(?:isl|île|isol|insel|ilh|ilot|eil|ostr|остр|астр|wysp|otoc|otok|острв|sal|sain|san\b|sant"
    r"|st\.|sv|св|сент|сэнт|сан\b)",
    re.IGNORECASE,
)


def main() -> None:
    """Write the lexicon."""
    marks = names(Path(sys.argv[1]), Path(sys.argv[2]))
    places(marks)
    by_checksum: dict[int, int] = defaultdict(int)
    for word, listed in marks.items():
        by_checksum[crc32(word.encode())] |= listed
    for sound, listed in sounds(marks).items():
        by_checksum[crc32(sound.encode())] |= listed
    for lang, words in everyday(marks).items():
        for rank, word in words:
            mark = Mark.FREQUENT if rank < _FREQUENT else Mark.COMMON
            by_checksum[crc32(f"{lang}:{word}".encode())] |= mark
    checksums = sorted(by_checksum)
    stored = array("I", checksums)
    if sys.byteorder == "big":
        stored.byteswap()
    flags = bytes(by_checksum[checksum] for checksum in checksums)
    (TABLES / "lexicon.bin").write_bytes(stored.tobytes() + flags)
    sys.stdout.write(f"{len(checksums)} entries\n")


def names(rigour: Path, natasha: Path) -> dict[str, int]:
    """Return the marks of names."""
    marks: dict[str, int] = defaultdict(int)
    locales = (*lists.FAKER.values(), *lists.MORE_FAKER.split())
    for source in (*map(lists.faker_names, locales), *lists.mimesis_names()):
        for gender, mark in (("m", Mark.MASCULINE), ("f", Mark.FEMININE)):
            add(marks, source.given[gender], mark)
            add(marks, source.family[gender], Mark.FAMILY)
    first, last = lists.russian_names(natasha)
    known = dict(marks)
    for word in first:
        if not known.get(fold(word), 0) & GIVEN:
            add(marks, [word], Mark.FEMININE if word[-1] in "ая" else Mark.MASCULINE)
    add(marks, last, Mark.FAMILY)
    for gender, forms_of in lists.own_given_names():
        add(marks, forms_of, Mark.MASCULINE if gender == "m" else Mark.FEMININE)
    add(marks, lists.holy_names(), Mark.MASCULINE)
    known = dict(marks)
    for forms in lists.name_groups(rigour):
        votes = Counter(known.get(fold(form), 0) & GIVEN for form in forms)
        telling = sum(count for vote, count in votes.items() if vote)
        passed_on = 0
        if telling > 1 and telling * 2 >= min(len(forms), _FULL_GROUP):
            for vote in votes:
                passed_on |= vote
        for form in forms:
            given = 0 if known.get(fold(form), 0) & GIVEN else passed_on
            add(marks, [form], Mark.NAME | given)
    return marks


def places(marks: dict[str, int]) -> None:
    """Add the marks of countries and cities."""
    for lang in COUNTRY_LANGUAGES:
        for name in lists.countries(lang):
            words = [w for w in re.split(r"[^\w'’]+", name) if w[:1].isupper() and len(w) > 3]
            if len(words) > 2 or _NAMED.search(
                name
            ):  # Heard, Marshall and Saint Vincent are people
                words = [w for w in words if not marks.get(fold(w), 0)]
            add(marks, words, Mark.COUNTRY)
    for city in lists.cities():
        code, people = city["countrycode"], city["population"]
        if people >= (15_000 if code in NEAR else 100_000 if code == "US" else 150_000):
            for name in (city["name"], *city["alternatenames"]):
                if name[:1].isupper() and not name.isupper() and lists.script(name):
                    add(marks, [name], Mark.CITY)


def sounds(marks: dict[str, int]) -> dict[str, int]:
    """Return, for what the names sound like in plain letters, what they are listed as."""
    heard: dict[str, int] = defaultdict(int)
    for word, listed in marks.items():
        mark = listed & (GIVEN | Mark.NAME | Mark.FAMILY)
        if mark and len(word) > 2 and not listed & (Mark.COUNTRY | Mark.CITY):
            for sound in lists.readings(word):
                heard[SOUND + sound] |= mark
    return heard


def everyday(marks: dict[str, int]) -> dict[str, list[tuple[int, str]]]:
    """Return, for each language, its everyday words with their rank, less those that are names."""
    words = {
        lang: list(
            enumerate(lists.frequent_words(lang, _COMMON if lang in lists.SPELLERS else _UNTOLD))
        )
        for lang in LANGUAGES
    }
    words["be"] = [(0, word) for word in belarusian()]
    words["be"] += [(_FREQUENT, word) for word in _untold(marks)]
    for lang in LANGUAGES:
        words[lang] = [
            (rank, word)
            for rank, word in words[lang]
            if (
                rank < _GIVEN_WORDS
                or not (
                    marks[word] & GIVEN or (marks[word] & Mark.FAMILY and rank >= _FAMILY_WORDS)
                )
            )
            and lists.is_spelt(word, lang, small=_is_a_name(word, lang, marks))
        ]
    return words


def _is_a_name(word: str, lang: str, marks: dict[str, int]) -> bool:
    """Whether a word is listed as any name, or may be a case form of somebody's."""
    bases = nominatives(word, lang)
    return bool(marks[word]) or any(marks.get(b, 0) & (GIVEN | Mark.FAMILY) for b in bases)


def _untold(marks: dict[str, int]) -> list[str]:
    """Return the Belarusian words and forms that are no listed names.

    Left out are the forms that show what they are forms of, and nothing else.
    """
    words, forms = lists.belarusian_words()
    kept = []
    for form in forms:
        bases = set(nominatives(form, "be"))
        is_told = not words.isdisjoint(bases) and not any(marks.get(base, 0) for base in bases)
        if not marks.get(form, 0) and (form in words or not is_told):
            kept.append(form)
    return sorted(kept)


def belarusian() -> list[str]:
    """Return frequent words of Belarusian, which wordfreq lacks; written for this project."""
    path = Path(__file__).parent / "belarusian_words.txt"
    lines = path.read_text("utf-8").splitlines()
    return [word for line in lines if not line.startswith("#") for word in line.split()]


def add(marks: dict[str, int], words: list[str], mark: int) -> None:
    """Mark every part of every word."""
    for word in words:
        for part in re.split(r"[ -]", word):
            if len(part) > 1 and lists.is_word(part):
                marks[fold(part)] |= mark


if __name__ == "__main__":
    main()
