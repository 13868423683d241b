"""How alike two words of names are, and by what evidence: the strongest kind that holds."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from rapidfuzz.distance import JaroWinkler, Levenshtein

from app.names import tables
from app.names.name import Token
from app.names.rivals import are_two_names
from app.names.sounds import resemblance
from app.names.word import Word

Kind = Literal[
    "identical",
    "diacritics",
    "reading",
    "given",
    "group",
    "short_form",
    "stem",
    "ending",
    "one_edit",
    "joined",
    "spelling",
    "alike",
    "different",
]

READING_BY_LENGTH = (0.0, 0.6, 0.84, 0.92, 0.95, 0.965, 0.97)
"""Likeness of words that share a fine reading, by its symbols: short readings say little."""
SOUND_BY_LENGTH = (0.0, 0.6, 0.8, 0.92, 1.0, 1.0, 1.0)
TOKEN_PAIRS = 1 << 17
TABLE_FACTS = frozenset({"given", "group", "short_form"})
"""Kinds that a table vouches for: how the words sound and look adds no doubt."""
SHORT = 4
SHORT_DOUBT = 0.25
"""How much less a short shared reading says when the letters differ."""
SPELT = 0.72
OBLIQUE_COSTS = 0.95
OTHER_KIND_OF_SURNAME = 0.75
RIVALS = 0.7
ANOTHER_NAME = 0.66
"""Likeness of words one sound apart that are both known names: a slip makes no other name."""
LEAST_BASE = 3
WORTH_SPELLING = 0.5
LEAST_NEAR = 0.3
"""Words that sound and look less alike than this are not worth the look at their letters."""
_OBLIQUE = re.compile(r"(?:[оеыи]м|[оеы]й|ого|его|ому|ему|[аяуюыіие])$")
_NASAL = re.compile(r"(?<=A)[nm](?=[^AIUnm])")
LOST_NASAL = 0.92
_ADJECTIVE = re.compile(
    r"[сц][ьк]?к(?:[иыо]й|[аую]я|ую|[оа]го|[оа]му|[иыі]м|о[ймю]|а[йгм]?|ага|аму|[иіїу]|ої|ою)$"
    r"|[sc]k(?:[iyjý]{1,2}|[aáąéu]|i?ego|i?emu|[iyý]mi?|i?ej|ého|ému|ou|og[ao]?|om[eu]?|aya|aia|aja)$"
)
_SURNAME_KINDS = {
    "uk": re.compile(r"[UI]v?k$"),
    "enko": re.compile(r"Ank[AI]$"),
    "ov": re.compile(r"[^AIU]+Av[AU]?$"),
    "sky": re.compile(r"[sc]k[IA]$"),
    "ich": re.compile(r"IC$"),
}


@dataclass(frozen=True, slots=True, eq=False)
class Likeness:
    """How alike two words are (0..1), by what evidence.

    sound, letters, spelling (0..1 each): resemblance of the readings, of the romanised letters, and
    of the letters by what is known of how they answer each other across scripts.
    """

    value: float
    kind: Kind
    shared: str
    sound: float
    letters: float
    spelling: float


@lru_cache(maxsize=1)
def _case_endings() -> frozenset[str]:
    """What an inflected foreign name may end in, romanised; nothing at all among them."""
    return frozenset({"", *(row["ending"] for row in tables.rows("case_endings.tsv"))})


def alike(a: Word, b: Word, *, surnames: bool = False) -> Likeness:
    """How alike two words are; symmetric, cached.

    surnames: both stand where surnames stand, so that forms of given names mean nothing.
    """
    if a.token.letters > b.token.letters:
        a, b = b, a
    return _likeness(a, b, surnames)


@lru_cache(maxsize=TOKEN_PAIRS)
def _likeness(a: Word, b: Word, surnames: bool) -> Likeness:  # noqa: FBT001
    one, two = a.token, b.token
    if one.letters == two.letters:
        return Likeness(1.0, "identical", one.letters, 1.0, 1.0, 1.0)
    if one.ascii and one.ascii == two.ascii:
        return Likeness(0.99, "diacritics", one.ascii, 1.0, 1.0, 1.0)
    letters = JaroWinkler.normalized_similarity(one.ascii, two.ascii)
    sound, shared = _sound(a, b)
    if shared and len(shared) <= SHORT and one.script == two.script:
        sound -= SHORT_DOUBT * (1.0 - letters)
    near = max(sound, letters)
    rivals = bool(shared) and are_two_names(one, two, shared)
    if rivals:
        sound = min(sound, RIVALS)
    known = None if rivals else _known(a, b, shared, letters, near, surnames=surnames)
    if known:
        kind, value, evidence = known
        spelling = max(sound, value)
        if kind in TABLE_FACTS:
            sound, letters = max(sound, value), max(letters, value)
    else:
        spelling = _spelling(one, two, near)
        sound *= _doubt(one, two)
        kind, value, evidence = _similar(a, b, sound, letters, spelling)
        if rivals:
            kind, value = "alike", min(value, RIVALS)
    if one.script != two.script:
        letters = max(letters, spelling)  # romanised letters say little across scripts
    return Likeness(value, kind, evidence, sound, letters, spelling)


@lru_cache(maxsize=TOKEN_PAIRS)
def surname_kinds(readings: frozenset[str]) -> frozenset[str]:
    """Which East Slavic endings of surnames a word may have."""
    return frozenset(
        kind
        for kind, pattern in _SURNAME_KINDS.items()
        if any(pattern.search(reading) for reading in readings)
    )


def _doubt(one: Token, two: Token) -> float:
    """1, or less for surnames of two kinds: Vasiliuk is not Vasilyeu, however alike."""
    kinds, others = surname_kinds(one.fine), surname_kinds(two.fine)
    return OTHER_KIND_OF_SURNAME if kinds and others and not kinds & others else 1.0


def _sound(a: Word, b: Word) -> tuple[float, str]:
    """Similarity of the closest readings; the longest shared reading, if any."""
    shared = a.token.fine & b.token.fine
    if shared:
        reading = max(shared, key=lambda reading: (len(reading), reading))
        return SOUND_BY_LENGTH[min(len(reading), 6)], reading
    best = 0.0
    for one, bones in zip(a.fine, a.consonants, strict=True):
        for two, others in zip(b.fine, b.consonants, strict=True):
            near = Levenshtein.normalized_similarity(one, two)
            if near > best:
                best = max(
                    best, 0.6 * near + 0.4 * Levenshtein.normalized_similarity(bones, others)
                )
    return best, ""


def _begin_alike(one: Token, two: Token) -> bool:
    return bool({reading[:1] for reading in one.fine} & {reading[:1] for reading in two.fine})


def _spelling(one: Token, two: Token, near: float) -> float:
    """Resemblance of the letters; across Latin and Cyrillic by what was learnt."""
    if one.script == two.script or {one.script, two.script} != {"Latn", "Cyrl"}:
        return Levenshtein.normalized_similarity(one.ascii, two.ascii)
    if near < WORTH_SPELLING and (near < LEAST_NEAR or not _begin_alike(one, two)):
        return 0.0
    latin, cyrillic = (one, two) if one.script == "Latn" else (two, one)
    best = resemblance(latin.letters, cyrillic.letters)
    bare = _OBLIQUE.sub("", cyrillic.letters)
    if best < SPELT and len(bare) >= LEAST_BASE and bare != cyrillic.letters:
        best = max(best, OBLIQUE_COSTS * resemblance(latin.letters, bare))
    return best


def _known(
    a: Word, b: Word, shared: str, letters: float, near: float, *, surnames: bool
) -> tuple[Kind, float, str] | None:
    """Likeness by readings and tables; None when they connect nothing."""
    one, two = a.token, b.token
    groups = one.groups & two.groups
    given = frozenset() if surnames else one.given & two.given
    reading = READING_BY_LENGTH[min(len(shared), 6)] if shared else 0.0
    if len(shared) <= SHORT and one.script == two.script:
        reading -= SHORT_DOUBT * (1.0 - letters)
    if shared and (groups or given):
        return "reading", 0.985, shared
    if given:
        return "given", 0.86 + 0.115 * near, min(given)
    if reading >= 0.95:
        return "reading", reading, shared
    if groups:
        return "group", 0.86 + 0.1 * near, str(min(groups))
    if reading > 0.9:
        return "reading", reading, shared
    loose = _loosely_known(a, b, shared, surnames=surnames)
    return loose or (("reading", reading, shared) if reading > 0.8 else None)


def _loosely_known(
    a: Word, b: Word, shared: str, *, surnames: bool
) -> tuple[Kind, float, str] | None:
    """Likeness by short forms and by endings."""
    one, two = a.token, b.token
    nicks = (one.nicks & two.given) | (one.given & two.nicks) | (one.nicks & two.nicks)
    if nicks and not surnames:
        return "short_form", 0.9, min(nicks)
    if a.rows & b.rows and not surnames:
        return "short_form", 0.89, ""
    stems = [stem for stem in one.stems & two.stems if len(stem) >= LEAST_BASE]
    if stems and not shared and _both_adjectives(one, two):
        stem = max(stems, key=lambda stem: (len(stem), stem))
        return "stem", 0.89 if len(stem) > LEAST_BASE else 0.85, stem
    if not shared and _lost_nasal(one, two):
        return "reading", LOST_NASAL, max(one.fine)
    base = _base(one, two)
    if base:
        return "ending", min(0.885, 0.81 + 0.025 * len(base)), base
    return None


def _lost_nasal(one: Token, two: Token) -> bool:
    """Whether a plain Latin word is Polish without its tails: Walesa for Wałęsa, Валенса."""
    latin, other = (one, two) if one.script == "Latn" else (two, one)
    if latin.script == other.script or not latin.letters.isascii():
        return False
    return any(
        _NASAL.sub("", reading) in latin.fine for reading in other.fine if _NASAL.search(reading)
    )


def _both_adjectives(one: Token, two: Token) -> bool:
    """Whether both words are surnames in -ski of some case, or neither: Nowacki is not Nowak."""
    return bool(_ADJECTIVE.search(one.letters)) == bool(_ADJECTIVE.search(two.letters))


def _base(one: Token, two: Token) -> str:
    """The common beginning of two words that differ in a case ending only; "" if they do not."""
    x, y = one.ascii, two.ascii
    same = 0
    for left, right in zip(x, y, strict=False):
        if left != right:
            break
        same += 1
    if same < LEAST_BASE or (one.genders and two.genders and not one.genders & two.genders):
        return ""
    endings = _case_endings()
    for cut in range(same, max(LEAST_BASE, same - 2) - 1, -1):
        if x[cut:] in endings and y[cut:] in endings:
            return x[:cut]
    return ""


def _similar(
    a: Word, b: Word, sound: float, letters: float, spelling: float
) -> tuple[Kind, float, str]:
    """Likeness of words that nothing but resemblance connects."""
    one_script = a.token.script == b.token.script
    longest = max(len(a.fine[0]) if a.fine else 0, len(b.fine[0]) if b.fine else 0)
    if longest >= 5 and sound > 1 - 1.5 / longest:
        if one_script and a.token.groups and b.token.groups:
            return "alike", ANOTHER_NAME, ""
        same_bones = bool(set(a.consonants) & set(b.consonants))
        value = (0.8 if same_bones else 0.7) + 0.06 * min(1.0, (longest - 5) / 4)
        return "one_edit", max(value, 0.6 + 0.25 * spelling), ""
    if a.token.script != b.token.script and spelling >= SPELT:
        return "spelling", 0.6 + 0.3 * spelling, ""
    plain = Levenshtein.normalized_similarity(a.token.ascii, b.token.ascii)
    most = 0.78 if a.token.script != b.token.script else 0.7
    value = most * max(
        0.55 * sound + 0.45 * plain, 0.9 * plain, 0.5 * (letters + sound) - 0.15, 0.9 * spelling
    )
    value *= _doubt(a.token, b.token)
    return ("alike" if value > 0.5 else "different"), value, ""
