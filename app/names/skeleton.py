"""What is left of a reading when it is only to be found again: consonant classes and stems."""

import re
from collections.abc import Iterable
from functools import lru_cache

LEAST_CONSONANTS = 3
_MERGED = str.maketrans({"c": "t", "z": "s", "Z": "S", "x": "g", "f": "v"})
_NO_VOWELS = str.maketrans("", "", "AIU")
_CASE_ENDING = re.compile(r"(?<=[^AIU])(?:AgA|AmU|AmI|ImI|AvI|Am|Im|Ax|Ix|U|I|A)$")
_FLEETING = re.compile(r"(?<=[^AIU])[AI](?=[lkcCrnbtv]$)")
_SHORTEST_STEM = 3


@lru_cache(maxsize=16384)
def coarse(fine: str) -> str:
    """Consonants only, merged into classes; a first vowel stays as A."""
    merged = fine.replace("dz", "d").replace("dZ", "Z").replace("SC", "S").translate(_MERGED)
    bare = merged.translate(_NO_VOWELS)
    singles = "".join(sign for at, sign in enumerate(bare) if not at or sign != bare[at - 1])
    return "A" + singles if merged[:1] in ("A", "I", "U") else singles


def tells(coarse_key: str) -> bool:
    """Whether a coarse key has consonants enough to look anybody up by."""
    return len(coarse_key) - coarse_key.startswith("A") >= LEAST_CONSONANTS


@lru_cache(maxsize=16384)
def stems(fine: str) -> tuple[str, ...]:
    """Strip case and gender endings; also give the stem without its fleeting vowel.

    Павел and Павла meet in pAvl; Лукашэнка and Łukaszence in lUkASAnk.
    """
    stem = _CASE_ENDING.sub("", fine)
    if len(stem) < _SHORTEST_STEM:
        return (fine,)
    if stem == fine:
        fled = _FLEETING.sub("", stem)
        return (stem,) if fled == stem else (stem, fled)
    if stem.endswith("c"):
        return stem, stem[:-1] + "k"
    if stem.endswith("z"):
        return stem, stem[:-1] + "g"
    return (stem,)


def coarse_set(fine: Iterable[str]) -> frozenset[str]:
    """Make the coarse keys of several readings."""
    return frozenset(key for key in map(coarse, fine) if key)


def stem_set(fine: Iterable[str]) -> frozenset[str]:
    """Make the stems of several readings."""
    return frozenset(stem for reading in fine for stem in stems(reading))
