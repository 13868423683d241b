"""Western names in Cyrillic: how a Latin word that is no Slavic one is usually written.

The letters are laid out by the costs that were learnt from Wikidata's token pairs (sounds.py), and
what Wikidata lists as a form of the word comes before what only the costs allow.
"""

import re
from functools import lru_cache
from itertools import islice

from app.names.given import letters_of
from app.names.groups import name_groups
from app.names.sounds import costs, latin_letters

BEAM = 48
MOST = 3
LISTED = 2.0
"""How much cheaper a spelling is that Wikidata lists as a form of the word."""
MOST_LETTERS = 3
_TOGETHER = re.compile(r"sch|[sctpkzgw]h|ck|ee|oo|ou|eau")
"""Letters that are one sound: never taken apart."""


@lru_cache(maxsize=4096)
def in_cyrillic(word: str) -> tuple[str, ...]:
    """List Russian spellings of a Latin word, likeliest first; capitals as in the word."""
    letters = latin_letters(letters_of(word))
    ends = sorted((cost, text) for text, cost in _written(letters).items())
    own = name_groups().of(letters_of(word))
    ranked: dict[str, float] = {}
    for cost, text in islice(ends, BEAM):
        for spelling in (text, *_softened(text)):
            listed = bool(name_groups().of(spelling) & own)
            worth = cost + (spelling != text) - (LISTED if listed else 0.0)
            ranked[spelling] = min(worth, ranked.get(spelling, worth))
    best = sorted(ranked, key=lambda text: (ranked[text], text))[:MOST]
    return tuple(text[:1].upper() + text[1:] if word[:1].isupper() else text for text in best)


def _softened(text: str) -> tuple[str, ...]:
    """The spellings with a soft sign, which the costs leave out: Меркель, Лильке."""
    if text.endswith("л"):
        return (text + "ь",)
    return ()


def _written(letters: str) -> dict[str, float]:
    """Cyrillic spellings of Latin letters with their costs, the cheapest few."""
    table = costs()
    beams: list[dict[str, float]] = [{} for _ in range(len(letters) + 1)]
    beams[0][""] = 0.0
    for at in range(len(letters)):
        cheapest = sorted(beams[at].items(), key=lambda item: item[1])[:BEAM]
        one_sound = _TOGETHER.match(letters, at)
        least = one_sound.end() - at if one_sound and one_sound.group() in table else 1
        for begun, cost in cheapest:
            for length in range(least, min(MOST_LETTERS, len(letters) - at) + 1):
                for chunk, more in table.get(letters[at : at + length], {}).items():
                    beam, text = beams[at + length], begun + chunk
                    beam[text] = min(cost + more, beam.get(text, cost + more))
    return beams[-1]
