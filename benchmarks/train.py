"""`make train`: fit the scorer on what may be trained on, and write it as two small tables.

    ONYM_SHARED=../shared .venv/bin/python benchmarks/train.py [--folds]

With --folds it first tells how the scorer does on persons that it did not learn from (folds.py).

Learns from the pairs of P and from drawn searches (benchmarks/training_pairs.py), persons of ofac,
ep_wikidata and ep_belarus only. Writes app/names/tables/weights.tsv (a logistic with constrained
signs) and trees.tsv (boosted trees, monotone in every feature). The scorer takes the mean of both.
"""

import argparse
import json
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np
from folds import Owners, cross_validate
from scipy.optimize import minimize
from sklearn.ensemble import HistGradientBoostingClassifier
from training_pairs import SOURCES, examples, rows_of

from app.names import read
from app.names.features import NAMES, NEUTRAL, measure
from app.names.profile import profile

TABLES = Path(__file__).resolve().parent.parent / "app" / "names" / "tables"
SHARED = Path(os.environ.get("ONYM_SHARED", "../shared"))
TREES, LEAVES, RATE = 48, 6, 0.14
LEAST_IN_LEAF = 40
RIDGE = 1e-4
SEARCH_WEIGHT = 0.3
LEAST_WEIGHT = {
    "given": 0.3,
    "gender": 0.2,
    "suffix": 0.3,
    "leftover": 0.1,
    "plain": 0.1,
    "rarity": 0.5,
}
"""Signs the lists hold too few examples of, as families need them."""
LICENCE = (
    "# source: fitted by benchmarks/train.py on ofac (public domain) and ep_* (CC0); licence: MIT\n"
)


@dataclass(frozen=True)
class Table:
    """Measured pairs: features, labels, weights; of whom the names are, for both sides."""

    x: np.ndarray
    y: np.ndarray
    weight: np.ndarray
    persons: list[tuple[str, str]]

    def without(self, held: Callable[[str], bool]) -> "Table":
        """The pairs in which no held-out person has a part."""
        kept = np.array([not held(one) and not held(other) for one, other in self.persons])
        persons = [pair for pair, keep in zip(self.persons, kept, strict=True) if keep]
        return Table(self.x[kept], self.y[kept], self.weight[kept], persons)


def pairs_table(shared: Path) -> Table:
    """The pairs of P whose source may be trained on."""
    rows = [
        row for row in rows_of(shared / "bench/names/P_dev.jsonl.gz") if row["source"] in SOURCES
    ]
    x = [measure(profile(read(row["a"])), profile(read(row["b"]))).values for row in rows]
    y = [row["y"] for row in rows]
    owners = Owners(shared)
    persons = [(owners.of(row["a"]), owners.of(row["b"])) for row in rows]
    return Table(np.array(x), np.array(y), np.ones(len(y)), persons)


def search_table(shared: Path) -> Table:
    """Drawn searches, with the rarity of what is shared and without."""
    drawn = examples(shared)
    x = np.array([measure(profile(e.a), profile(e.b), drawn.rarity).values for e in drawn.examples])
    y = np.array([int(e.same) for e in drawn.examples])
    plain = x.copy()
    plain[:, NAMES.index("rarity")] = NEUTRAL[NAMES.index("rarity")]
    weight = np.full(2 * len(y), SEARCH_WEIGHT / 2)
    persons = [(e.person, e.other) for e in drawn.examples]
    return Table(np.vstack([x, plain]), np.concatenate([y, y]), weight, [*persons, *persons])


def fit_logistic(table: Table) -> np.ndarray:
    """Weights of the centred features, none negative, and the bias last."""
    z = table.x - np.array(NEUTRAL)
    total = table.weight.sum()

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        odds = z @ w[:-1] + w[-1]
        error = (1 / (1 + np.exp(-np.clip(odds, -30, 30))) - table.y) * table.weight
        value = (table.weight * (np.logaddexp(0, odds) - table.y * odds)).sum() / total
        slope = np.append(z.T @ error / total + RIDGE * w[:-1], error.sum() / total)
        return value + RIDGE * (w[:-1] ** 2).sum() / 2, slope

    bounds = [(LEAST_WEIGHT.get(name, 0.0), None) for name in NAMES] + [(None, None)]
    return minimize(loss, np.zeros(len(bounds)), jac=True, method="L-BFGS-B", bounds=bounds).x


def fit_trees(table: Table) -> HistGradientBoostingClassifier:
    """Boosted trees that never fall when a feature rises."""
    trees = HistGradientBoostingClassifier(
        max_iter=TREES,
        max_leaf_nodes=LEAVES,
        learning_rate=RATE,
        min_samples_leaf=LEAST_IN_LEAF,
        l2_regularization=3.0,
        monotonic_cst=[1] * len(NAMES),
        early_stopping=False,
        random_state=0,
    )
    return trees.fit(table.x, table.y, sample_weight=table.weight)


def write_weights(weights: np.ndarray) -> None:
    """Write the logistic as a table that can be read and checked by hand."""
    lines = [
        f"{name}\t{weight:.4f}\n" for name, weight in zip([*NAMES, "bias"], weights, strict=True)
    ]
    head = "# The linear half of the scorer: bias + sum of weight * (value - neutral value).\n"
    (TABLES / "weights.tsv").write_text(
        head + LICENCE + "feature\tweight\n" + "".join(lines), "utf-8"
    )


def write_trees(trees: HistGradientBoostingClassifier) -> None:
    """Write the trees, a node a row."""
    baseline = float(np.ravel(trees._baseline_prediction)[0])  # noqa: SLF001
    lines = [f"-\t0\t-\t-\t-\t-\t{baseline:.5f}\n"]
    for number, (tree,) in enumerate(trees._predictors):  # noqa: SLF001
        for at, node in enumerate(tree.nodes):
            if node["is_leaf"]:
                lines.append(f"{number}\t{at}\t-\t-\t-\t-\t{node['value']:.5f}\n")
            else:
                name, split = NAMES[node["feature_idx"]], node["num_threshold"]
                lines.append(
                    f"{number}\t{at}\t{name}\t{split:.6g}\t{node['left']}\t{node['right']}\t-\n"
                )
    head = (
        "# The other half of the scorer: monotone trees whose leaves add up.\n"
        "# The first row is where the sum begins. At a node with a feature: to `least` when\n"
        "# its value is at most `split`, else to `more`.\n"
    )
    columns = "tree\tnode\tfeature\tsplit\tleast\tmore\tvalue\n"
    (TABLES / "trees.tsv").write_text(head + LICENCE + columns + "".join(lines), "utf-8")


def fit(table: Table) -> None:
    """Fit both halves and put them into the package."""
    write_weights(fit_logistic(table))
    write_trees(fit_trees(table))


def main() -> None:
    """Learn and write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--folds", action="store_true", help="measure on held-out persons first")
    args = parser.parse_args()
    tables = [pairs_table(SHARED), search_table(SHARED)]
    table = Table(
        np.vstack([t.x for t in tables]),
        np.concatenate([t.y for t in tables]),
        np.concatenate([t.weight for t in tables]),
        [pair for t in tables for pair in t.persons],
    )
    if args.folds:
        lines = cross_validate(SHARED, lambda held: fit(table.without(held)))
        sys.stdout.write("\n".join([*lines, ""]))
    fit(table)
    facts = {"pairs": len(table.y), "same": int(table.y.sum()), "trees": TREES}
    sys.stdout.write(json.dumps(facts) + "\n")


if __name__ == "__main__":
    main()
