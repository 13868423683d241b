"""Articles as posted, read: checked, told apart, their mentions found. Touches no database."""

import hashlib
import json
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from app.errors import Fault, Invalid
from app.mentions import Draft, Reading, Text, find
from app.names import read
from app.services.languages import is_language
from app.services.views import NewArticle

_LANG = re.compile(r"[a-zA-Z]{2,3}([-_][a-zA-Z0-9]{1,8})*")
# Nothing that anybody reads goes on for so long without a break.
MAX_WORD_LENGTH = 10_000
MAX_TEXT_LENGTH = 2_000_000
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Found:
    """An article of a batch with what was found in it, before the registry has had its say."""

    index: int
    article: NewArticle
    identity: str
    digest: str
    draft: Draft
    sure: Reading
    # The folded names that need no one's word.
    names: frozenset[str]

    @property
    def unclear(self) -> frozenset[str]:
        """The folded names that would change the reading if they were known."""
        return self.draft.doubtful | self.sure.alternatives

    def settle(self, known: Collection[str]) -> Reading:
        """Read with names that others know; without any it is the sure reading."""
        if self.unclear.isdisjoint(known):
            return self.sure
        return self.draft.settle(known)


def read_article(index: int, article: NewArticle) -> Found:
    """Find the mentions of one article. Raises `Invalid` with what is wrong with it."""
    check(index, article)
    lang = article.lang.lower().split("-")[0] if article.lang else None
    draft = find(Text(article.title, article.text, lang))
    sure = draft.settle(())
    # Names are parsed here, where no lock is held; the engine remembers them.
    for mention in sure.mentions:
        read(mention.name, sure.lang)
    in_full = [each for each in sure.chains if not each.is_partial]
    names = frozenset(read(name, sure.lang).folded for each in in_full for name in each.names)
    return Found(index, article, identity(article), digest(article), draft, sure, names)


def check(index: int, article: NewArticle) -> None:
    """Raise `Invalid` for what cannot be an article."""
    at = f"/articles/{index}"
    faults = []
    if wrong := _wrong(article.text):
        faults.append(Fault(f"{at}/text", wrong))
    strings = ("text", "title", "external_id", "source", "url")
    for field in strings:
        value = getattr(article, field)
        if value and not _storable(value):
            detail = "NUL characters and lone surrogates are no text."
            faults.append(Fault(f"{at}/{field}", detail))
    if article.lang is not None and not (
        _LANG.fullmatch(article.lang) and is_language(article.lang)
    ):
        faults.append(Fault(f"{at}/lang", f"{article.lang[:20]!r} is no language code."))
    if article.published_at is not None and article.published_at.tzinfo is None:
        faults.append(Fault(f"{at}/published_at", "The time has no offset from UTC."))
    if faults:
        raise Invalid("The article cannot be read.", tuple(faults))


def _wrong(text: str) -> str | None:
    if not any(character.isalpha() for character in text):
        return "There is no letter in the text."
    if len(text) > MAX_TEXT_LENGTH:
        return f"The text is longer than {MAX_TEXT_LENGTH} characters."
    if not is_running_text(text):
        return f"This is no running text: a word is longer than {MAX_WORD_LENGTH}."
    return None


def is_running_text(text: str) -> bool:
    """Whether no word is past all measure."""
    return len(text) <= MAX_WORD_LENGTH or all(
        match.end() - match.start() <= MAX_WORD_LENGTH for match in _WORD.finditer(text)
    )


def _storable(value: str) -> bool:
    return "\x00" not in value and not any("\ud800" <= letter <= "\udfff" for letter in value)


def identity(article: NewArticle) -> str:
    """Which article this is: its id at its source; without one, what it says."""
    if article.external_id is not None:
        return _hash(["id", article.source, article.external_id])
    return _hash(["text", article.source, article.title, article.text])


def digest(article: NewArticle) -> str:
    """Which version of the article this is."""
    published = article.published_at.isoformat() if article.published_at else None
    return _hash([article.title, article.text, article.lang, article.url, published])


def known_names(batch: Sequence[Found]) -> set[str]:
    """The folded names that the batch itself is sure of, of people whom it names in full.

    A lone word that one text took for a name vouches for nothing: *Firefox*, *Scientology*.
    """
    return {name for found in batch for name in found.names}


def unclear_names(batch: Sequence[Found]) -> set[str]:
    """The folded names that only the registry, or the rest of the batch, can vouch for."""
    return {name for found in batch for name in found.unclear}


def _hash(parts: list[str | None]) -> str:
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()
