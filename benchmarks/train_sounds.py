"""Learn how Latin letters are written in Cyrillic, from token pairs of Wikidata (CC0).

Hard EM over many-to-many alignments: a chunk of up to three Latin letters answers a chunk of up to
two Cyrillic ones. Writes app/names/tables/sounds.tsv.

    python benchmarks/train_sounds.py SHARED/bench/train/tokens_russian.tsv.gz
"""

import gzip
import random
import sys
from collections import Counter
from math import log
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
from app.names.sounds import MOST_CYRILLIC, MOST_LATIN, cyrillic_letters, latin_letters  # noqa: E402

OUT = ROOT / "app" / "names" / "tables" / "sounds.tsv"
SAMPLE = 24_000
ROUNDS = 5
LEAST = 4
HEADER = """\
# What it costs to write Latin letters by Cyrillic ones: hundredths of a nat, by chunk.
# source: learnt by benchmarks/train_sounds.py from NETransliteration's Russian token pairs
# (Wikidata); licence: CC0
latin	cyrillic	cost
"""
Chunks = list[tuple[str, str]]


def pairs(path: str) -> list[tuple[str, str]]:
    """A fixed sample of token pairs, long and frequent ones first to be kept."""
    rows = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            latin, cyrillic, count = line.rstrip("\n").split("\t")
            x, y = latin_letters(latin), cyrillic_letters(cyrillic)
            if 2 <= len(x) <= 14 and 2 <= len(y) <= 14 and x.isalpha() and y.isalpha():
                rows.append((x, y, int(count)))
    random.Random(7).shuffle(rows)  # noqa: S311
    rows.sort(key=lambda row: -min(row[2], 3))
    return [(x, y) for x, y, _ in rows[:SAMPLE]]


def _unseen(m: int, n: int) -> float:
    """Cost of a pair of chunks that was not seen yet."""
    if m == 0 or n == 0 or m == n == 1:
        return 5.0 * max(m, n)
    return 2.4 * max(m, n)


def _length(x: str, y: str) -> float:
    """A small price of longer chunks: what letters explain one by one needs none."""
    return 0.1 * (len(x) + len(y) - 2) if x and y else 0.1


def best(x: str, y: str, costs: dict[tuple[str, str], float]) -> Chunks | None:
    """The cheapest alignment of two words."""
    table: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {(0, 0): (0.0, (0, 0))}
    for i in range(len(x) + 1):
        for j in range(len(y) + 1):
            here = table.get((i, j))
            if here is None:
                continue
            for m in range(min(MOST_LATIN, len(x) - i) + 1):
                for n in range(min(MOST_CYRILLIC, len(y) - j) + 1):
                    if m + n == 0:
                        continue
                    step = costs.get((x[i : i + m], y[j : j + n]), _unseen(m, n))
                    total = here[0] + step
                    known = table.get((i + m, j + n))
                    if known is None or total < known[0]:
                        table[i + m, j + n] = (total, (i, j))
    at, chunks = (len(x), len(y)), []
    while at != (0, 0):
        before = table[at][1]
        chunks.append((x[before[0] : at[0]], y[before[1] : at[1]]))
        at = before
    total = table[len(x), len(y)][0]
    return chunks if total < 5.0 * max(len(x), len(y)) else None


def learn(words: list[tuple[str, str]]) -> dict[tuple[str, str], float]:
    """Costs of chunk pairs: minus the log of conditional probabilities."""
    costs = first_costs(words)
    for number in range(ROUNDS):
        counts: Counter[tuple[str, str]] = Counter()
        for x, y in words:
            counts.update(best(x, y, costs) or ())
        least = LEAST if number == ROUNDS - 1 else 3
        kept = {pair: n for pair, n in counts.items() if n >= least}
        by_x, by_y = Counter[str](), Counter[str]()
        for (x, y), n in kept.items():
            by_x[x] += n
            by_y[y] += n
        costs = {
            (x, y): _length(x, y) - 0.75 * log(n / (by_x[x] + 2)) - 0.25 * log(n / (by_y[y] + 2))
            for (x, y), n in kept.items()
        }
        print(number, len(costs), file=sys.stderr, flush=True)
    return costs


def first_costs(words: list[tuple[str, str]]) -> dict[tuple[str, str], float]:
    """A start: letters that stand at the same relative place go together."""
    counts: Counter[tuple[str, str]] = Counter()
    for x, y in words:
        for i, letter in enumerate(x):
            counts[letter, y[min(len(y) - 1, i * len(y) // len(x))]] += 1
    by_x = Counter[str]()
    for (x, _), n in counts.items():
        by_x[x] += n
    return {(x, y): -log(n / by_x[x]) for (x, y), n in counts.items() if n >= 50}


def main() -> None:
    """Learn and write."""
    costs = learn(pairs(sys.argv[1]))
    with OUT.open("w", encoding="utf-8") as out:
        out.write(HEADER)
        for (x, y), cost in sorted(costs.items()):
            out.write(f"{x or '-'}\t{y or '-'}\t{round(100 * cost)}\n")


if __name__ == "__main__":
    main()
