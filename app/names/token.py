"""Reading one word of a name."""

from functools import lru_cache

from app.names import given, skeleton, tables
from app.names.decode import read_word
from app.names.fallback import romanised
from app.names.groups import name_groups
from app.names.keys import word_keys
from app.names.name import Token
from app.names.orthography import plausible
from app.names.script import main_script

READ_BY_LETTERS = frozenset({"Latn", "Cyrl", "Grek", "Geor", "Armn", "Arab", "Hebr"})
ROMANISED_AS = {"Hani": ("zh", "en", "ja"), "Hang": ("ko",), "Hira": ("ja",), "Kana": ("ja", "en")}
"""The orthographies that unidecode's romanisation of a script is read under."""
MOST_FINE = 32


@lru_cache(maxsize=8192)
def read_token(letters: str, script: str, codes: tuple[str, ...]) -> Token:
    """Read a word (folded, composed, without apostrophes) under these orthographies."""
    ascii_letters = _ascii(letters)
    readings = _readings(letters, script, ascii_letters, codes)
    likely = tuple(readings)[:MOST_FINE]
    known = given.lookup(letters, likely) if len(letters) > 1 else given.Given()
    likely = tuple(filter(known.readings.__contains__, likely)) or likely
    fine = frozenset(likely)
    groups: frozenset[int] = name_groups().of(letters) if len(letters) > 1 else frozenset()
    symbols = {reading[0] for reading in fine}
    for name in known.full | known.short:
        symbols |= given.given_names().initials[name]
    return Token(
        letters=letters,
        script=script,
        ascii=ascii_letters,
        fine=fine,
        coarse=skeleton.coarse_set(fine),
        stems=skeleton.stem_set(fine),
        initials=frozenset(symbols),
        given=known.full,
        nicks=known.short,
        groups=groups,
        genders=known.genders,
        readings=tuple((reading, readings[reading]) for reading in likely),
        keys=word_keys(likely, groups),
    )


@lru_cache(maxsize=1)
def _abbreviations() -> dict[tuple[str, str], frozenset[str]]:
    return {
        (row["script"], row["letters"]): frozenset(row["symbols"].split())
        for row in tables.rows("initials.tsv")
    }


def abbreviates(letters: str, script: str) -> bool:
    """Whether these letters, with a dot, are an initial: one letter, or a known digraph."""
    return len(letters) == 1 or (script, letters) in _abbreviations()


@lru_cache(maxsize=1024)
def read_initial(letters: str, script: str, codes: tuple[str, ...]) -> Token:
    """Read an initial; its `initials` are the first symbols of all names it may stand for."""
    token = read_token(letters, script, codes)
    symbols = _abbreviations().get((script, letters)) or frozenset(
        reading[0] for reading in token.fine
    )
    return Token(letters, script, token.ascii, token.fine, token.coarse, token.stems, symbols)


def readings_alone(letters: str) -> frozenset[str]:
    """Read a word of which nothing else is known into its fine readings, without look-ups."""
    script = main_script(letters)
    return frozenset(_readings(letters, script, _ascii(letters), plausible((letters,), script)))


def _ascii(letters: str) -> str:
    return "".join(sign for sign in romanised(letters).lower() if sign.isalnum())


def _readings(
    letters: str, script: str, ascii_letters: str, codes: tuple[str, ...]
) -> dict[str, tuple[str, ...]]:
    """Read by the letters where tables know them, by unidecode's romanisation where not."""
    if script in READ_BY_LETTERS:
        readings = read_word(letters, codes)
    else:
        readings = read_word(ascii_letters, ROMANISED_AS.get(script, ("en",)))
    return {reading: by for reading, by in readings.items() if reading}
