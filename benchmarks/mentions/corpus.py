"""Our own news: short invented articles in which every mention of a person is marked.

A file `corpus/LANG.txt` or `corpus/LANG_tricky.txt` holds articles. Each begins with a line
`## ID TOPIC`; the next line is its headline, then comes its text. A mention stands in brackets with
the number of its person within the article: `[1:Петър Иванов] ... [1:Иванов]`. All living people
are invented.

    python benchmarks/mentions/corpus.py corpus/bg.txt     # what is in a file, and what is wrong
"""

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

CORPUS = Path(__file__).parent / "corpus"
_MENTION = re.compile(r"\[(\d+):([^\[\]:]+)\]")
_MARKS = re.compile(r"(\[\d+:[^\[\]:]+\])")
_POSSESSIVES = ((re.compile(r"(?<![\s(\"])(['’](?:s|S|re|ll|ve|d|m)\b)"), r" \1"),)
_STOPS = (
    (re.compile(r"([(),;:!?\"“”](?!\d))"), r" \1 "),
    (re.compile(r"(?<!\.[A-Z])(?<!\b[A-Z])\.(?=\s|$)(?!\s+\d)"), " ."),
)
_SPACES = re.compile(" {2,}")


def articles(path: Path, typeset: Callable[[str], str] = str.strip) -> Iterator[dict[str, Any]]:
    """Yield the articles of a file as rows of the benchmark's format; ValueError if unfit."""
    for block in re.split(r"^## ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        head, _, body = block.partition("\n")
        number, _, topic = head.strip().partition(" ")
        yield _row(number, topic, path.stem.partition("_")[0], typeset(body.strip()))


def possessives_apart(body: str) -> str:
    """Return a marked text with a space before each possessive: Smith 's."""
    return _apart(body, _POSSESSIVES)


def all_apart(body: str) -> str:
    """Return a marked text with spaces around all signs, as collections of tokens have it."""
    return _apart(body, _POSSESSIVES + _STOPS)


def _apart(body: str, rules: tuple[tuple[re.Pattern[str], str], ...]) -> str:
    """Apply rules between the mentions; a mention keeps its own signs."""
    parts = _MARKS.split(body)
    for at in range(0, len(parts), 2):
        part = ("x" if at else "") + parts[at]  # what follows a mention hangs on a word
        for pattern, other in rules:
            part = pattern.sub(other, part)
        parts[at] = part[1:] if at else part
    lines = _SPACES.sub(" ", "".join(parts)).split("\n")
    return "\n".join(line.strip() for line in lines)


def _row(number: str, topic: str, lang: str, body: str) -> dict[str, Any]:
    parts: list[str] = []
    mentions = []
    length = end = 0
    for mention in _MENTION.finditer(body):
        before, surface = body[end : mention.start()], mention[2]
        if surface != surface.strip():
            raise ValueError(f"{number}: space at the edge of a mention: {mention[0]}")
        start = length + len(before)
        length = start + len(surface)
        parts += (before, surface)
        mentions.append(
            {"start": start, "end": length, "surface": surface, "entity_id": int(mention[1])}
        )
        end = mention.end()
    text = "".join((*parts, body[end:]))
    if "[" in text or "]" in text:
        raise ValueError(f"{number}: a bracket that marks no mention")
    return {"id": number, "topic": topic, "lang": lang, "text": text, "mentions": mentions}


def main() -> None:
    """Print what is in a file."""
    rows = list(articles(Path(sys.argv[1])))
    surfaces = [mention["surface"] for row in rows for mention in row["mentions"]]
    size = sum(len(row["text"]) for row in rows)
    doubled = [number for number, times in Counter(row["id"] for row in rows).items() if times > 1]
    full = {(row["id"], m["surface"].split()[-1]) for row in rows for m in row["mentions"]}
    often = Counter(surname for _, surname in full).most_common(12)
    print(f"{len(rows)} articles, {size} characters, {len(surfaces)} mentions")
    print(f"one word: {sum(' ' not in s for s in surfaces) / max(1, len(surfaces)):.2f}")
    print(f"without a mention: {sum(not row['mentions'] for row in rows)}")
    print(f"same id twice: {doubled}; surnames in the most articles: {often}")


if __name__ == "__main__":
    main()
