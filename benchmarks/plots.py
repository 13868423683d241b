"""A picture of how far probabilities can be believed, as SVG."""

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

SIDE, MARGIN, BINS = 420, 50, 20
COLOURS = ("#1b6ca8", "#c8553d")


def bins(scores: Sequence[float], right: Sequence[bool]) -> list[tuple[float, float, int]]:
    """(mean score, share that was right, how many) of each twentieth of the scale in use."""
    known = sorted((min(BINS - 1, int(s * BINS)), s, r) for s, r in zip(scores, right, strict=True))
    found = []
    for _, some in groupby(known, key=lambda row: row[0]):
        rows = list(some)
        mean, share = (sum(row[at] for row in rows) / len(rows) for at in (1, 2))
        found.append((mean, share, len(rows)))
    return found


def expected_error(found: Sequence[tuple[float, float, int]]) -> float:
    """Mean distance of what was promised from what came true, each candidate counted once."""
    total = sum(count for *_, count in found) or 1
    return sum(abs(mean - share) * count for mean, share, count in found) / total


def draw_calibration(lines: dict[str, Sequence[tuple[float, float, int]]], path: Path) -> None:
    """Write a diagram: what was promised to the right, what came true upwards, a line a group."""
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIDE} {SIDE}" font-size="12">',
        f'<rect width="{SIDE}" height="{SIDE}" fill="white"/>',
        _line(((0, 0), (1, 1)), "#bbb"),
        _line(((0, 0), (1, 0)), "#888"),
        _line(((0, 0), (0, 1)), "#888"),
        _text((0.5, -0.1), "score"),
        _text((0.02, 1.05), "right"),
    ]
    for step in range(0, 11, 2):
        parts += [
            _text((step / 10, -0.05), f"{step / 10:.1f}"),
            _text((-0.07, step / 10), f"{step / 10:.1f}"),
        ]
    for place, (name, found) in enumerate(lines.items()):
        colour = COLOURS[place]
        parts.append(_line([(mean, share) for mean, share, _ in found], colour))
        parts.append(_text((0.3, 0.95 - place * 0.06), name, colour))
        for mean, share, count in found:
            x, y = _place((mean, share))
            radius = min(9.0, 1.5 + count**0.25)
            parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="{colour}"/>')
    path.write_text("\n".join([*parts, "</svg>", ""]), encoding="utf-8")


def _place(at: tuple[float, float]) -> tuple[float, float]:
    inner = SIDE - 2 * MARGIN
    return MARGIN + at[0] * inner, SIDE - MARGIN - at[1] * inner


def _line(points: Sequence[tuple[float, float]], colour: str) -> str:
    path = " ".join("{:.1f},{:.1f}".format(*_place(point)) for point in points)
    return f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>'


def _text(at: tuple[float, float], words: str, colour: str = "#333") -> str:
    x, y = _place(at)
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="middle" fill="{colour}">{words}</text>'
