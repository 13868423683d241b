"""What is left of a reading when it is only to be found again: consonant classes and stems."""

import re
from collections.abc import Iterable

LEAST_CONSONANTS = 3
_MERGED = str.maketrans({"c": "t", "z": "s", "Z": "S", "x": "g", "f": "v"})
_VOWELS_AFTER_FIRST = re.compile(r"(?<!^)[AIU]")
_DOUBLE = re.compile(r"(.)\1+")
_CASE_ENDING = re.compile(r"(?<=[^AIU])(?:AgA|AmU|AmI|ImI|AvI|Am|Im|Ax|Ix|U|I|A)$")
_FLEETING = re.compile(r"(?<=[^AIU])[AI]([lkcCrnbtv])$")
_SHORTEST_STEM = 3


def coarse(fine: str) -> str:
    """Consonants only, merged into classes; a first vowel stays as A."""
    merged = fine.replace("dz", "d").replace("dZ", "Z").replace("SC", "S").translate(_MERGED)
    bare = _VOWELS_AFTER_FIRST.sub("", merged)
    if bare[:1] in ("I", "U"):
        bare = "A" + bare[1:]
    return _DOUBLE.sub(r"\1", bare)


def tells(coarse_key: str) -> bool:
    """Whether a coarse key has consonants enough to look anybody up by."""
    return len(coarse_key) - coarse_key.startswith("A") >= LEAST_CONSONANTS


def stems(fine: str) -> set[str]:
    """Strip case and gender endings; also give the stem without its fleeting vowel.

    Павел and Павла meet in pAvl; Лукашэнка and Łukaszence in lUkASAnk.
    """
    stem = _CASE_ENDING.sub("", fine)
    if len(stem) < _SHORTEST_STEM:
        return {fine}
    found = {stem}
    if stem == fine:
        found.add(_FLEETING.sub(r"\1", stem))
    elif stem.endswith("c"):
        found.add(stem[:-1] + "k")
    elif stem.endswith("z"):
        found.add(stem[:-1] + "g")
    return found


def coarse_set(fine: Iterable[str]) -> frozenset[str]:
    """Make the coarse keys of several readings."""
    return frozenset(key for key in map(coarse, fine) if key)


def stem_set(fine: Iterable[str]) -> frozenset[str]:
    """Make the stems of several readings."""
    return frozenset(stem for reading in fine for stem in stems(reading))
