"""Scores of other matchers, for benchmarks/names.py.

Runs in a venv of its own, which `make .venv/peers` fills with the versions of benchmarks/peers.txt.

Reads JSON lines [a, b] and writes JSON lines {matcher: score}.
"""

import json
import sys
from collections.abc import Callable
from functools import lru_cache

from abydos.phonetic import DaitchMokotoff
from followthemoney import model
from nomenklatura.matching import get_algorithm
from nomenklatura.matching.types import ScoringConfig
from rapidfuzz import fuzz
from rapidfuzz.distance import JaroWinkler
from unidecode import unidecode

Scorer = Callable[[str, str], float]
_DAITCH_MOKOTOFF = DaitchMokotoff()


@lru_cache(maxsize=1 << 17)
def plain(name: str) -> str:
    """The name in plain lower-case letters."""
    return unidecode(name).lower()


@lru_cache(maxsize=1 << 17)
def sounds(token: str) -> frozenset[str]:
    """Daitch-Mokotoff codes of a word."""
    return frozenset(_DAITCH_MOKOTOFF.encode(token))


def monge_elkan(a: str, b: str) -> float:
    """Mean of the best Jaro-Winkler of every word, both ways."""
    return _aligned(a, b, JaroWinkler.normalized_similarity)


def daitch_mokotoff(a: str, b: str) -> float:
    """Share of words that meet in a Daitch-Mokotoff code, both ways."""
    return _aligned(a, b, lambda x, y: float(bool(sounds(x) & sounds(y))))


def _aligned(a: str, b: str, like: Scorer) -> float:
    one, two = plain(a).split(), plain(b).split()
    if not one or not two:
        return 0.0
    there = sum(max(like(x, y) for y in two) for x in one) / len(one)
    back = sum(max(like(x, y) for x in one) for y in two) / len(two)
    return (there + back) / 2


@lru_cache(maxsize=1 << 16)
def entity(name: str) -> object:
    """A FollowTheMoney person of this name."""
    person = model.make_entity("Person")
    person.id = name
    person.add("name", name)
    return person


def nomenklatura(algorithm: str) -> Scorer:
    """One of nomenklatura's matchers."""
    matcher = get_algorithm(algorithm)
    if matcher is None:
        raise SystemExit(f"nomenklatura knows no {algorithm}")
    config = ScoringConfig.defaults()
    return lambda a, b: matcher.compare(entity(a), entity(b), config).score


def main() -> None:
    """Score every pair by every matcher."""
    scorers: dict[str, Scorer] = {
        "WRatio": lambda a, b: fuzz.WRatio(plain(a), plain(b)) / 100,
        "Monge-Elkan": monge_elkan,
        "Daitch-Mokotoff": daitch_mokotoff,
        "name-based": nomenklatura("name-based"),
        "logic-v2": nomenklatura("logic-v2"),
    }
    for line in sys.stdin:
        a, b = json.loads(line)
        sys.stdout.write(json.dumps({name: score(a, b) for name, score in scorers.items()}) + "\n")


if __name__ == "__main__":
    main()
