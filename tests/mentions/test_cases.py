"""The cases of `cases/*/*.tsv`: who is named, and who is who."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.mentions import Text, find
from app.mentions.chains import group
from app.mentions.found import found
from app.mentions.nominative import nominatives
from app.mentions.passage import Passage, Span

CASES = Path(__file__).parent / "cases"
MARK = re.compile(r"\[(\??)([A-Z]):([^\]]*)\]")


def cases(kind: str) -> Iterator[pytest.param]:  # type: ignore[valid-type]
    for path in sorted((CASES / kind).glob("*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                title, text, *names = line.split("\t")
                yield pytest.param(
                    path.stem, text, names[0] if names else "", id=f"{path.stem}: {title}"
                )


def unmarked(marked: str) -> tuple[str, list[tuple[int, int, str, bool]]]:
    """The plain text, and its mentions as start, end, person, whether it is open who is meant."""
    marked = marked.replace("⏎", "\n")
    text, mentions, end = "", [], 0
    for match in MARK.finditer(marked):
        text += marked[end : match.start()]
        mentions.append((len(text), len(text) + len(match[3]), match[2], bool(match[1])))
        text += match[3]
        end = match.end()
    return text + marked[end:], mentions


@pytest.mark.parametrize(("lang", "marked", "names"), list(cases("texts")))
def test_exactly_the_marked_people_are_found_and_tied(lang: str, marked: str, names: str) -> None:
    assert not names
    text, expected = unmarked(marked)
    reading = find(Text(None, text, lang)).settle()
    assert [m.surface for m in reading.mentions] == [text[a:b] for a, b, _, _ in expected]
    assert [(m.start, m.end) for m in reading.mentions] == [(a, b) for a, b, _, _ in expected]
    numbers = [m.chain for m in reading.mentions]
    assert same_grouping(numbers, [person for _, _, person, _ in expected])


@pytest.mark.parametrize(("lang", "marked", "names"), list(cases("chains")))
def test_mentions_are_tied_to_the_right_person(lang: str, marked: str, names: str) -> None:
    text, expected = unmarked(marked)
    passage = Passage.of("text", text, lang)
    first = {token.start: index for index, token in enumerate(passage.tokens)}
    last = {token.end: index + 1 for index, token in enumerate(passage.tokens)}
    mentions = [found(passage, Span(first[a], last[b])) for a, b, _, _ in expected]
    groups = group(mentions, lang)
    number = {id(one): at for at, g in enumerate(groups) for one in g.members}
    numbers = [number[id(one)] for one in mentions]
    assert same_grouping(numbers, [person for _, _, person, _ in expected])
    for (_, _, person, is_open), at in zip(expected, numbers, strict=True):
        assert groups[at].ambiguous == is_open, person
    for person, name in (pair.split("=") for pair in names.split("; ") if pair):
        at = next(n for (_, _, p, _), n in zip(expected, numbers, strict=True) if p == person)
        one_group = groups[at]
        spelt = nominatives([one.name for one in one_group.members], lang, one_group.gender)
        assert name in spelt.values()


def same_grouping(numbers: list[int], letters: list[str]) -> bool:
    pairs = set(zip(numbers, letters, strict=True))
    return len(pairs) == len(set(numbers)) == len(set(letters))
