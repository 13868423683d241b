"""How common a word is as a name among people, and against its use as a word.

A list of names alone cannot tell Price (a word that is a surname, too) from Prentice. The census
counts bearers; a count of words says how often the word is met at all.
"""

from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Commonness(NamedTuple):
    """Two grades of a name; `bearers` from 1 (rare) to 4, 0 where nobody bears it.

    `purity` tells how much of a word's use is as a name: -3 (hardly any) to 1 (all of it).
    """

    bearers: int = 0
    purity: int = -3


NOBODY = Commonness()


@cache
def _table() -> dict[str, dict[str, Commonness]]:
    table: dict[str, dict[str, Commonness]] = {"given": {}, "family": {}}
    path = files("app.mentions") / "tables" / "english_names.tsv"
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            kind, bearers, purity, names = line.split("\t")
            grade = Commonness(int(bearers), int(purity))
            table[kind] |= dict.fromkeys(names.split(), grade)
    return table


def given(word: str) -> Commonness:
    """Return how common a case-folded word is as a given name."""
    return _table()["given"].get(word, NOBODY)


def family(word: str) -> Commonness:
    """Return how common a case-folded word is as a surname."""
    return _table()["family"].get(word, NOBODY)
