"""`make chances`: fit how probable a candidate of a search is, its rivals weighed, and measure it.

    ONYM_SHARED=../shared .venv/bin/python benchmarks/chances.py [--queries 0] [--write]

Every query of R among all people of the registry, judged as the service judges. Three numbers are
fitted (app/names/tables/chances.tsv). The figures are of persons that had no part in the fit nor in
the choice of the threshold: five folds by the person asked for. The least chance for `link` is the
lowest that kept a precision of .985 on the other folds.
"""

import argparse
import hashlib
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from math import log, log1p
from pathlib import Path

import numpy as np
from memory import Registry
from names import SHARED, sample
from plots import bins, expected_error
from scipy.optimize import minimize
from training_pairs import rows_of

from app.names import Thresholds
from app.names.decide import _odds

TABLE = Path(__file__).resolve().parent.parent / "app/names/tables/chances.tsv"
FOLDS, PRECISION, SHOWN = 5, 0.985, 10


@dataclass(frozen=True)
class Asked:
    """A query: the scores of its candidates, best first, and which of them were meant."""

    person: str
    scores: tuple[float, ...]
    right: tuple[bool, ...]

    def rows(self) -> list[tuple[float, float, float]]:
        """1, log-odds and the weight of the rivals, for each candidate."""
        odds = [_odds(score) for score in self.scores]
        return [(1.0, log(own), -log1p(sum(odds) - own)) for own in odds]


def fit(asked: Sequence[Asked]) -> np.ndarray:
    """The three numbers: a logistic regression over all candidates."""
    x = np.array([row for one in asked for row in one.rows()])
    y = np.array([right for one in asked for right in one.right], float)

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        odds = x @ w
        error = 1 / (1 + np.exp(-np.clip(odds, -30, 30))) - y
        return float((np.logaddexp(0, odds) - y * odds).sum()), x.T @ error

    return minimize(loss, np.zeros(3), jac=True, method="L-BFGS-B").x


def chances(one: Asked, table: np.ndarray) -> list[float]:
    """As app.names.decide.chances, with this table."""
    found = 1 / (1 + np.exp(-np.clip(np.array(one.rows()) @ table, -30, 30)))
    first = [float(min(score, p, 0.999)) for score, p in zip(one.scores, found, strict=True)]
    if one.scores.count(1.0) == 1:
        first[one.scores.index(1.0)] = 1.0
    return first


def threshold(first: Sequence[tuple[float, bool]]) -> float:
    """The least chance from which PRECISION of those linked are right."""
    right, best = 0, 1.0
    for number, (chance, is_right) in enumerate(sorted(first, reverse=True), 1):
        right += is_right
        if right / number >= PRECISION:
            best = chance
    return best


def first_of(asked: Sequence[Asked], table: np.ndarray) -> list[tuple[float, bool]]:
    """Chance and rightness of each best candidate whose score alone would do."""
    return [
        (chances(one, table)[0], one.right[0])
        for one in asked
        if one.scores and one.scores[0] >= Thresholds().link
    ]


def measure(asked: list[Asked]) -> list[str]:
    """Lines of figures on held-out persons."""
    fold = [int(hashlib.md5(one.person.encode()).hexdigest(), 16) % FOLDS for one in asked]  # noqa: S324
    every: list[tuple[float, bool]] = []
    best: list[tuple[float, bool]] = []
    linked: list[bool] = []
    limits = []
    for held in range(FOLDS):
        others = [one for one, at in zip(asked, fold, strict=True) if at != held]
        own = [one for one, at in zip(asked, fold, strict=True) if at == held and one.scores]
        table = fit([one for one in others if one.scores])
        limits.append(threshold(first_of(others, table)))
        for one in own:
            some = list(zip(chances(one, table), one.right, strict=True))[:SHOWN]
            every += some
            best.append(some[0])
        linked += [right for chance, right in first_of(own, table) if chance >= limits[-1]]
    errors = [expected_error(bins(*zip(*some, strict=True))) for some in (every, best)]
    return [
        f"{len(asked)} queries; limits of the folds: {', '.join(f'{x:.3f}' for x in limits)}",
        f"link, held out: P {sum(linked) / len(linked):.4f}, R {sum(linked) / len(asked):.4f}",
        f"expected error: {errors[0]:.4f} of {len(every)} candidates, {errors[1]:.4f} of the first",
    ]


def main() -> None:
    """Fit, measure, and write the table when asked to."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--queries", type=int, default=0, help="0 for all")
    parser.add_argument("--write", action="store_true", help="put the numbers into the table")
    args = parser.parse_args()
    people = list(rows_of(SHARED / "registry.jsonl.gz"))
    registry = Registry([str(row["name"]) for row in people])
    asked = []
    for query in sample(rows_of(SHARED / "R_dev.jsonl.gz"), args.queries):
        ranked = registry.judge(str(query["q"])).ranked
        ids = [people[one.person.id or 0]["id"] for one in ranked]
        gold = list(query["gold"])  # type: ignore[call-overload]
        right = tuple(number in gold for number in ids)
        asked.append(Asked(gold[0], tuple(one.score for one in ranked), right))
    table = fit([one for one in asked if one.scores])
    limit = threshold(first_of(asked, table))
    lines = [*measure(asked), f"all: {table.round(3).tolist()}, link from {limit:.3f}"]
    sys.stdout.write("\n".join(lines) + "\n")
    if args.write:
        head = [line for line in TABLE.read_text("utf-8").splitlines() if line.startswith("#")]
        body = [
            f"{name}\t{value:.3f}"
            for name, value in zip(("start", "own", "rivals"), table, strict=True)
        ]
        TABLE.write_text("\n".join([*head, "part\tweight", *body, ""]), "utf-8")


if __name__ == "__main__":
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    main()
