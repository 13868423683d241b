"""People are found in every language, whatever the case of the name; places and firms are not."""

import re
from pathlib import Path

import pytest

from app.mentions import Text, find

CASES = [
    line.split("\t")
    for line in (Path(__file__).parent / "cases/detection.tsv").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("lang", "marked"), CASES)
def test_every_mention_is_found_and_nothing_else(lang: str, marked: str) -> None:
    marked = marked.replace("⏎", "\n")
    reading = find(Text(None, re.sub(r"[\[\]]", "", marked), lang)).settle()
    assert [mention.surface for mention in reading.mentions] == re.findall(r"\[(.*?)\]", marked)
