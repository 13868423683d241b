"""The threshold curve of an evaluation as a picture."""

from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path
from typing import Any

from app.services.evaluate import Point

WIDTH, HEIGHT, MARGIN = 720, 420, 50
HEAD = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
    'font-family="sans-serif" font-size="12">'
)
LINES: dict[str, tuple[str, Callable[[Point], float]]] = {
    "precision": ("#1b6ca8", lambda point: point.precision),
    "recall": ("#c8553d", lambda point: point.recall),
    "F1": ("#3a7d44", lambda point: point.f1),
}


def draw(points: Sequence[Point], marks: Sequence[tuple[str, float]], path: Path) -> None:
    """Write the curve by the suffix of the path: SVG by ourselves, anything else by matplotlib.

    `marks` are named thresholds, drawn as upright lines. Raises ImportError without matplotlib.
    """
    if path.suffix.lower() == ".svg":
        path.write_text(svg(points, marks), encoding="utf-8")
    else:
        _by_matplotlib(points, marks, path)


def svg(points: Sequence[Point], marks: Sequence[tuple[str, float]]) -> str:
    """The curve as an SVG document."""
    parts = [
        HEAD.format(width=WIDTH, height=HEIGHT),
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
    ]
    for step in range(11):
        at = step / 10
        parts.append(_line((at, 0), (at, 1), "#e4e4e4") + _line((0, at), (1, at), "#e4e4e4"))
        parts.append(_text((at, 0), f"{at:.1f}", dy=18) + _text((0, at), f"{at:.1f}", dx=-18, dy=4))
    parts.append(_text((0.5, 0), "threshold", dy=38))
    for place, (name, threshold) in enumerate(marks):
        parts.append(_line((threshold, 0), (threshold, 1), "#888", dashed=True))
        parts.append(_text((threshold, 1), name, dy=-6 - 13 * (place % 3)))
    for place, (name, (colour, value)) in enumerate(LINES.items()):
        path = " ".join("{:.1f},{:.1f}".format(*_place(p.threshold, value(p))) for p in points)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts.append(_text((0.1, 0.3 - place * 0.05), name, colour=colour))
    return "\n".join([*parts, "</svg>", ""])


def _place(x: float, y: float) -> tuple[float, float]:
    return MARGIN + x * (WIDTH - 2 * MARGIN), HEIGHT - MARGIN - y * (HEIGHT - 2 * MARGIN)


def _line(
    start: tuple[float, float], end: tuple[float, float], colour: str, *, dashed: bool = False
) -> str:
    (x1, y1), (x2, y2) = _place(*start), _place(*end)
    dashes = ' stroke-dasharray="4 4"' if dashed else ""
    return (
        f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}"{dashes}/>'
    )


def _text(
    at: tuple[float, float], words: str, *, dx: int = 0, dy: int = 0, colour: str = "#333"
) -> str:
    x, y = _place(*at)
    return (
        f'<text x="{x + dx:.1f}" y="{y + dy:.1f}" text-anchor="middle" fill="{colour}">'
        f"{escape(words)}</text>"
    )


def _by_matplotlib(points: Sequence[Point], marks: Sequence[tuple[str, float]], path: Path) -> None:
    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib import pyplot as plt

    figure: Any
    axes: Any
    figure, axes = plt.subplots(figsize=(7.2, 4.2))
    for name, (colour, value) in LINES.items():
        axes.plot([p.threshold for p in points], [value(p) for p in points], colour, label=name)
    for name, threshold in marks:
        axes.axvline(threshold, color="#888", linestyle="--", linewidth=1)
        axes.annotate(name, (threshold, 1.01), ha="center", fontsize=8)
    axes.set_xlabel("threshold")
    axes.grid(visible=True, color="#e4e4e4")
    axes.legend(loc="lower left")
    figure.savefig(path, dpi=120)
    plt.close(figure)
