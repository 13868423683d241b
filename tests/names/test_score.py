"""The fast scorer against a slow one that reads the tables as they are written."""

from hypothesis import given
from hypothesis import strategies as st

from app.names import tables
from app.names.features import FEATURES
from app.names.score import log_odds

VECTORS = st.tuples(*(st.floats(measure.least, measure.most) for measure in FEATURES))


def by_the_book(values: tuple[float, ...]) -> float:
    """Log-odds straight from weights.tsv and trees.tsv."""
    named = dict(zip((measure.name for measure in FEATURES), values, strict=True))
    neutral = {measure.name: measure.neutral for measure in FEATURES}
    total = 0.0
    for row in tables.rows("weights.tsv"):
        weight = float(row["weight"])
        name = row["feature"]
        total += weight if name == "bias" else weight * (named[name] - neutral[name])
    first, *rows = tables.rows("trees.tsv")
    nodes = {(row["tree"], row["node"]): row for row in rows}
    boosted = float(first["value"])
    for tree in sorted({row["tree"] for row in rows}):
        node = nodes[tree, "0"]
        while node["feature"] != "-":
            side = "least" if named[node["feature"]] <= float(node["split"]) else "more"
            node = nodes[tree, node[side]]
        boosted += float(node["value"])
    return (total + boosted) / 2


@given(VECTORS)
def test_the_fast_scorer_agrees_with_the_tables(values: tuple[float, ...]) -> None:
    assert abs(log_odds(values) - by_the_book(values)) < 1e-6


@given(VECTORS, st.integers(0, len(FEATURES) - 1), st.floats(0, 1))
def test_more_of_a_feature_never_lowers_the_score(
    values: tuple[float, ...], at: int, share: float
) -> None:
    more = values[at] + share * (FEATURES[at].most - values[at])
    raised = (*values[:at], max(values[at], more), *values[at + 1 :])
    assert log_odds(raised) >= log_odds(values) - 1e-9
