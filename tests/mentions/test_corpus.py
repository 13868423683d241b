"""Our own news, which the taggers are trained on: every file can be read, every mention is one."""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "benchmarks" / "mentions"


def module() -> object:
    spec = spec_from_file_location("corpus", FOLDER / "corpus.py")
    assert spec is not None
    assert spec.loader is not None
    made = module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


@pytest.mark.parametrize("path", sorted((FOLDER / "corpus").glob("*.txt")), ids=lambda p: p.stem)
def test_every_article_is_marked_well(path: Path) -> None:
    rows = list(module().articles(path))  # type: ignore[attr-defined]
    assert len({row["id"] for row in rows}) == len(rows) >= 40
    for row in rows:
        assert "\n" in row["text"], row["id"]
        for mention in row["mentions"]:
            assert row["text"][mention["start"] : mention["end"]] == mention["surface"]
            assert any(letter.isalpha() for letter in mention["surface"]), row["id"]
