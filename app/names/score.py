"""From features to the probability that two names are one person's: the readable scorer."""

from functools import lru_cache
from math import exp

from app.names import tables
from app.names.features import NAMES, NEUTRAL


@lru_cache(maxsize=1)
def _weights() -> tuple[tuple[float, ...], float]:
    """Weights in the order of FEATURES, and the bias with the neutral values taken into it."""
    table = {row["feature"]: float(row["weight"]) for row in tables.rows("weights.tsv")}
    weights = tuple(table[name] for name in NAMES)
    offset = sum(weight * neutral for weight, neutral in zip(weights, NEUTRAL, strict=True))
    return weights, table["bias"] - offset


def log_odds(values: tuple[float, ...]) -> float:
    """Log-odds of one person, from the values of FEATURES in their order. Monotone in each."""
    weights, bias = _weights()
    return bias + sum(map(float.__mul__, weights, values))


def probability(values: tuple[float, ...]) -> float:
    """The same as a probability, strictly between 0 and 1."""
    return 1.0 / (1.0 + exp(-max(-30.0, min(30.0, log_odds(values)))))
