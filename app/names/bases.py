"""The nominatives that a name may be another case of: to compare it by, and to look it up by."""

import re
from functools import lru_cache
from itertools import islice

from app.names.gender import NO_MANS_CASE
from app.names.given import is_given
from app.names.inflection import Nominative, declined
from app.names.name import Key, Name
from app.names.reader import read

MOST_BASES = 4
MOST_LANGUAGES = 8
DECLINING = {"Latn": ("pl", "cs", "sl", "hr"), "Cyrl": ("ru", "uk", "be")}
"""Languages whose cases a foreign name is met in, whatever language its spelling speaks for."""
UNDECLINING = frozenset({("en",), ("fr",), ("es",), ("it",), ("pt",), ("nl",)})
"""What a name's languages are where its text is known to be in one that declines no names."""
KEYS_OF_A_BASE = {"f": 4, "p": 4, "s": 1, "c": 2}
UNDECLINED = ("о", "е", "и", "у", "ю", "э", "ы", "e")
_OBLIQUE = re.compile(r"(?:[aeiouyąęěůáéíóúýаеёиоуыэюяіїє]|[aeiouyáéíýоеёаыиіяю][mhjvмхйв])$")
"""How words end in the cases other than the first; words of no such ending decline in nothing."""
WOMANS = ("ова", "ева", "ава", "ина", "ына", "ova", "eva", "ava", "ina", "ová")


def bases(name: Name) -> tuple[Name, ...]:
    """List the nominatives that a name may stand for, likeliest first; none if it is a good one."""
    if name.of("initial") or name.text.lower().endswith(NO_MANS_CASE) or _is_womans(name):
        return ()
    found = _bases(name.text, _languages(name))
    return tuple(base for base in found if base.gender != "f") if _is_mans(name) else found


def lookup_keys(name: Name) -> tuple[Key, ...]:
    """What to look a name up by: its keys, and those of the nominatives that it may stand for."""
    found = dict.fromkeys(name.keys)
    for base in _bases(name.text, _languages(name)) if len(name.parts) > 1 else ():
        for kind, most in KEYS_OF_A_BASE.items():
            found.update(
                dict.fromkeys(islice((key for key in base.keys if key.kind == kind), most))
            )
    return tuple(found)


def _languages(name: Name) -> tuple[str, ...]:
    if name.langs in UNDECLINING:
        return ()
    all_of_them = dict.fromkeys((*name.langs, *DECLINING.get(name.script, ())))
    return tuple(islice(all_of_them, MOST_LANGUAGES))


@lru_cache(maxsize=1 << 13)
def _bases(text: str, langs: tuple[str, ...]) -> tuple[Name, ...]:
    name = read(text)
    if not any(_OBLIQUE.search(part.token.letters) for part in name.parts):
        return ()
    found: dict[str, Name] = {}
    for lang in langs:
        known = declined(name, lang)
        itself = max((base.weight for base in known if base.case == "nom"), default=-1)
        for base in known:
            likelier = base.weight > max(itself, -1)
            if base.case != "nom" and (likelier or _keeps_given(base, text, itself)):
                found.setdefault(base.text, read(base.text))
    return tuple(found.values())[:MOST_BASES]


def _keeps_given(base: Nominative, text: str, itself: int) -> bool:
    """Whether as good a nominative has the same given name, as Джо is the same in all cases."""
    first = text.split()[0]
    as_good = base.weight == itself > 0 and base.text.split()[0] == first
    return as_good and first.endswith(UNDECLINED)


def _is_mans(name: Name) -> bool:
    """Whether a name begins with a man's given name: Mario is no case of Maria."""
    first = next((part.token for part in name.parts if part.role in ("given", "unknown")), None)
    if first is None or first.letters.endswith("ии"):
        return False
    return is_given(first.letters) == {"m"}


def _is_womans(name: Name) -> bool:
    """Whether given name and surname are a woman's, both: Ivana Koleva is no case of Ivan Kolev."""
    words = [part.token for part in name.parts if part.role in ("given", "family", "unknown")]
    if len(words) < 2:
        return False
    return words[0].genders == {"f"} and words[-1].letters.endswith(WOMANS)
