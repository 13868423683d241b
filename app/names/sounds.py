"""How probable it is that a Latin word and a Cyrillic one are the same name, letter by letter.

Learnt costs of writing chunks of Latin letters by Cyrillic ones: they know that Hatch is Хэтч and
Reichert Райхерт, which no reading of an East Slavic orthography would tell.
"""

import unicodedata
from functools import lru_cache

from app.names import tables

LONGEST = 24
MOST_LATIN = 3
MOST_CYRILLIC = 2
RARE = 3.2
"""Cost of letters that were never seen to answer each other, or nothing."""
WORST = 1.6
"""Mean cost a letter at which two words have nothing in common."""
_LETTERS = str.maketrans("іїґєёўҐ", "иигееуг", "'’ьъ")
_STROKES = str.maketrans({"ł": "l", "đ": "d", "ø": "o", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe"})


def latin_letters(letters: str) -> str:
    """Latin letters without signs above or through them."""
    plain = "".join(
        sign for sign in unicodedata.normalize("NFD", letters) if not unicodedata.combining(sign)
    )
    return plain.translate(_STROKES)


def cyrillic_letters(letters: str) -> str:
    """Cyrillic letters of all languages as the Russian ones that sound nearest."""
    return letters.translate(_LETTERS)


Costs = dict[str, dict[str, float]]


@lru_cache(maxsize=1)
def costs() -> Costs:
    """Latin letters -> Cyrillic letters that may answer them -> what that costs."""
    found: Costs = {}
    for row in tables.rows("sounds.tsv"):
        latin = "" if row["latin"] == "-" else row["latin"]
        cyrillic = "" if row["cyrillic"] == "-" else row["cyrillic"]
        found.setdefault(latin, {})[cyrillic] = int(row["cost"]) / 100
    return found


Answers = list[tuple[int, dict[str, float]]]


@lru_cache(maxsize=1 << 13)
def _answers(x: str) -> tuple[Answers, ...]:
    """For every place of a Latin word: chunks that begin there, and what may answer them."""
    known = costs()
    return tuple(
        [
            (m, known[x[i : i + m]])
            for m in range(min(MOST_LATIN, len(x) - i) + 1)
            if x[i : i + m] in known
        ]
        for i in range(len(x) + 1)
    )


def resemblance(latin: str, cyrillic: str) -> float:
    """0..1: how well the letters of one answer those of the other. Some 100 µs: cache it."""
    x, y = latin_letters(latin)[:LONGEST], cyrillic_letters(cyrillic)[:LONGEST]
    if not x or not y or len(x) > 3 * len(y) + 2 or len(y) > 3 * len(x) + 2:
        return 0.0
    most = WORST * max(len(x), len(y))
    table = [[most] * (len(y) + 3) for _ in range(len(x) + MOST_LATIN + 1)]
    table[0][0] = 0.0
    chunks = [
        [(n, y[j : j + n]) for n in range(min(MOST_CYRILLIC, len(y) - j) + 1)]
        for j in range(len(y) + 1)
    ]
    for i, answers in enumerate(_answers(x)):
        for j in range(len(y) + 1):
            cost = table[i][j]
            if cost < most:
                _step(table, i, j, cost, answers, chunks[j])
    return 1.0 - table[len(x)][len(y)] / most


def _step(
    table: list[list[float]],
    i: int,
    j: int,
    cost: float,
    answers: Answers,
    chunks: list[tuple[int, str]],
) -> None:
    """Go on from here by every chunk that is known, or by a letter that nothing answers."""
    here, below = table[i], table[i + 1]
    rare = cost + RARE
    here[j + 1] = min(here[j + 1], rare)
    below[j] = min(below[j], rare)
    below[j + 1] = min(below[j + 1], rare)
    for m, known in answers:
        row = table[i + m]
        for n, chunk in chunks:
            step = known.get(chunk)
            if step is not None and cost + step < row[j + n]:
                row[j + n] = cost + step
