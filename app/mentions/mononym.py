"""Who is called by one name alone and known by it: Pope Francis, Prophet Muhammad, Prince Harry."""

from functools import cache
from importlib.resources import files
from typing import NamedTuple

from app.mentions.found import Found
from app.mentions.lead import lead


class _Titles(NamedTuple):
    """The words of a language, stems with a trailing *."""

    one: tuple[str, ...] = ()
    several: tuple[str, ...] = ()
    royal: tuple[str, ...] = ()


def is_mononym(one: Found) -> bool:
    """Whether a mention is a lone word led by the title of a pope, patriarch or prophet."""
    titles = _titles(one.passage.lang)
    return _is_lone(one) and any(
        _is_one_of(word.token.word.casefold(), titles.several if word.shared else titles.one)
        for word in lead(one)
    )


def is_royal(one: Found) -> bool:
    """Whether a mention is a lone word led by the title of a king, a prince or their wives."""
    titles = _titles(one.passage.lang)
    return _is_lone(one) and any(
        not word.shared and _is_one_of(word.token.word.casefold(), titles.royal)
        for word in lead(one)
    )


def _is_lone(one: Found) -> bool:
    return one.span.last - one.span.first == 1


def _is_one_of(word: str, titles: tuple[str, ...]) -> bool:
    return any(
        word.startswith(title[:-1]) if title.endswith("*") else word == title for title in titles
    )


def _titles(lang: str) -> _Titles:
    return _table().get(lang, _Titles())


@cache
def _table() -> dict[str, _Titles]:
    table = files("app.mentions") / "tables" / "mononym_titles.tsv"
    rows = (
        line.split("\t")
        for line in table.read_text(encoding="utf-8").splitlines()
        if not line.startswith("#")
    )
    return {lang: _Titles(*(tuple(words.split()) for words in cells)) for lang, *cells in rows}
