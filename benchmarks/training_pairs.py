"""Pairs to learn from: what may be trained on, and nothing else.

Positives are spellings of one person in public-domain and CC0 lists (ofac, ep_wikidata,
ep_belarus). Negatives are other people of those lists, and made-up people: surnames and given names
of Wikidata's token pairs (CC0) drawn by frequency. EU and BSNLP rows are never used.
"""

import gzip
import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from math import log
from pathlib import Path

from app.names import Name, is_given, read
from app.names.features import Rarity

SOURCES = frozenset({"ofac", "ep_wikidata", "ep_belarus"})
MADE_UP = 30_000
MOST_SPELLINGS = 6
NEIGHBOURS = 12
STRANGERS = 2
STOP_ROW = 1_500
KEY_WEIGHT = {"f": 1.0, "s": 0.7, "c": 0.5, "p": 1.2}


@dataclass(frozen=True, slots=True)
class Example:
    """Two names and the people they belong to. query: number of the search that met them."""

    a: Name
    b: Name
    person: str
    other: str
    query: int

    @property
    def same(self) -> bool:
        """Whether both are one person's."""
        return self.person == self.other


@dataclass(frozen=True, slots=True)
class Examples:
    """What to learn from. rarity: key id -> names of the drawn registry."""

    examples: list[Example]
    rarity: Rarity


def persons(shared: Path) -> dict[str, list[str]]:
    """Person -> spellings, of the lists that may be trained on."""
    found = {}
    for row in rows_of(shared / "bench" / "names" / "clusters_dev.jsonl.gz"):
        spellings = [v["name"] for v in row["variants"] if v["source"] in SOURCES]
        if spellings and all(v["source"] in SOURCES for v in row["variants"]):
            found[row["id"]] = list(dict.fromkeys(spellings))
    return found


def made_up(shared: Path, count: int, rng: random.Random) -> list[str]:
    """Names of nobody: tokens of Wikidata's Russian pairs, by frequency, in one of both scripts."""
    givens: list[tuple[str, str, int]] = []
    surnames: list[tuple[str, str, int]] = []
    with gzip.open(shared / "bench/train/tokens_russian.tsv.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            latin, cyrillic, times = line.rstrip("\n").split("\t")
            if len(latin) < 3 or len(cyrillic) < 3:
                continue
            given = bool(is_given(latin))
            (givens if given else surnames).append((latin, cyrillic, int(times)))
    first = rng.choices(givens, [row[2] for row in givens], k=count)
    last = rng.choices(surnames, [row[2] for row in surnames], k=count)
    names = []
    for (x, y, _), (u, v, _) in zip(first, last, strict=True):
        names.append(f"{x} {u}".title() if rng.random() < 0.75 else f"{y} {v}".title())
    return names


def examples(shared: Path, seed: int = 7) -> Examples:
    """Draw the examples: every person's spellings against each other and against their likes."""
    rng = random.Random(seed)  # noqa: S311
    known = persons(shared)
    registry: list[tuple[str, Name]] = []
    for person, spellings in sorted(known.items()):
        registry.append((person, read(rng.choice(spellings))))
    registry += [
        (f"made up {i}", read(name)) for i, name in enumerate(made_up(shared, MADE_UP, rng))
    ]
    rows: defaultdict[int, list[int]] = defaultdict(list)
    for at, (_, name) in enumerate(registry):
        for key in name.keys:
            rows[key.id].append(at)
    rarity = {key: len(ats) for key, ats in rows.items()}
    drawn = list(_draw(known, registry, rows, rng))
    return Examples(drawn, rarity)


def _draw(
    known: dict[str, list[str]],
    registry: list[tuple[str, Name]],
    rows: dict[int, list[int]],
    rng: random.Random,
) -> Iterator[Example]:
    number = 0
    for at, (person, spellings) in enumerate(sorted(known.items())):
        label = registry[at][1]
        chosen = [text for text in spellings if text != label.text]
        for text in rng.sample(chosen, min(MOST_SPELLINGS, len(chosen))):
            query = read(text)
            number += 1
            yield Example(query, label, person, person, number)
            for other in _neighbours(query, rows, len(registry)):
                if registry[other][0] != person and registry[other][1].folded != query.folded:
                    yield Example(query, registry[other][1], person, registry[other][0], number)
            for _ in range(STRANGERS):
                stranger = rng.choice(registry)
                if stranger[0] != person:
                    yield Example(query, stranger[1], person, stranger[0], number)


def _neighbours(query: Name, rows: dict[int, list[int]], size: int) -> list[int]:
    """The names that share the most telling keys with a name."""
    scores: Counter[int] = Counter()
    for key in query.keys:
        found = rows.get(key.id, ())
        if 0 < len(found) <= STOP_ROW:
            for at in found:
                scores[at] += KEY_WEIGHT[key.kind] * log(size / len(found))
    return [at for at, _ in scores.most_common(NEIGHBOURS)]


def rows_of(path: Path) -> Iterator[dict]:  # type: ignore[type-arg]
    """Rows of a compressed JSON Lines file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)
