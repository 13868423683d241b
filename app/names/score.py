"""From features to the log-odds that two names are one person's.

Two halves of equal say: a linear one that can be read off its table, and boosted trees. Both are
monotone in every feature, so their mean is.
"""

from dataclasses import dataclass
from functools import lru_cache
from math import exp

from app.names import tables
from app.names.features import INDEX, NAMES, NEUTRAL


@lru_cache(maxsize=1)
def _weights() -> tuple[tuple[float, ...], float]:
    """Weights in the order of FEATURES, and the bias with the neutral values taken into it."""
    table = {row["feature"]: float(row["weight"]) for row in tables.rows("weights.tsv")}
    weights = tuple(table[name] for name in NAMES)
    offset = sum(weight * neutral for weight, neutral in zip(weights, NEUTRAL, strict=True))
    return weights, table["bias"] - offset


@dataclass(frozen=True, slots=True)
class Trees:
    """All trees in flat arrays. feature: -1 at a leaf. roots: where each tree begins."""

    start: float
    roots: tuple[int, ...]
    feature: tuple[int, ...]
    split: tuple[float, ...]
    least: tuple[int, ...]
    more: tuple[int, ...]
    value: tuple[float, ...]


@lru_cache(maxsize=1)
def trees() -> Trees:
    """The trees of the table."""
    first, *rows = tables.rows("trees.tsv")
    roots = [at for at, row in enumerate(rows) if row["node"] == "0"]
    base = {rows[at]["tree"]: at for at in roots}
    inner = [row["feature"] != "-" for row in rows]

    def place(row: dict[str, str], side: str) -> int:
        return base[row["tree"]] + int(row[side])

    return Trees(
        start=float(first["value"]),
        roots=tuple(roots),
        feature=tuple(
            INDEX[row["feature"]] if is_inner else -1
            for row, is_inner in zip(rows, inner, strict=True)
        ),
        split=tuple(float(row["split"]) if row["split"] != "-" else 0.0 for row in rows),
        least=tuple(place(row, "least") if row["least"] != "-" else 0 for row in rows),
        more=tuple(place(row, "more") if row["more"] != "-" else 0 for row in rows),
        value=tuple(float(row["value"]) if row["value"] != "-" else 0.0 for row in rows),
    )


def linear(values: tuple[float, ...]) -> float:
    """Log-odds by the linear half."""
    weights, bias = _weights()
    return bias + sum(map(float.__mul__, weights, values))


def by_trees(values: tuple[float, ...]) -> float:
    """Log-odds by the trees."""
    all_trees = trees()
    feature, split, least, more = (
        all_trees.feature,
        all_trees.split,
        all_trees.least,
        all_trees.more,
    )
    value, total = all_trees.value, all_trees.start
    for node in all_trees.roots:
        at = feature[node]
        while at >= 0:
            node = least[node] if values[at] <= split[node] else more[node]  # noqa: PLW2901
            at = feature[node]
        total += value[node]
    return total


def log_odds(values: tuple[float, ...]) -> float:
    """Log-odds of one person, from the values of FEATURES in their order. Monotone in each."""
    return (linear(values) + by_trees(values)) / 2


def probability(values: tuple[float, ...]) -> float:
    """The same as a probability, strictly between 0 and 1."""
    return 1.0 / (1.0 + exp(-max(-30.0, min(30.0, log_odds(values)))))


def forget() -> None:
    """Read the tables anew at the next score: they were written while the process runs."""
    _weights.cache_clear()
    trees.cache_clear()
