"""An evaluation in words, for the terminal."""

from app.services.evaluate import Evaluation, Point


def marks(found: Evaluation) -> list[tuple[str, float]]:
    """The thresholds worth showing on the curve."""
    named = (("link", found.linked), ("best F1", found.best), ("P .99", found.safe))
    return [(name, point.threshold) for name, point in named if point is not None]


def table(found: Evaluation) -> str:
    """The figures, then the pairs that went wrong with the reason that weighs most."""
    lines = [
        f"{found.pairs} pairs, {found.positives} of one person; {found.review} sent to review",
        "",
        f"{'':24}{'threshold':>10}{'precision':>11}{'recall':>9}{'F1':>9}",
        _row("decision link", found.linked),
        _row("best F1", found.best),
        _row("highest recall at P .99", found.safe),
    ]
    if found.wrong_count:
        lines += ["", f"{found.wrong_count} went wrong; the worst {len(found.wrong)}:"]
    for pair in found.wrong:
        verdict = "one person" if pair.same else "different"
        lines.append(f"  {pair.score:.3f} {pair.decision:6} ({verdict}) {pair.a} ~ {pair.b}")
        if pair.features:
            lines.append(f"        {pair.features[0].detail}")
    return "\n".join(lines)


def _row(name: str, point: Point | None) -> str:
    if point is None:
        return f"{name:24}{'-':>10}{'-':>11}{'-':>9}{'-':>9}"
    return (
        f"{name:24}{point.threshold:10.3f}{point.precision:11.3f}{point.recall:9.3f}{point.f1:9.3f}"
    )
