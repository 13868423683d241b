"""What a veto rests on, in words."""

from collections.abc import Callable

from app.names.features import Evidence
from app.names.tellers import fathers_told, genders_told, initials_told, suffixes_told, written
from app.names.vetoes import JOINING, other_given
from app.names.wording import say

Places = tuple[str, str]


def veto_told(evidence: Evidence, message_id: str) -> str:
    """The message of a veto, with the words of the names that it is about."""
    a, b = _PLACES[message_id](evidence)
    return say(message_id, a=a, b=b)


def _bare(evidence: Evidence) -> Places:
    laid = evidence.alignment
    pair = laid.pairs[0]
    if laid.left_a or laid.a.initials:
        return written(laid.b.words[pair.b], laid.b), ""
    return written(laid.a.words[pair.a], laid.a), ""


def _two(evidence: Evidence) -> Places:
    laid = evidence.alignment
    for side in (laid.a, laid.b):
        if any(part.token.letters in JOINING for part in side.name.of("particle")):
            return side.name.text, ""
    sides = (laid.a, laid.b)
    return next((side.name.text for side in sides if "," in side.name.text), laid.a.name.text), ""


def _given(evidence: Evidence) -> Places:
    laid = evidence.alignment
    pair = other_given(evidence) or laid.pairs[0]
    return written(laid.a.words[pair.a], laid.a), written(laid.b.words[pair.b], laid.b)


def _crossed(evidence: Evidence) -> Places:
    laid = evidence.alignment
    first, second = sorted(laid.pairs, key=lambda pair: pair.a)[:2]
    return written(laid.a.words[first.a], laid.a), written(laid.a.words[second.a], laid.a)


_PLACES: dict[str, Callable[[Evidence], Places]] = {
    "veto.initials": initials_told,
    "veto.middle_initials": initials_told,
    "veto.patronymic": fathers_told,
    "veto.initial_of_patronymic": fathers_told,
    "veto.suffix": suffixes_told,
    "veto.suffix_on_one_side": suffixes_told,
    "veto.gender": genders_told,
    "veto.given": _given,
    "veto.crossed": _crossed,
    "veto.two": _two,
    "veto.bare": _bare,
}
