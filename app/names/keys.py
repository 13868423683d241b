"""Blocking keys: what a name is indexed and looked up by."""

from collections.abc import Iterable

from app.names import skeleton
from app.names.name import Key, Part

MOST_KEYS = 24
LEAST_FINE = 3
"""A fine reading shorter than this says nothing alone."""


def keys_of(parts: tuple[Part, ...]) -> tuple[Key, ...]:
    """Make the keys of a parsed name, fine ones first; none only when it has no letter."""
    surnames = [part for part in parts if part.role in ("family", "unknown")]
    givens = [part for part in parts if part.role == "given"]
    initials = [part for part in parts if part.role == "initial"]
    blocks = surnames or givens or list(parts)
    loose = [part for part in givens if not part.token.given and part not in blocks]
    found: dict[Key, None] = {}
    for kind, chosen in (("f", blocks + loose), ("s", blocks), ("c", blocks + loose)):
        for part in chosen:
            for value in list(dict.fromkeys(_values(kind, part)))[:8]:
                found[Key(kind, value)] = None  # type: ignore[arg-type]
    for value in _pairs(blocks, givens, initials):
        found[Key("p", value)] = None
    if not found:
        found = {Key("f", part.token.letters): None for part in parts}
    return tuple(found)[:MOST_KEYS]


def _values(kind: str, part: Part) -> Iterable[str]:
    token = part.token
    likely = [reading for reading, _ in token.readings] or sorted(token.fine)
    if kind == "f":
        return [key for key in likely if len(key) >= LEAST_FINE] or likely
    if kind == "s":
        return [
            stem
            for key in likely
            for stem in sorted(skeleton.stems(key))
            if len(stem) >= LEAST_FINE
        ]
    return [key for key in map(skeleton.coarse, likely) if skeleton.tells(key)]


def _pairs(blocks: list[Part], givens: list[Part], initials: list[Part]) -> list[str]:
    """Consonants of a surname with the given name's identity, its consonants or its initial."""
    firsts: set[str] = set()
    for part in givens[:2]:
        firsts |= part.token.given or part.token.nicks or part.token.coarse
    del initials
    return sorted(
        f"{surname} {first}"
        for part in blocks
        for surname in sorted(part.token.coarse)[:4]
        for first in sorted(firsts)[:3]
    )[:8]
