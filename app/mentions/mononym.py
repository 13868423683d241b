"""Who is called by one name alone and known by it: Pope Francis, Prophet Muhammad."""

from functools import cache
from importlib.resources import files

from app.mentions.found import Found
from app.mentions.lead import lead


def is_mononym(one: Found) -> bool:
    """Whether a mention is a lone word led by the title of a pope, patriarch or prophet."""
    if one.span.last - one.span.first > 1:
        return False
    single, several = _titles().get(one.passage.lang, ((), ()))
    return any(
        _is_one_of(word.token.word.casefold(), several if word.shared else single)
        for word in lead(one)
    )


def _is_one_of(word: str, titles: tuple[str, ...]) -> bool:
    return any(
        word.startswith(title[:-1]) if title.endswith("*") else word == title for title in titles
    )


@cache
def _titles() -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Read the titles of one and of several bearers, by language."""
    table = files("app.mentions") / "tables" / "mononym_titles.tsv"
    rows = (
        line.split("\t")
        for line in table.read_text(encoding="utf-8").splitlines()
        if not line.startswith("#")
    )
    return {lang: (tuple(one.split()), tuple(several.split())) for lang, one, several in rows}
