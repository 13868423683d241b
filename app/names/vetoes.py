"""What speaks against one person so plainly that no likeness outweighs it.

The lists that models learn from hold few spouses, siblings, fathers and sons; these rules do not
wait for examples. A veto scales the score, so that below it names still sort by likeness.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from app.names.align import Pair
from app.names.features import INDEX, Evidence
from app.names.given import is_given, letters_of, lookup
from app.names.likeness import surname_kinds
from app.names.rivals import are_kept_apart, two_identities

BY_LIKENESS = frozenset({"one_edit", "spelling", "alike", "different"})
"""Kinds of likeness that no table and no shared reading vouches for."""
WEST_SLAVIC = re.compile(r"(?:ov|sk|ck)á$|w.*[sc]k[ai]$|cz[ay]k$")
"""Surnames of Czechs and Poles: beside them Anna and Hanna, Alena and Elena are two names."""
JOINING = frozenset({"and", "und", "et", "и", "і", "й", "та", "oraz"})


@dataclass(frozen=True, slots=True)
class Veto:
    """A rule: the most that a score may be where it holds."""

    message_id: str
    most: float
    holds: Callable[[Evidence], bool]


def _value(evidence: Evidence, name: str) -> float:
    return evidence.values[INDEX[name]]


def _is_bare(evidence: Evidence) -> bool:
    """Only one word answers, no initial supports it, and one name says more than that word."""
    laid = evidence.alignment
    if len(laid.pairs) != 1 or laid.pairs[0].likeness.kind == "joined":
        return False
    left = laid.left_a or laid.left_b
    unequal = bool(laid.a.initials) != bool(laid.b.initials)
    return bool(left or unequal) and evidence.initial <= 0


def names_kept_apart(evidence: Evidence) -> bool:
    """Whether a table says that two of the given names are two names, however alike."""
    return _kept_apart(evidence) is not None


def _kept_apart(evidence: Evidence) -> Pair | None:
    laid = evidence.alignment
    surnames = [side.words[at].token for side in (laid.a, laid.b) for at in side.families]
    western = bool(surnames) and all(WEST_SLAVIC.search(one.letters) for one in surnames)
    slavic = not western and any(surname_kinds(token.fine) for token in surnames)
    for pair in laid.pairs:
        if pair.a in laid.a.families or pair.b in laid.b.families:
            continue
        one, two = laid.a.words[pair.a].token, laid.b.words[pair.b].token
        if are_kept_apart(one, two, slavic=slavic, western=western):
            return pair
    return None


def other_given(evidence: Evidence) -> Pair | None:
    """Two known given names that no table and no reading connects, or that a table keeps apart."""
    laid = evidence.alignment
    for pair in laid.pairs:
        one, two = laid.a.words[pair.a].token, laid.b.words[pair.b].token
        if pair.a in laid.a.families or pair.b in laid.b.families:
            continue
        if pair.likeness.kind not in BY_LIKENESS:
            continue
        if two_identities(one, two) or (one.script == two.script and one.genders and two.genders):
            return pair
    return _kept_apart(evidence)


def _is_other_given(evidence: Evidence) -> bool:
    return other_given(evidence) is not None


def _is_crossed(evidence: Evidence) -> bool:
    """Two given names the other way round, and nothing that shows a surname first: Henry James."""
    laid = evidence.alignment
    if _value(evidence, "order") > 0.75 or _value(evidence, "order") == 0.5:
        return False
    if any("," in side.name.text or _has_capitals(side.name.text) for side in (laid.a, laid.b)):
        return False
    turned = [
        pair
        for pair in laid.pairs
        if any((pair.a - other.a) * (pair.b - other.b) < 0 for other in laid.pairs)
    ]
    known = [
        (bool(token.given), bool(token.genders))
        for pair in turned
        for token in (laid.a.words[pair.a].token, laid.b.words[pair.b].token)
    ]
    alike = len({listed for listed, _ in known}) == 1
    return len(turned) == 2 and alike and all(gendered for _, gendered in known)


def _has_capitals(text: str) -> bool:
    return any(len(word) > 2 and word.isupper() for word in text.split())


def _is_two(evidence: Evidence) -> bool:
    """One of the texts names two people, joined by a word for "and" or by a comma."""
    laid = evidence.alignment
    for side, left in ((laid.a, laid.left_a), (laid.b, laid.left_b)):
        if left and any(part.token.letters in JOINING for part in side.name.of("particle")):
            return True
        texts = side.name.text.split(",")[:2]
        if len(left) > 1 and len(texts) == 2 and all(map(_is_full_name, texts)):
            one, two = (_given_names(text) for text in texts)
            return not one & two
    return False


def _is_full_name(text: str) -> bool:
    """Whether a text is a known given name and another word."""
    words = text.split()
    return len(words) > 1 and bool(is_given(words[0])) and not is_given(words[-1])


def _given_names(text: str) -> frozenset[str]:
    word = letters_of(text.split()[0])
    return lookup(word, ()).full or frozenset({word})


VETOES: tuple[Veto, ...] = (
    Veto("veto.initials", 0.3, lambda evidence: evidence.initial <= -1),
    Veto("veto.patronymic", 0.3, lambda evidence: evidence.second <= -1),
    Veto("veto.suffix", 0.3, lambda evidence: _value(evidence, "suffix") <= -1),
    Veto("veto.gender", 0.4, lambda evidence: _value(evidence, "gender") <= -1),
    Veto("veto.initial_of_patronymic", 0.5, lambda evidence: evidence.second <= -0.5),
    Veto("veto.suffix_on_one_side", 0.7, lambda evidence: _value(evidence, "suffix") == -0.5),
    Veto("veto.middle_initials", 0.7, lambda evidence: evidence.initial <= -0.5),
    Veto("veto.given", 0.8, _is_other_given),
    Veto("veto.crossed", 0.85, _is_crossed),
    Veto("veto.two", 0.6, _is_two),
    Veto("veto.bare", 0.65, _is_bare),
)


def strongest(evidence: Evidence) -> Veto | None:
    """The veto that leaves least, or None when nothing speaks against."""
    holding = [veto for veto in VETOES if veto.holds(evidence)]
    return min(holding, key=lambda veto: veto.most) if holding else None
