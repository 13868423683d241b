"""The facade of comparing: two names, or a name and all spellings of a person."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.names.align import STRONG
from app.names.bases import bases
from app.names.decide import DEFAULT, Decision, Thresholds, decide_one
from app.names.explain import IN_A_CASE, Feature, explain
from app.names.features import INDEX, Evidence, Rarity, measure
from app.names.gender import is_couple
from app.names.name import Name
from app.names.profile import Profile, profile
from app.names.reader import read
from app.names.regnal import are_one
from app.names.score import probability
from app.names.vetoes import names_kept_apart, strongest

MOST_BELOW_IDENTICAL = 0.999
SAME_WORDS = 0.985
SAME_RULER = 0.97
SAME_IN_A_CASE = 0.996
WORTH_DECLENSION = 0.25
MANY_PARTS = 4
_OBLIQUE = re.compile(r"(?:[аяуюыіие]|[оеаяыиі]м|[оеёаіи][йю]|[oeiyě]m|[aąęuieyií]|owi|ovi|em)$")
SURNAME = INDEX["surname"]
LEFTOVER = INDEX["leftover"]
SURE_SURNAME = 0.96
BOTH_INITIALS = 0.91
SUPPORT = 0.1
"""How much of its distance to certainty a score may gain by a person's other spellings."""


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    """How two names compare. score: the probability that they name one person; 1.0 if identical."""

    score: float
    decision: Decision
    evidence: Evidence

    def __float__(self) -> float:
        return self.score

    @property
    def features(self) -> tuple[Feature, ...]:
        """The evidence in plain words, the most telling first."""
        return explain(self.evidence)


@dataclass(frozen=True, slots=True, eq=False)
class Match:
    """How well a name fits a person: by which of the person's spellings, and why."""

    score: float
    alias_index: int
    evidence: Evidence

    @property
    def features(self) -> tuple[Feature, ...]:
        """The evidence of the best spelling in plain words, the most telling first."""
        return explain(self.evidence)


def compare(
    a: str | Name,
    b: str | Name,
    *,
    lang_a: str | None = None,
    lang_b: str | None = None,
    rarity: Rarity | None = None,
    thresholds: Thresholds = DEFAULT,
) -> Comparison:
    """Compare two names. Symmetric; never raises."""
    one = read(a, lang_a) if isinstance(a, str) else a
    two = read(b, lang_b) if isinstance(b, str) else b
    if len(one.parts) > MANY_PARTS and (two.folded, two.text) < (one.folded, one.text):
        one, two = two, one  # words of long names are paired greedily: in one order
    score, evidence = _score(one, two, rarity)
    score = round(score, 12)
    return Comparison(score, decide_one(score, thresholds), evidence)


def match(query: Name, aliases: Sequence[Name], *, rarity: Rarity | None = None) -> Match:
    """Match a name with a person: the best spelling counts, others that fit too support it.

    An alias more never lowers the score. `aliases` must not be empty.
    """
    scored = [_score(query, alias, rarity, both=False) for alias in aliases]
    best = max(range(len(scored)), key=lambda at: scored[at][0])
    score, evidence = scored[best]
    if score < 1.0:
        others = max((score for at, (score, _) in enumerate(scored) if at != best), default=0.0)
        score = min(MOST_BELOW_IDENTICAL, score + SUPPORT * (1.0 - score) * others * score)
    return Match(score, best, evidence)


def _score(
    one: Name, two: Name, rarity: Rarity | None, *, both: bool = True
) -> tuple[float, Evidence]:
    """Score two names as they stand, or as the nominatives that they may be other cases of.

    both: try the cases of the second name too.
    """
    score, evidence = _plain_score(one, two, rarity)
    if score < SAME_IN_A_CASE:
        for text, stands in ((one, two), (two, one)) if both else ((one, two),):
            base = _nominative(text, stands)
            if base is not None:
                same = measure(profile(base), profile(stands), rarity)
                return SAME_IN_A_CASE, replace(same, cases=(text.text, base.text))
    apart = names_kept_apart(evidence) or is_couple(evidence.alignment)
    if score >= DEFAULT.link or not _may_be_inflected(evidence) or apart:
        return score, evidence
    tried = [(_plain_score(way, two, rarity), one, way) for way in bases(one)]
    if both:
        tried += [(_plain_score(one, way, rarity), two, way) for way in bases(two)]
    for (found, other), text, way in tried:
        if found * IN_A_CASE > score and other.values[SURNAME] >= evidence.values[SURNAME]:
            score = found * IN_A_CASE
            evidence = replace(other, cases=(text.text, way.text))
    return score, evidence


def _nominative(one: Name, two: Name) -> Name | None:
    """The nominative of the first name that the second is written as: Виктории Нуланд."""
    if one.script != two.script or len(one.parts) != len(two.parts):
        return None
    return next((base for base in bases(one) if base.folded == two.folded), None)


def _may_be_inflected(evidence: Evidence) -> bool:
    """Whether endings keep the words apart: worth the look at declensions."""
    laid = evidence.alignment
    likenesses = [pair.likeness for pair in laid.pairs]
    ending = any(like.kind in ("stem", "ending") for like in likenesses)
    near = any(like.value >= STRONG for like in likenesses)
    if len(likenesses) < 2 or evidence.values[0] < WORTH_DECLENSION:
        return False
    return ending or near or any(_is_no_nominative(side) for side in (laid.a, laid.b))


def _is_no_nominative(side: Profile) -> bool:
    """Whether a name begins with a word that no list of given names has: Джоном Маккейном."""
    first = side.words[0].token
    return len(side.words) > 1 and not first.genders and _OBLIQUE.search(first.letters) is not None


def _plain_score(one: Name, two: Name, rarity: Rarity | None) -> tuple[float, Evidence]:
    evidence = measure(profile(one), profile(two), rarity)
    if not one.parts or not two.parts:
        return 0.0, evidence
    if one.folded == two.folded:
        return 1.0, evidence
    score = min(MOST_BELOW_IDENTICAL, probability(evidence.values))
    if _same_words(one, two):
        return max(score, SAME_WORDS), evidence
    if are_one(one, two):
        return max(score, SAME_RULER), evidence
    veto = strongest(evidence)
    if veto:
        return score * veto.most, evidence
    return (max(score, BOTH_INITIALS) if _fit_in_full(evidence) else score), evidence


def _fit_in_full(evidence: Evidence) -> bool:
    """Whether surname, initial and the initial of the father's name all fit, and nothing is left.

    However short the surname: В. У. Быкаў is Василий Владимирович Быков.
    """
    values = evidence.values
    sure = values[SURNAME] >= SURE_SURNAME and values[LEFTOVER] == 0
    return sure and evidence.initial == 1.0 and evidence.second == 0.5


def _same_words(one: Name, two: Name) -> bool:
    """Whether two names differ in nothing but punctuation (Al Unser Jr. and Al Unser, Jr.)."""
    return len(one.parts) == len(two.parts) and all(
        part.token.letters == other.token.letters
        for part, other in zip(one.parts, two.parts, strict=True)
    )
