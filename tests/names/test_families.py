"""Spouses, siblings, parents and children, namesakes, initials: one person or two."""

from pathlib import Path

import pytest

from app.names import compare

CASES = Path(__file__).parent / "cases" / "families.tsv"


def rows() -> list[tuple[str, str, str, str]]:
    lines = [line for line in CASES.read_text("utf-8").splitlines() if not line.startswith("#")]
    cells = [line.split("\t") for line in lines[1:]]
    return [(a, b, verdict, why) for a, b, verdict, why in cells]


@pytest.mark.parametrize("verdict", ["link", "not-link", "nil"])
def test_families_are_told_apart_and_spellings_joined(verdict: str) -> None:
    cases = [(a, b, why) for a, b, said, why in rows() if said == verdict]
    wrong = []
    for a, b, why in cases:
        found = compare(a, b)
        right = found.decision != "link" if verdict == "not-link" else found.decision == verdict
        if not right:
            wrong.append(f"{a} | {b}: {found.decision} {found.score:.3f} ({why})")
    assert len(cases) >= 30
    assert wrong == []
