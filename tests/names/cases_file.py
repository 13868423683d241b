"""Case files beside the tests: tab-separated, comments begin with #."""

from pathlib import Path


def rows(file: str) -> list[tuple[str, ...]]:
    """Read the rows of a case file without its header."""
    lines = (Path(__file__).parent / "cases" / file).read_text(encoding="utf-8").splitlines()
    table = [tuple(line.split("\t")) for line in lines if line and not line.startswith("#")]
    return table[1:]
