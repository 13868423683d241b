"""Which word of one name answers which word of the other."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import permutations

from rapidfuzz.distance import Levenshtein

from app.names.likeness import Likeness, alike
from app.names.profile import Profile
from app.names.word import Word

MOST_PLANS = 120
"""More ways to pair the words than this, and they are paired greedily."""
SAME_ROLE = 0.012
"""A surname rather answers a surname: decides between equals only."""
STRONG = 0.86
JOINED = 0.94
JOINABLE = 0.85


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """Word `a` of the first name answers word `b` of the second (places among the words)."""

    a: int
    b: int
    likeness: Likeness


@dataclass(frozen=True, slots=True, eq=False)
class Alignment:
    """Two names laid side by side. left_a, left_b: words that answer nothing."""

    a: Profile
    b: Profile
    pairs: tuple[Pair, ...]
    left_a: tuple[int, ...]
    left_b: tuple[int, ...]


@lru_cache(maxsize=64)
def _plans(few: int, many: int) -> tuple[tuple[int, ...], ...]:
    """Every way to give each of `few` words one of `many`; nothing when there are too many ways."""
    ways = 1
    for at in range(few):
        ways *= many - at
    return tuple(permutations(range(many), few)) if ways <= MOST_PLANS else ()


def align(a: Profile, b: Profile) -> Alignment:
    """Pair the words of two names so that the likeness of all pairs together is greatest."""
    if len(a.words) > len(b.words):
        turned = align(b, a)
        back = tuple(Pair(pair.b, pair.a, pair.likeness) for pair in turned.pairs)
        return Alignment(a, b, back, turned.left_b, turned.left_a)
    table = [
        [
            alike(one, two, surnames=at in a.families and to in b.families)
            for to, two in enumerate(b.words)
        ]
        for at, one in enumerate(a.words)
    ]
    chosen = _assign(a, b, table)
    pairs = [Pair(at, to, table[at][to]) for at, to in enumerate(chosen)]
    left = [at for at in range(len(b.words)) if at not in chosen]
    if left:
        pairs, left = _join(a, b, pairs, left)
    left_a = [at for at in range(len(a.words)) if all(pair.a != at for pair in pairs)]
    return Alignment(a, b, tuple(pairs), tuple(left_a), tuple(left))


def _assign(a: Profile, b: Profile, table: list[list[Likeness]]) -> tuple[int, ...]:
    """For each word of the shorter name its place in the other."""
    few, many = len(a.words), len(b.words)
    if few == 2 and many == 2:
        straight = table[0][0].value + table[1][1].value
        crossed = table[0][1].value + table[1][0].value
        if straight != crossed:
            return (0, 1) if straight > crossed else (1, 0)
    value = [
        [
            table[at][to].value + (SAME_ROLE if (at in a.families) == (to in b.families) else 0.0)
            for to in range(many)
        ]
        for at in range(few)
    ]
    plans = _plans(few, many)
    if plans:
        return max(plans, key=lambda plan: sum(map(list.__getitem__, value, plan)))
    return _greedy(value, few, many)


def _greedy(value: list[list[float]], few: int, many: int) -> tuple[int, ...]:
    order = sorted((-value[at][to], at, to) for at in range(few) for to in range(many))
    chosen: dict[int, int] = {}
    for _, at, to in order:
        if at not in chosen and to not in chosen.values():
            chosen[at] = to
    return tuple(chosen[at] for at in range(few))


def _join(
    a: Profile, b: Profile, pairs: list[Pair], left: list[int]
) -> tuple[list[Pair], list[int]]:
    """Let two neighbouring words answer one that is written together (Gui Qin, Guiqin)."""
    for number, pair in enumerate(pairs):
        if pair.likeness.letters == 1.0:
            continue
        for other in left:
            if abs(other - pair.b) != 1:
                continue
            joined = _joined(a.words[pair.a], b.words[pair.b], b.words[other])
            if joined is not None and joined.letters > pair.likeness.letters:
                kept = [*pairs[:number], Pair(pair.a, pair.b, joined), *pairs[number + 1 :]]
                return kept, [at for at in left if at != other]
    return pairs, left


def _joined(one: Word, first: Word, second: Word) -> Likeness | None:
    """The likeness of one word to two written together, in either order."""
    texts = (first.token.ascii + second.token.ascii, second.token.ascii + first.token.ascii)
    letters, together = max(
        (Levenshtein.normalized_similarity(one.token.ascii, text), text) for text in texts
    )
    if letters < JOINABLE:
        return None
    value = JOINED if letters == 1.0 else STRONG + (letters - JOINABLE) * 0.5
    return Likeness(value, "joined", together, letters, letters, letters)
