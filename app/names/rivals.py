"""Words that read alike and are two names for all that.

Readings merge what the languages exchange, so that one name in two spellings meets itself. Here is
the other side: differences that no two languages exchange (Белов, Балов), that only a far-fetched
reading bridges (Alain, Julien), or that a table knows to be two names (Hans, Heinz).
"""

import re
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from app.names import tables
from app.names.name import Token

PAIRS = 1 << 17
FAR_FETCHED = 4
"""Places of a shared reading among those of both words: from here on, two listed given names."""
WEST = "west"
WESTERN = "czech"
_EXCHANGED = tuple(
    (re.compile(pattern), instead)
    for pattern, instead in (
        ("[ая]я$", "а"),
        ("[ьъ'’]", ""),
        ("[іїы]", "и"),
        ("[ёєэя]", "е"),
        ("ие(?=в)", "и"),
        ("о", "а"),
        ("ґ", "г"),
        ("шч", "щ"),
        ("дз(?=[еиаювм]|$)", "д"),
        ("ц(?=[еиаювм]|$)", "т"),
        ("(?<=[ржшчщц])е", "а"),
        ("[ўл](?=$|[^аеиуюя])", "в"),
        ("аува|ува", "ва"),
        ("иа", "а"),
        ("(?<=[иае])й|й(?=[ие])", ""),
        ("(.)\\1+", "\\1"),
    )
)
_VOWEL = re.compile("(?<=[бвгджзклмнпрстфхцчш])ъ(?=[бвгджзклмнпрстфхцчш])")
_SUFFIX_EN = "-en"
_GERMAN = re.compile(r"w|sch|j|ß")
_BEFORE_CONSONANT = re.compile(r"[^aeiouyhj]")


def are_two_names(one: Token, two: Token, shared: str) -> bool:
    """Whether two words that share a reading are two names for all that."""
    return (
        _two_given_names(one, two)
        or _only_far_fetched(one, two)
        or _only_reduced(one, two)
        or _one_letter_else(one, two, shared)
    )


def _are_tied(one: Token, two: Token) -> bool:
    """Whether a table lists the words together."""
    return bool(
        one.given & two.given
        or one.groups & two.groups
        or one.nicks & two.given
        or one.given & two.nicks
        or one.nicks & two.nicks
    )


def _identities(token: Token) -> frozenset[str]:
    """The given names a word is, the English rows of one name (stephen-en) not apart."""
    return frozenset(name.removesuffix(_SUFFIX_EN) for name in token.given)


@lru_cache(maxsize=PAIRS)
def two_identities(one: Token, two: Token) -> bool:
    """Whether the table of given names knows both words, as two names that nothing ties."""
    first, second = _identities(one), _identities(two)
    return bool(first and second and not first & second and not _are_tied(one, two))


def _two_given_names(one: Token, two: Token) -> bool:
    """Whether both are known given names, and two names that only read alike.

    Hans and Heinz share a reading when one is read as German and the other as Polish.
    """
    if two_identities(one, two):
        return True
    if one.script != two.script or not (one.genders and two.genders):
        return False
    if _are_tied(one, two) or one.nicks or two.nicks:
        return False
    first, second = dict(one.readings), dict(two.readings)
    return not any(set(first[key]) & set(second[key]) for key in first.keys() & second.keys())


def _only_far_fetched(one: Token, two: Token) -> bool:
    """Whether two listed given names meet in readings only that both spellings seldom have."""
    if one.script != two.script or not (one.genders and two.genders) or _are_tied(one, two):
        return False
    places = {reading: at for at, (reading, _) in enumerate(one.readings)}
    others = {reading: at for at, (reading, _) in enumerate(two.readings)}
    return all(
        places[reading] + others[reading] >= FAR_FETCHED
        for reading in places.keys() & others.keys()
    )


def _only_reduced(one: Token, two: Token) -> bool:
    """Whether two Cyrillic words share a reading by reduced vowels that no two languages exchange.

    Белов and Балов; but Беляцкий and Бяляцкі, Бондаренко and Бандарэнка are one name, and so are
    Байден and Байдън: the Bulgarian vowel stands for any.
    """
    if bool(_VOWEL.search(one.letters)) != bool(_VOWEL.search(two.letters)):
        return False
    if one.script != "Cyrl" or two.script != "Cyrl" or one.groups & two.groups:
        return False
    if one.given & two.given:
        return False
    return exchanged(one.letters) != exchanged(two.letters)


@lru_cache(maxsize=PAIRS)
def exchanged(letters: str) -> str:
    """Cyrillic letters with all that East Slavic languages exchange made one."""
    for pattern, instead in _EXCHANGED:
        letters = pattern.sub(instead, letters)
    return letters


def _one_letter_else(one: Token, two: Token, shared: str) -> bool:
    """Whether two Latin words differ in one place only, in letters that no spelling exchanges.

    All else being spelt alike, they are in one spelling system, and Sakharov is not Zakharov,
    Petersen not Peterson; but Selenskyj and Zelenskyj are one name, for German is written so.
    """
    if one.script != "Latn" or two.script != "Latn" or not shared:
        return False
    if one.given & two.given or one.groups & two.groups:
        return False
    x, y = one.ascii, two.ascii
    places = [place for place in Levenshtein.opcodes(x, y) if place.tag != "equal"]
    if len(places) != 1:
        return False
    begin, end = places[0].src_start, places[0].src_end
    old, new = x[begin:end], y[places[0].dest_start : places[0].dest_end]
    before, after = x[:begin], x[end:]
    if {old, new} == {"s", "z"}:
        return not before and not (_GERMAN.search(x) or _GERMAN.search(y))
    if {old, new} == {"e", "o"}:
        return before.endswith("s") and after == "n"
    chopped = {old, new} == {"", "ch"} and _BEFORE_CONSONANT.match(after) is not None
    return chopped or {old, new} == {"l", "h"}


@lru_cache(maxsize=1)
def _kept_apart() -> dict[str, tuple[tuple[frozenset[str], str], ...]]:
    """Word -> the rows that keep it apart from others: the others, and where."""
    found: dict[str, list[tuple[frozenset[str], str]]] = {}
    for row in tables.rows("kept_apart.tsv"):
        names = frozenset(row["names"].split())
        for name in names:
            found.setdefault(name, []).append((names - {name}, row["where"]))
    return {name: tuple(rows) for name, rows in found.items()}


def are_kept_apart(one: Token, two: Token, *, slavic: bool, western: bool) -> bool:
    """Whether the table keeps two given names apart.

    slavic: beside East Slavic surnames, western: beside Czech or Polish ones.
    """
    return any(
        two.letters in others and (western if where == WESTERN else not (slavic and where == WEST))
        for others, where in _kept_apart().get(one.letters, ())
    )
