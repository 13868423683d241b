"""The table of features: what two names say for and against being one person's.

Every feature is monotone: more of it never makes one person less likely. The scorer, the page of
documentation, the explanation and the tests all read FEATURES.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from math import log1p

from rapidfuzz.distance import Indel

from app.names.align import STRONG, Alignment, Pair, align
from app.names.gender import agreement
from app.names.patronymics import fits, initials_meet, one_language, second_names, sounds
from app.names.profile import Profile, with_particles, with_patronymics
from app.names.word import Word

Rarity = Mapping[int, int]
"""Key id -> how many names of the registry carry it."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One feature of a pair of names: its name, its range, and the value when nothing is known."""

    name: str
    least: float
    most: float
    neutral: float
    meaning: str


FEATURES: tuple[Measure, ...] = (
    Measure("weakest", 0, 1, 0.6, "likeness of the two words that answer each other worst"),
    Measure("strongest", 0, 1, 0.9, "likeness of the two words that answer each other best"),
    Measure("mean", 0, 1, 0.8, "mean likeness of the words that answer each other, by length"),
    Measure("coverage", 0, 1, 0.7, "share of all letters that are answered, by likeness"),
    Measure("surname", 0, 1, 0.8, "likeness of the surnames"),
    Measure("given", 0, 1, 0.55, "likeness of the given names; between yes and no when absent"),
    Measure("patronymic", -1, 1, 0, "same or different father's name; 0 when one is missing"),
    Measure("initials", -1, 1, 0, "initials that fit or differ; 0 when there are none"),
    Measure("gender", -1, 1, 0, "same or different gender; 0 when one is unknown"),
    Measure("suffix", -1, 1, 0, "Jr, Sr, II: same, different, or on one side only (-0.5)"),
    Measure(
        "order", 0, 1, 0.5, "words in the same order, or a turned order that the roles explain"
    ),
    Measure("leftover", -3, 0, 0, "words of either name that nothing answers, counted against"),
    Measure("plain", 0, 1, 0.7, "resemblance of the whole names in plain letters"),
    Measure("sound", 0, 1, 0.7, "resemblance of the readings of the worst pair of words"),
    Measure("letters", 0, 1, 0.7, "resemblance in plain letters of the worst pair of words"),
    Measure(
        "spelling", 0, 1, 0.7, "how well the letters of the worst pair of words answer each other"
    ),
    Measure("matched", 0, 3, 1, "how many words are surely the same"),
    Measure("amount", 0, 1, 0.5, "how many letters are surely the same, up to 24"),
    Measure("rarity", 0, 1, 0.5, "how rare the rarest word is that both share"),
)
NAMES = tuple(measure.name for measure in FEATURES)
NEUTRAL = tuple(measure.neutral for measure in FEATURES)
INDEX = {name: at for at, name in enumerate(NAMES)}
INITIAL_FITS = 0.82
FULL_AMOUNT = 24.0


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """Two names measured: the values of FEATURES in their order, and what they rest on.

    cases: a name as written and the nominative it was taken for.
    """

    values: tuple[float, ...]
    alignment: Alignment
    initial: float
    second: float
    cases: tuple[str, str] | None = None


def measure(a: Profile, b: Profile, rarity: Rarity | None = None) -> Evidence:
    """Measure two names. Symmetric; costs some tens of microseconds when their words were met.

    A patronymic that only one name has may be a surname misread: the better reading counts, unless
    it leaves the surname of the fuller name unanswered.
    """
    found = _measure(a, b, rarity)
    if found.values[0] < STRONG and bool(a.name.of("particle")) != bool(b.name.of("particle")):
        one, two = with_particles(a), with_particles(b)
        together = _measure(one, two, rarity) if one is not a or two is not b else found
        found = together if together.values[0] >= STRONG else found
    if bool(a.patronymics) == bool(b.patronymics) or found.values[0] >= STRONG:
        return found
    one, two = (with_patronymics(side) if side.patronymics else side for side in (a, b))
    other = _measure(one, two, rarity)
    full, left = (a, other.alignment.left_a) if a.patronymics else (b, other.alignment.left_b)
    lost = any(at in full.families for at in left)
    return other if other.values[0] >= STRONG and not lost else found


def _measure(a: Profile, b: Profile, rarity: Rarity | None) -> Evidence:
    laid = align(a, b)
    initial, explained = _initials(laid)
    second = second_names(a, b)
    pairs = laid.pairs
    left = len(laid.left_a) + len(laid.left_b) - explained
    values = (
        *_likenesses(laid, explained),
        _of_role(laid, a.families, b.families, -1.0),
        _given(laid, initial, explained),
        second,
        initial,
        agreement(laid),
        _suffix(a.suffix, b.suffix),
        _order(laid),
        -float(min(left, 3)),
        Indel.normalized_similarity(a.plain, b.plain),
        min((pair.likeness.sound for pair in pairs), default=0.0),
        min((pair.likeness.letters for pair in pairs), default=0.0),
        min((max(pair.likeness.sound, pair.likeness.spelling) for pair in pairs), default=0.0),
        *_amount(laid, explained),
        _rarity(laid, rarity),
    )
    return Evidence(values, laid, initial, second)


def _likenesses(laid: Alignment, explained: int) -> tuple[float, float, float, float]:
    """Weakest, strongest, mean likeness and coverage."""
    a, b = laid.a, laid.b
    if not laid.pairs:
        return 0.0, 0.0, 0.0, 0.0
    weakest, strongest, total, weight = 1.0, 0.0, 0.0, 0
    for pair in laid.pairs:
        value = pair.likeness.value
        length = a.words[pair.a].length + b.words[pair.b].length
        weakest, strongest = min(weakest, value), max(strongest, value)
        total += value * length
        weight += length
    unpaired = a.length + b.length - weight
    answered = total + (INITIAL_FITS * max(0, unpaired) if explained else 0.0)
    return weakest, strongest, total / weight, min(1.0, answered / (weight + max(0, unpaired)))


def _of_role(laid: Alignment, of_a: frozenset[int], of_b: frozenset[int], absent: float) -> float:
    """Likeness of the words in a role of either name to what answers them."""
    if not of_a or not of_b:
        if absent >= 0:
            return absent
        return min((pair.likeness.value for pair in laid.pairs), default=0.0)
    one = max((pair.likeness.value for pair in laid.pairs if pair.a in of_a), default=0.0)
    two = max((pair.likeness.value for pair in laid.pairs if pair.b in of_b), default=0.0)
    return min(one, two)


def _given(laid: Alignment, initial: float, explained: int) -> float:
    a, b = laid.a, laid.b
    if a.givens and b.givens:
        return _of_role(laid, a.givens, b.givens, 0.0)
    if initial < 0:
        return 0.1
    if explained or initial > 0:
        return INITIAL_FITS
    if len(a.words) > 1 and len(b.words) > 1:
        return min(pair.likeness.value for pair in laid.pairs)
    return NEUTRAL[INDEX["given"]]


def _initials(laid: Alignment) -> tuple[float, int]:
    """What the initials say (-1..1), and how many left words they explain."""
    a, b = laid.a, laid.b
    if not a.initials and not b.initials:
        return 0.0, 0
    if a.initials and b.initials:
        return _both_abbreviated(a, b)
    short, full, left = (a, b, laid.left_b) if a.initials else (b, a, laid.left_a)
    if not short.givens:
        first = next((at for at in left if at in full.givens), left[0] if left else None)
        if first is None:
            return 0.0, 0
        if not fits(short, short.initials[0], full, full.words[first]):
            return -1.0, 0
        rest = [at for at in left if at != first]
        return 1.0, 1 + _middle(short.initials[1:], full, rest)[1]
    return _middle(short.initials, full, list(left))


def _both_abbreviated(a: Profile, b: Profile) -> tuple[float, int]:
    ours, theirs = a.initials, b.initials
    if a.givens and not b.givens:
        first = 1.0 if fits(b, theirs[0], a, a.words[min(a.givens)]) else -1.0
        theirs, explained = theirs[1:], int(first > 0)
    elif b.givens and not a.givens:
        first = 1.0 if fits(a, ours[0], b, b.words[min(b.givens)]) else -1.0
        ours, explained = ours[1:], int(first > 0)
    else:
        first, explained = 1.0, 0
        if not a.givens and initials_meet(ours[0], theirs[0]) <= 0:
            first = -1.0
    said = [initials_meet(one, two) for one, two in zip(ours, theirs, strict=False)]
    if one_language(a, b):
        said = [value or -1.0 for value in said]  # М. is Н. in another language only
    return min([first, *said]), explained


def _middle(initials: tuple[Word, ...], full: Profile, left: list[int]) -> tuple[float, int]:
    """Middle initials against middle names written out."""
    middle = [at for at in left if at not in full.families]
    if not initials or not middle:
        return 0.0, 0
    fits = sum(
        bool(sounds(one) & full.words[at].token.initials)
        for one, at in zip(initials, middle, strict=False)
    )
    return (0.5, fits) if fits else (-0.5, 0)


def _suffix(one: str, two: str) -> float:
    if one == two:
        return 1.0 if one else 0.0
    return -1.0 if one and two else -0.5


def _order(laid: Alignment) -> float:
    pairs = laid.pairs
    if len(pairs) < 2:
        return 0.5
    ordered = sorted(pairs, key=lambda pair: pair.a)
    if all(one.b < two.b for one, two in pairwise(ordered)):
        return 1.0
    explained = all(_same_role(laid, pair) for pair in pairs)
    return 0.75 if explained else 0.0


def _same_role(laid: Alignment, pair: Pair) -> bool:
    return (pair.a in laid.a.families) == (pair.b in laid.b.families)


def _amount(laid: Alignment, explained: int) -> tuple[float, float]:
    """How many words, and how much of 24 letters, are surely the same."""
    sure = [pair for pair in laid.pairs if pair.likeness.value >= STRONG]
    letters = sum(min(laid.a.words[pair.a].length, laid.b.words[pair.b].length) for pair in sure)
    return min(3.0, len(sure) + 0.5 * explained), min(1.0, letters / FULL_AMOUNT)


def _rarity(laid: Alignment, rarity: Rarity | None) -> float:
    """1 for a word that no other name carries, towards 0 for one that thousands do."""
    if not rarity:
        return NEUTRAL[INDEX["rarity"]]
    shared = {key.id for key in laid.a.name.keys if key.kind == "f"}
    counts = [
        rarity[key.id]
        for key in laid.b.name.keys
        if key.kind == "f" and key.id in shared and key.id in rarity
    ]
    if not counts:
        return NEUTRAL[INDEX["rarity"]]
    return max(0.0, 1.0 - log1p(min(counts)) / 9.0)
