"""`onym import` and `onym export`."""

import gzip
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from app.cli import app

PEOPLE = '{"label": "Olga Tokarczuk", "external_ids": {"wikidata": "Q106465"}}\n{"label": "?"}\n'


@pytest.fixture
def registry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ONYM_DATABASE_URL", f"sqlite:///{tmp_path}/new/onym.db")
    return tmp_path


def test_a_file_is_loaded_and_written_out_again(registry: Path) -> None:
    source = registry / "people.jsonl.gz"
    source.write_bytes(gzip.compress(PEOPLE.encode()))
    failures = registry / "failures.jsonl"
    loaded = CliRunner().invoke(app, ["import", str(source), "--failures", str(failures)])
    assert loaded.exit_code == 0, loaded.output
    assert "1 persons loaded, 1 refused" in loaded.output
    assert json.loads(failures.read_text(encoding="utf-8"))["problem"]
    target = registry / "out.csv"
    written = CliRunner().invoke(app, ["export", str(target), "--format", "csv"])
    assert written.exit_code == 0, written.output
    assert "wikidata:Q106465" in target.read_text(encoding="utf-8")
    again = CliRunner().invoke(app, ["import", str(target)])
    assert "1 persons loaded, 0 refused" in again.output
    told = CliRunner().invoke(app, ["export"])
    assert len(told.output.splitlines()) == 1


def test_a_kind_or_format_that_does_not_exist_is_refused(registry: Path) -> None:
    source = registry / "people.jsonl"
    source.write_text(PEOPLE, encoding="utf-8")
    assert CliRunner().invoke(app, ["import", str(source), "--kind", "cats"]).exit_code == 2
    assert CliRunner().invoke(app, ["export", "--format", "xml"]).exit_code == 2


def test_a_file_that_is_no_text_is_refused_and_leaves_nothing(registry: Path) -> None:
    source = registry / "people.jsonl"
    source.write_bytes(b'{"label": "\xff"}\n')
    result = CliRunner().invoke(app, ["import", str(source)])
    assert result.exit_code == 1
    assert "UTF-8" in result.output


def test_stored_names_are_brought_under_the_keys_of_today(registry: Path) -> None:
    source = registry / "people.jsonl"
    source.write_text(PEOPLE, encoding="utf-8")
    CliRunner().invoke(app, ["import", str(source)])
    result = CliRunner().invoke(app, ["reindex"])
    assert result.exit_code == 0, result.output
    assert "1 spellings" in result.output
