"""`make bench`, names: the engine and its peers on pairs (P) and on search (R), in one run.

    .venv/bin/python benchmarks/names.py --pairs 6000 --queries 300 [--plots docs/figures]

Needs the benchmark folder (ONYM_SHARED or ../shared). 0 means all rows. Search runs in memory by
the code of the service (memory.py); peers order the same candidates, which flatters them. They run
in a Python of their own (`make .venv/peers`); without it the engine stands alone.
"""

import argparse
import hashlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

from memory import Registry
from plots import bins, draw_calibration, expected_error
from training_pairs import rows_of

from app.commands.curves import draw
from app.names import Comparison, chances, compare
from app.services.evaluate import LabelledPair, evaluate
from app.services.judging import Judgement

SHARED = Path(os.environ.get("ONYM_SHARED", "../shared")) / "bench" / "names"
PEERS = Path(__file__).resolve().parents[1] / ".venv/peers/bin/python"
SHOWN = 10
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
    if not Path(python).exists() or not pairs:
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
    return [*lines, "", _decisions(rows, same, found), f"{cost:.0f} µs of CPU a pair, all cold."]


def _decisions(rows: list[Row], same: list[int], found: list[Comparison]) -> str:
    linked = [at for at, one in enumerate(found) if one.decision == "link"]
    right = sum(same[at] for at in linked)
    by_chance = sum(rows[at].get("kind") == "random" for at in linked)
    return (
        f"Decision `link`: precision {right / max(1, len(linked)):.4f}, "
        f"recall {right / max(1, sum(same)):.3f}; random pairs linked: {by_chance}."
    )


def search_table(queries: list[Row], rows: list[Row], python: str, plots: Path | None) -> list[str]:
    """Markdown rows: R@1 and R@5 by matcher over the same candidates; the engine's own below."""
    registry = Registry([str(row["name"]) for row in rows])
    near = [registry.near(str(query["q"])) for query in queries]
    times, judged = [], []
    for query in queries:
        started = time.process_time()
        judged.append(registry.judge(str(query["q"])))
        times.append(1000 * (time.process_time() - started))
    found = [[one.person.id or 0 for one in judgement.ranked] for judgement in judged]
    lines = ["| matcher | R@1 | R@5 |", "|---|---|---|", _ranks("onym", queries, rows, found)]
    pairs = [
        (str(query["q"]), str(rows[at]["name"]))
        for query, ats in zip(queries, near, strict=True)
        for at in ats
    ]
    for name, scores in peer_scores(python, pairs).items():
        rest, order = iter(scores), []
        for ats in near:
            own = {at: next(rest) for at in ats}
            order.append(sorted(ats, key=lambda at: -own[at]))
        lines.append(_ranks(name, queries, rows, order))
    times.sort()
    return [
        *lines,
        "",
        *_believed(queries, rows, judged, plots),
        "CPU of a query, ms, spellings read as they are met: "
        + ", ".join(f"p{at} {times[len(times) * at // 100]:.1f}" for at in (50, 90, 99)),
    ]


def _is_right(query: Row, row: Row) -> bool:
    return row["id"] in list(query["gold"])  # type: ignore[call-overload]


def _ranks(name: str, queries: list[Row], rows: list[Row], order: Sequence[Sequence[int]]) -> str:
    hits = [
        [_is_right(query, rows[at]) for at in ats[:5]]
        for query, ats in zip(queries, order, strict=True)
    ]
    first = sum(bool(some and some[0]) for some in hits) / len(hits)
    return f"| {name} | {first:.3f} | {sum(map(any, hits)) / len(hits):.3f} |"


def _believed(
    queries: list[Row], rows: list[Row], judged: list[Judgement], plots: Path | None
) -> list[str]:
    """Decision and calibration; the picture of it into `plots`."""
    every: list[tuple[float, bool]] = []
    best: list[tuple[float, bool]] = []
    linked: list[bool] = []
    for query, judgement in zip(queries, judged, strict=True):
        sure = chances([one.score for one in judgement.ranked])
        right = [_is_right(query, rows[one.person.id or 0]) for one in judgement.ranked]
        every += list(zip(sure, right, strict=True))[:SHOWN]
        best += list(zip(sure, right, strict=True))[:1]
        linked += right[:1] if judgement.decision == "link" else []
    drawn = {
        name: bins(*zip(*some, strict=True))
        for name, some in (("all candidates", every), ("first candidates", best))
    }
    if plots:
        draw_calibration(drawn, plots / "calibration.svg")
    errors = ", ".join(f"{expected_error(found):.4f} of {name}" for name, found in drawn.items())
    precision, recall = sum(linked) / max(1, len(linked)), sum(linked) / len(queries)
    return [
        f"Decision `link`: precision {precision:.4f}, recall {recall:.3f}.",
        f"Expected error: {errors}.",
    ]


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--pairs", type=int, default=6_000, help="pairs to score, 0 for all")
    parser.add_argument("--queries", type=int, default=300, help="searches, 0 for all, -1 for none")
    parser.add_argument("--registry", type=int, default=0, help="only so many strangers")
    parser.add_argument("--peers", default=str(PEERS), help="the Python that has the peers")
    parser.add_argument("--plots", type=Path, help="a folder for the pictures")
    args = parser.parse_args()
    if not SHARED.exists():
        sys.stdout.write("names: no benchmark folder here (set ONYM_SHARED)\n")
        return
    rows = sample(rows_of(SHARED / "P_dev.jsonl.gz"), args.pairs)
    sys.stdout.write(
        "\n".join([f"P, {len(rows)} pairs", *pairs_table(rows, args.peers), ""]) + "\n"
    )
    if args.plots:
        args.plots.mkdir(parents=True, exist_ok=True)
        labelled = [LabelledPair(str(r["a"]), str(r["b"]), r["y"] == 1) for r in rows]
        figures = evaluate(labelled, most_wrong=0)
        draw(figures.curve, [("link", figures.linked.threshold)], args.plots / "thresholds.svg")
    if args.queries < 0:
        return
    queries = sample(rows_of(SHARED / "R_dev.jsonl.gz"), args.queries)
    wanted = {gold for query in queries for gold in list(query["gold"])}  # type: ignore[call-overload]
    registry = list(rows_of(SHARED / "registry.jsonl.gz"))
    if args.registry:
        others = [row for row in registry if row["id"] not in wanted][: args.registry]
        registry = [row for row in registry if row["id"] in wanted] + others
    title = f"R, {len(queries)} queries among {len(registry)} names"
    table = search_table(queries, registry, args.peers, args.plots)
    sys.stdout.write("\n".join([title, *table, ""]) + "\n")


if __name__ == "__main__":
    main()
