"""`make bench`, names: the engine and its peers on pairs (P) and on search (R), in one run.

    .venv/bin/python benchmarks/names.py --pairs 6000 --queries 300 [--peers /tmp/peers/bin/python]

Needs the benchmark folder (ONYM_SHARED or ../shared). 0 means all rows. Search here is in memory:
keys to names, the most telling keys first, the 60 best candidates judged; all matchers order the
same candidates. Peers run in a Python of their own (benchmarks/peers.py says how to make it).
"""

import argparse
import hashlib
import json
import math
import os
import subprocess
import sys
import time
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from training_pairs import rows_of

from app.names import compare, match, read

SHARED = Path(os.environ.get("ONYM_SHARED", "../shared")) / "bench" / "names"
KEY_WEIGHT = {"f": 1.0, "s": 0.7, "c": 0.5, "p": 1.2}
STOP_ROW = 1_500
CANDIDATES = 60
Row = dict[str, object]


def sample(rows: Iterable[Row], limit: int) -> list[Row]:
    """The same rows on every machine; all when limit is 0."""
    known = list(rows)
    if not limit:
        return known
    key = {
        id(row): hashlib.sha1(json.dumps(row, sort_keys=True).encode()).digest()  # noqa: S324
        for row in known
    }
    return sorted(known, key=lambda row: key[id(row)])[:limit]


def peer_scores(python: str, pairs: Sequence[tuple[str, str]]) -> dict[str, list[float]]:
    """Scores of all peers; nothing when there is no such Python."""
    if not Path(python).exists():
        return {}
    lines = "".join(json.dumps(pair) + "\n" for pair in pairs)
    script = Path(__file__).parent / "peers.py"
    done = subprocess.run(
        [python, str(script)], input=lines, capture_output=True, text=True, check=True
    )
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    return {name: [row[name] for row in rows] for name in rows[0]}


def at_precision(same: Sequence[int], scores: Sequence[float], precision: float) -> float:
    """The highest recall at a threshold that keeps this precision."""
    return max((r for _, p, r in curve(same, scores) if p >= precision), default=0.0)


def curve(same: Sequence[int], scores: Sequence[float]) -> list[tuple[float, float, float]]:
    """(threshold, precision, recall) for every distinct score, from the top."""
    order = sorted(range(len(scores)), key=lambda at: -scores[at])
    right, found, points = 0, sum(same) or 1, []
    for number, at in enumerate(order, 1):
        right += same[at]
        last = number == len(order) or scores[order[number]] != scores[at]
        if last:
            points.append((scores[at], right / number, right / found))
    return points


def pairs_table(rows: list[Row], python: str) -> list[str]:
    """Markdown rows: best F1, recall at precision .99, by matcher; the engine's decisions below."""
    pairs = [(str(row["a"]), str(row["b"])) for row in rows]
    same = [int(str(row["y"])) for row in rows]
    started = time.process_time()
    found = [compare(a, b) for a, b in pairs]
    cost = 1e6 * (time.process_time() - started) / len(pairs)
    columns = {"onym": [one.score for one in found], **peer_scores(python, pairs)}
    lines = ["| matcher | best F1 | recall at precision .99 |", "|---|---|---|"]
    for name, scores in columns.items():
        best = max(2 * p * r / (p + r) for _, p, r in curve(same, scores) if p + r)
        lines.append(f"| {name} | {best:.3f} | {at_precision(same, scores, 0.99):.3f} |")
    linked = [at for at, one in enumerate(found) if one.decision == "link"]
    right = sum(same[at] for at in linked)
    random_linked = sum(rows[at].get("kind") == "random" for at in linked)
    summary = (
        f"Decision `link`: precision {right / max(1, len(linked)):.4f}, "
        f"recall {right / max(1, sum(same)):.3f}; random pairs linked: {random_linked}. "
        f"{cost:.0f} µs of processor time a pair, cold."
    )
    return [*lines, "", summary]


class Index:
    """Names of a registry by key, in memory: what the registry does in SQL."""

    def __init__(self, rows: list[Row]) -> None:
        self.rows = rows
        self.under: defaultdict[int, array[int]] = defaultdict(lambda: array("i"))
        for at, row in enumerate(rows):
            for key in read(str(row["name"])).keys:
                self.under[key.id].append(at)
        self.rarity = {key: len(found) for key, found in self.under.items()}

    def candidates(self, name: str) -> list[int]:
        """The most telling candidates of a name."""
        scores: Counter[int] = Counter()
        for key in read(name).keys:
            found = self.under.get(key.id, ())
            if 0 < len(found) <= STOP_ROW:
                for at in found:
                    scores[at] += KEY_WEIGHT[key.kind] * math.log(len(self.rows) / len(found))  # type: ignore[assignment]
        return [at for at, _ in scores.most_common(CANDIDATES)]


def search_table(queries: list[Row], index: Index, python: str) -> list[str]:
    """Markdown rows: R@1 and R@5 by matcher over the same candidates."""
    found = [(query, index.candidates(str(query["q"]))) for query in queries]
    pairs = [(str(q["q"]), str(index.rows[at]["name"])) for q, ats in found for at in ats]
    ours = [match(read(a), [read(b)], rarity=index.rarity).score for a, b in pairs]
    columns = {"onym": ours, **peer_scores(python, pairs)}
    lines = ["| matcher | R@1 | R@5 |", "|---|---|---|"]
    for name, scores in columns.items():
        first = fifth = start = 0
        for query, ats in found:
            own = scores[start : start + len(ats)]
            start += len(ats)
            order = sorted(range(len(ats)), key=lambda k: -own[k])[:5]
            hits = [index.rows[ats[k]]["id"] in list(query["gold"]) for k in order]  # type: ignore[call-overload]
            first += bool(hits and hits[0])
            fifth += any(hits)
        lines.append(f"| {name} | {first / len(found):.3f} | {fifth / len(found):.3f} |")
    return lines


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--pairs", type=int, default=6_000, help="pairs to score, 0 for all")
    parser.add_argument("--queries", type=int, default=300, help="searches, 0 for all, -1 for none")
    parser.add_argument("--registry", type=int, default=0, help="only so many strangers")
    parser.add_argument("--peers", default="/tmp/peers/bin/python")  # noqa: S108
    args = parser.parse_args()
    if not SHARED.exists():
        sys.stdout.write("names: no benchmark folder here (set ONYM_SHARED)\n")
        return
    rows = sample(rows_of(SHARED / "P_dev.jsonl.gz"), args.pairs)
    sys.stdout.write(
        "\n".join([f"P, {len(rows)} pairs", *pairs_table(rows, args.peers), ""]) + "\n"
    )
    if args.queries < 0:
        return
    queries = sample(rows_of(SHARED / "R_dev.jsonl.gz"), args.queries)
    wanted = {gold for query in queries for gold in list(query["gold"])}  # type: ignore[call-overload]
    registry = list(rows_of(SHARED / "registry.jsonl.gz"))
    if args.registry:
        others = [row for row in registry if row["id"] not in wanted][: args.registry]
        registry = [row for row in registry if row["id"] in wanted] + others
    index = Index(registry)
    title = f"R, {len(queries)} queries among {len(registry)} names"
    sys.stdout.write("\n".join([title, *search_table(queries, index, args.peers), ""]) + "\n")


if __name__ == "__main__":
    main()
