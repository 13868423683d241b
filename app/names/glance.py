"""How alike a name and an unread text look: enough to choose what is worth reading."""

from functools import lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import JaroWinkler

from app.names.bases import bases
from app.names.fallback import romanised
from app.names.name import Name


def glance(query: Name, text: str) -> float:
    """0..1: resemblance in plain letters, of the name or of a nominative of it; microseconds."""
    other = _plain(text)
    return max((_alike(own, other) for own in _ways(query.text, bases(query))), default=0.0)


def _ways(text: str, nominatives: tuple[Name, ...]) -> tuple[tuple[str, ...], ...]:
    return tuple(map(_plain, (text, *(base.text for base in nominatives))))


@lru_cache(maxsize=4096)
def _plain(text: str) -> tuple[str, ...]:
    """The words in plain letters, in alphabetical order."""
    letters = "".join(sign if sign.isalnum() else " " for sign in romanised(text).lower())
    return tuple(sorted(letters.split()))


def _alike(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """A third by the whole, two by the likeness of each word of the shorter name."""
    few, many = (one, other) if len(one) <= len(other) else (other, one)
    if not few:
        return 0.0
    words = sum(max(JaroWinkler.similarity(word, like) for like in many) for word in few)
    return (fuzz.ratio(" ".join(one), " ".join(other)) / 100 + 2 * words / len(few)) / 3
