"""Blocking keys: what a name is indexed and looked up by."""

from collections.abc import Iterable
from functools import lru_cache
from itertools import chain, islice

from app.names import skeleton
from app.names.name import Key, KeyKind, Part, Token

MOST_KEYS = 28
MOST = {"f": 7, "s": 4, "c": 3, "p": 8}
"""Keys of a kind: for a word (f, s, c), for a name (p)."""
MOST_GROUPS = 4
"""A word in more name groups than this is too common to be found by them."""
MOST_JOINED = 2
"""Keys of two words taken as one."""
LEAST_FINE = 3
"""A fine reading shorter than this says nothing alone."""


def word_keys(likely: tuple[str, ...], groups: frozenset[int]) -> tuple[Key, ...]:
    """Make the keys of one word from its readings, likeliest first, and its name groups."""
    fine = [reading for reading in likely if len(reading) >= LEAST_FINE] or likely
    stems = (stem for reading in likely for stem in skeleton.stems(reading))
    coarse = filter(skeleton.tells, map(skeleton.coarse, likely))
    listed = (f"#{group}" for group in sorted(groups)) if len(groups) <= MOST_GROUPS else ()
    return (
        *_keys("f", fine),
        *(Key("f", group) for group in listed),
        *_keys("s", (stem for stem in stems if len(stem) >= LEAST_FINE)),
        *_keys("c", coarse),
    )


def _keys(kind: KeyKind, values: Iterable[str]) -> list[Key]:
    found: dict[str, None] = {}
    for value in values:
        found[value] = None
        if len(found) == MOST[kind]:
            break
    return [Key(kind, value) for value in found]


def keys_of(parts: tuple[Part, ...], joined: tuple[Token, ...] = ()) -> tuple[Key, ...]:
    """Make the keys of a parsed name, fine ones first; none only when it has no letter.

    joined: its words that others may write as one (al-Otaibi, Alotaibi).
    """
    surnames = [part for part in parts if part.role in ("family", "unknown")]
    givens = [part for part in parts if part.role == "given"]
    blocks = surnames or givens or list(parts)
    found = dict.fromkeys(chain.from_iterable(part.token.keys for part in blocks))
    for part in () if blocks is givens else givens:
        kinds = "fc" if not part.token.given else "f" if _may_be_surname(part, parts) else ""
        found.update(dict.fromkeys(key for key in part.token.keys if key.kind in kinds))
    for token in joined:
        fine = (key for key in token.keys if key.kind == "f")
        found.update(dict.fromkeys(islice(fine, MOST_JOINED)))
    found.update(dict.fromkeys(_pairs(blocks, givens)))
    ordered = sorted(found, key=lambda key: "fpsc".index(key.kind))
    return tuple(ordered[:MOST_KEYS]) or tuple(Key("f", part.token.letters) for part in parts)


def _may_be_surname(given: Part, parts: tuple[Part, ...]) -> bool:
    """A name of two words that are both given names may be in either order: Martin Henry."""
    others = [part for part in parts if part is not given]
    return len(others) == 1 and bool(others[0].token.given) and not others[0].gender


def _pairs(blocks: list[Part], givens: list[Part]) -> list[Key]:
    """Pair a surname's consonants with the given name's: its identity's, or in either order."""
    pairs: dict[str, None] = {}
    for part in givens[:2]:
        token = part.token
        for surname in (way for other in blocks if other is not part for way in _coarse(other)):
            for identity in islice(sorted(token.given or token.nicks), 2):
                pairs[f"{surname} {identity}"] = None
            for first in _coarse(part)[:2]:
                pairs[" ".join(sorted((surname, first)))] = None
    return [_pair(pair) for pair in islice(pairs, MOST["p"])]


def _coarse(part: Part) -> list[str]:
    """List the likeliest consonants of a word, with its first vowel."""
    ways = dict.fromkeys(skeleton.coarse(reading) for reading, _ in part.token.readings)
    return list(islice(ways, MOST["c"]))


@lru_cache(maxsize=16384)
def _pair(value: str) -> Key:
    return Key("p", value)
