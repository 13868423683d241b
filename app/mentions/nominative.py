"""The nominative of a chain's names, from all the forms that the text has of each word.

Every form votes for the nominatives that it may come from; a form that stands beside a given name
in the nominative is one itself. What is stored as an alias must not be «Колесниковой».
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from app.mentions.inflection import bases, given_gender, never_nominative, same_word
from app.mentions.rules.lexicon import given_genders, is_usual, rows
from app.names import Gender, Name, Part

_VOWELS = frozenset("aeiouyáéíóúýąęůěаеёиіїоуыэюяє")
_GLIDES = frozenset("йяеєjiі")  # what may follow a vowel in a nominative: Андрей, Мария
_LEAST_STEM = 2
_VOTE = 1.0  # of a form for each nominative that it may come from
_SEEN = 0.6  # for a nominative that stands in the text
_OTHER_GENDER = 0.4  # less where the ending belongs to the other gender
_LATER = 0.005  # less for a rarer paradigm
_GIVEN = 0.2  # for a rare given name
_KNOWN_ONLY = 0.9  # for a common one, or the only one among the forms
_BESIDE = 2.0  # for a form beside a given name that is in the nominative
_OBLIQUE = -1.0  # against a form beside a given name that is in another case


@lru_cache(maxsize=64)
def _paradigms(lang: str) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """Gender, nominative ending, other endings, in the order of the file."""
    return tuple(
        (gender, "" if nominative == "0" else nominative, tuple(endings.split()))
        for code, gender, nominative, endings in rows("paradigms.tsv")
        if code == lang
    )


@lru_cache(maxsize=1 << 14)
def _candidates(word: str, lang: str, gender: Gender | None) -> dict[str, float]:
    """Return the nominatives that `word` may come from, itself among them, with their votes."""
    found = {word: _VOTE}
    for rank, (of, nominative, endings) in enumerate(_paradigms(lang)):
        vote = _VOTE - rank * _LATER - (_OTHER_GENDER if gender and of != gender else 0)
        for ending in endings:
            stem = word[: -len(ending)]
            if word.endswith(ending) and len(stem) >= _LEAST_STEM:
                if stem[-1] in _VOWELS and nominative[:1] not in _GLIDES:
                    continue
                found[stem + nominative] = max(found.get(stem + nominative, 0), vote)
    return found


@dataclass(slots=True)
class _Word:
    """One word of a person's name in all the forms that the text has."""

    forms: Counter[str] = field(default_factory=Counter)
    given: int = 0
    bonus: Counter[str] = field(default_factory=Counter)

    def nominative(self, lang: str, gender: Gender | None) -> str:
        """Return the form or the reconstruction with most votes."""
        votes: Counter[str] = Counter()
        known = any(given_genders(form) for form in self.forms)
        for form in self.forms:
            for candidate, vote in _candidates(form, lang, gender).items():
                votes[candidate] += vote  # type: ignore[assignment]
            if never_nominative(form, lang, is_given=bool(self.given)):
                votes[form] += _OBLIQUE  # type: ignore[assignment]
        for candidate in votes:
            votes[candidate] += self.bonus[candidate]
            if candidate in self.forms:
                votes[candidate] += _SEEN  # type: ignore[assignment]
            if self.given and given_genders(candidate):
                common = is_usual(candidate) or not known
                votes[candidate] += _KNOWN_ONLY if common else _GIVEN  # type: ignore[assignment]
        first = {form: number for number, form in enumerate(self.forms)}
        return max(votes, key=lambda form: (votes[form], -first.get(form, len(first)), form))


def nominatives(names: Sequence[Name], lang: str, gender: Gender | None) -> dict[str, str]:
    """Return for each text in `names`, all of one person, its spelling in the nominative."""
    if not _paradigms(lang):
        return {name.text: name.text for name in names}
    words: list[_Word] = []
    for name in names:
        for part in _declining(name):
            _word_of(words, part.text, lang).forms[part.text] += 1
    for name in names:
        _weigh(name, words, lang)
    base = {
        form: nominative
        for word in words
        for nominative in [word.nominative(lang, gender)]
        for form in word.forms
    }
    return {name.text: _rewritten(name, base) for name in names}


def _declining(name: Name) -> Iterable[Part]:
    return (
        part for part in name.parts if part.role in ("given", "patronymic", "family", "unknown")
    )


def _word_of(words: list[_Word], form: str, lang: str) -> _Word:
    for word in words:
        if any(same_word(form, other, lang) for other in word.forms):
            return word
    words.append(_Word())
    return words[-1]


def _weigh(name: Name, words: list[_Word], lang: str) -> None:
    """Let the case of the given name speak for the case of the whole name."""
    parts = list(_declining(name))
    if len(parts) < 2:
        return
    lead = next((part for part in parts if _known_base(part.text, lang)), parts[0])
    own = next(word for word in words if lead.text in word.forms)
    own.given += 1
    if given_genders(lead.text) and (is_usual(lead.text) or not _usual_base(lead.text, lang)):
        if given_gender(lead.text, lang) is None:
            return  # Александра: a woman, or a man in the genitive
        if len(own.forms) > 1 and lead.text[-1:] in "aаяя":
            return
        bonus = _BESIDE
    elif _known_base(lead.text, lang) or never_nominative(lead.text, lang, is_given=True):
        bonus = _OBLIQUE
    else:
        return
    for part in _declining(name):
        if bonus == _OBLIQUE and part.text[-1:] in "оеиуюэыoiu":
            continue  # Лукашенко, Меркели: such words may not decline at all
        word = next(word for word in words if part.text in word.forms)
        word.bonus[part.text] += bonus  # type: ignore[assignment]


@lru_cache(maxsize=1 << 14)
def _known_base(word: str, lang: str) -> bool:
    """Whether a word is a given name that we know, in whatever case."""
    return any(given_genders(base) for base in bases(word, lang))


@lru_cache(maxsize=1 << 14)
def _usual_base(word: str, lang: str) -> bool:
    """Whether a word may be a case form of a common given name: Donalda, though some bear that."""
    return any(is_usual(base) and given_genders(base) for base in bases(word, lang))


def _rewritten(name: Name, base: dict[str, str]) -> str:
    """Put the nominatives in the place of the forms; initials and signs stay."""
    text, start = name.text, 0
    for part in _declining(name):
        at = text.find(part.text, start)
        if at >= 0:
            word = base.get(part.text, part.text)
            text = text[:at] + word + text[at + len(part.text) :]
            start = at + len(word)
    return text
