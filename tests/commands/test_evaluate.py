"""`onym evaluate`: files of labelled pairs, a table, a curve."""

import gzip
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from typer.testing import CliRunner

from app.cli import app
from app.commands.curves import svg
from app.commands.labelled import read_pairs
from app.errors import Invalid
from app.services.evaluate import LabelledPair, Point

PAIR = LabelledPair("Lech Wałęsa", "Лех Валенса", same=True)
JSON_LINE = '{"a": "Lech Wałęsa", "b": "Лех Валенса", "y": 1, "source": "own"}\n'


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("p.jsonl", JSON_LINE + "\n"),
        ("p.csv", "\ufeffa,b,same\nLech Wałęsa,Лех Валенса,true\n"),
        ("p.tsv", "b\ta\tlabel\nЛех Валенса\tLech Wałęsa\tYES\n"),
    ],
)
def test_pairs_are_read_from_each_format(tmp_path: Path, name: str, content: str) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    assert read_pairs(path) == [PAIR]


def test_pairs_are_read_from_a_packed_file(tmp_path: Path) -> None:
    path = tmp_path / "p.jsonl.gz"
    path.write_bytes(gzip.compress(JSON_LINE.encode()))
    assert read_pairs(path) == [PAIR]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("p.csv", "a,b,same\nx,y,maybe\n"),
        ("p.csv", "a,b\nx,y\n"),
        ("p.jsonl", '{"a": "x", "same": 1}\n'),
        ("p.jsonl", "{"),
        ("p.jsonl", "[1]"),
        ("p.docx", ""),
    ],
)
def test_a_file_that_is_no_list_of_pairs_is_refused(
    tmp_path: Path, name: str, content: str
) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    with pytest.raises(Invalid):
        read_pairs(path)


def test_the_command_prints_figures_and_writes_the_curve(tmp_path: Path) -> None:
    path = tmp_path / "p.csv"
    path.write_text(
        "a,b,same\nLech Wałęsa,Лех Валенса,1\nLech Wałęsa,Anna Fotyga,1\n", encoding="utf-8"
    )
    result = CliRunner().invoke(app, ["evaluate", str(path), "--curve", str(tmp_path / "c.svg")])
    assert result.exit_code == 0
    assert "2 pairs, 2 of one person" in result.output
    assert "Lech Wałęsa ~ Anna Fotyga" in result.output
    assert (tmp_path / "c.svg").exists()


def test_the_command_says_what_is_wrong_with_a_file(tmp_path: Path) -> None:
    path = tmp_path / "p.csv"
    path.write_text("a,b\nx,y\n", encoding="utf-8")
    result = CliRunner().invoke(app, ["evaluate", str(path)])
    assert result.exit_code == 2
    assert "Row 1" in result.output


def test_the_curve_is_a_well_formed_picture() -> None:
    picture = svg([Point(0.0, 0.5, 1.0, 0.6), Point(1.0, 1.0, 0.0, 0.0)], [("<link>", 0.9)])
    root = ET.fromstring(picture)  # noqa: S314 - our own text
    assert root.tag.endswith("svg")
    assert len([e for e in root if e.tag.endswith("polyline")]) == 3
