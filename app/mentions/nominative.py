"""The nominative of a chain's names, from all the forms that the text has of each word.

Every name votes, by how likely each reading of its case is, for the nominatives of its words; what
is stored as an alias must not be «Колесниковой». The declensions are those of `app.names`.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from math import exp, log

from app.mentions.inflection import inflects, never_nominative
from app.names import Gender, Name, Nominative
from app.names import nominatives as readings
from app.names.script import fold

_SHARPNESS = 0.7  # of the preference for the better reading: twice as likely one point above
_RARITY = 0.02  # points that a reading loses for each rank of its endings
_OTHER_GENDER = 3  # points that a reading of the other gender loses
_OBLIQUE = 4  # points that a name loses as it stands where a word ends as no nominative does
_SEEN = 0.7  # more weight of a form for itself: it stands in the text
_KNOWN = 2.0  # how many times e the votes of a reading that is somebody's known name
_GENDERS: tuple[Gender, ...] = ("m", "f")


def nominatives(
    names: Sequence[Name], lang: str, gender: Gender | None, known: Collection[str] = ()
) -> dict[str, str]:
    """Return for each text in `names`, all of one person, its spelling in the nominative.

    `known` are folded names that somebody bears: of two that fit, the known one is likelier.
    """
    if not inflects(lang):
        return {name.text: name.text for name in names}
    ways = {name.text: readings(name.text, lang) for name in names}
    gender = gender or _gender(ways.values())
    shares = {text: _shares(some, lang, gender) for text, some in ways.items()}
    votes: Counter[str] = Counter()
    for text, some in ways.items():
        for reading, share in zip(some, shares[text], strict=True):
            for word, base in zip(text.split(), reading.text.split(), strict=True):
                votes[base] += share * (1 + _SEEN * (base == word))  # type: ignore[assignment]
    return {text: _agreed(some, shares[text], votes, known) for text, some in ways.items()}


def alternatives(names: Iterable[Name], lang: str) -> set[str]:
    """Return all that the names may be in the nominative, folded."""
    if not inflects(lang):
        return set()
    return {fold(way.text) for name in names for way in readings(name.text, lang)}


def _agreed(
    some: Sequence[Nominative],
    shares: Sequence[float],
    votes: Mapping[str, float],
    known: Collection[str],
) -> str:
    """Return the reading whose words have most votes of all names."""

    def support(at: int) -> tuple[float, float, str]:
        text = some[at].text
        votes_for = sum(log(votes[word]) for word in text.split())
        return votes_for + _KNOWN * (fold(text) in known), shares[at], text

    return some[max(range(len(some)), key=support)].text


def _gender(ways: Iterable[Sequence[Nominative]]) -> Gender | None:
    """Return the gender that fits the names of one person better, None when in doubt."""
    points: Counter[Gender] = Counter()
    for some in ways:
        for gender in _GENDERS:
            points[gender] += max(
                (each.weight for each in some if each.gender in (None, gender)), default=-4
            )
    if points["m"] == points["f"]:
        return None
    return max(_GENDERS, key=points.__getitem__)


def _shares(some: Sequence[Nominative], lang: str, gender: Gender | None) -> list[float]:
    """Return how likely each reading of a name is, 1 altogether."""
    worth = [exp(_SHARPNESS * _points(each, lang, gender)) for each in some]
    return [each / sum(worth) for each in worth]


def _points(reading: Nominative, lang: str, gender: Gender | None) -> float:
    words = reading.text.split()
    points = reading.weight - _RARITY * reading.rarity
    if gender and reading.gender not in (None, gender):
        points -= _OTHER_GENDER
    if reading.case == "nom" and any(
        never_nominative(word, lang, is_given=at == 0 and len(words) > 1)
        for at, word in enumerate(words)
    ):
        points -= _OBLIQUE
    return points
