"""Who is called by one name alone and known by it: Pope Francis, Prophet Muhammad."""

from functools import cache
from importlib.resources import files

from app.mentions.found import Found
from app.mentions.tokens import Kind


def is_mononym(one: Found) -> bool:
    """Whether a mention is a lone word behind the title of a pope, patriarch or prophet."""
    first = one.span.first
    if not first or one.span.last - first > 1:
        return False
    before = one.passage.tokens[first - 1]
    return before.kind == Kind.WORD and _is_title(before.word.casefold(), one.passage.lang)


def _is_title(word: str, lang: str) -> bool:
    return any(
        word.startswith(title[:-1]) if title.endswith("*") else word == title
        for title in _titles().get(lang, ())
    )


@cache
def _titles() -> dict[str, tuple[str, ...]]:
    table = files("app.mentions") / "tables" / "mononym_titles.tsv"
    rows = (
        line.split("\t")
        for line in table.read_text(encoding="utf-8").splitlines()
        if not line.startswith("#")
    )
    return {lang: tuple(words.split()) for lang, words in rows}
