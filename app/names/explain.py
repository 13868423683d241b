"""Features in plain words, with the evidence that each rests on."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from app.names import tables
from app.names.features import INDEX, NAMES, NEUTRAL, Evidence
from app.names.name import Part
from app.names.score import log_odds
from app.names.vetoes import strongest
from app.names.word import Word

IN_A_CASE = 0.985


@dataclass(frozen=True, slots=True)
class Feature:
    """One piece of evidence: its value, how much it moves the log-odds, and what it rests on."""

    name: str
    score: float
    weight: float
    detail: str
    message_id: str


@lru_cache(maxsize=1)
def messages() -> dict[str, str]:
    """Message id -> English text with places for the evidence."""
    return {row["id"]: row["text"] for row in tables.rows("messages.tsv")}


def say(message_id: str, **places: str) -> str:
    """A message with its places filled."""
    return messages()[message_id].format(**places)


def explain(evidence: Evidence) -> tuple[Feature, ...]:
    """Every feature that says something, the most telling first; a veto before all."""
    total = log_odds(evidence.values)
    told = [feature for name in NAMES for feature in _tell(evidence, name, total)]
    told.sort(key=lambda feature: -abs(feature.weight))
    told = [feature for feature in told if feature.weight]
    if evidence.cases:
        detail = say("case", a=evidence.cases[0], b=evidence.cases[1])
        told.insert(0, Feature("case", IN_A_CASE, 0.0, detail, "case"))
    veto = strongest(evidence)
    if veto is None:
        return tuple(told)
    return (Feature("veto", veto.most, -1.0, say(veto.message_id), veto.message_id), *told)


def _tell(evidence: Evidence, name: str, total: float) -> Iterator[Feature]:
    at = INDEX[name]
    value = evidence.values[at]
    if value == NEUTRAL[at]:
        return
    message_id, detail = _TELLERS.get(name, _plainly)(evidence, name)
    if not message_id.endswith((".none", ".unknown")):
        yield Feature(
            name,
            round(value, 4),
            round(total - _without(evidence.values, at), 4),
            detail,
            message_id,
        )


def _without(values: tuple[float, ...], at: int) -> float:
    """The log-odds when this feature is made to say nothing."""
    return log_odds((*values[:at], NEUTRAL[at], *values[at + 1 :]))


def _part(word: Word, parts: tuple[Part, ...]) -> str:
    return next((part.text for part in parts if part.token.letters == word.token.letters), "")


def _plainly(evidence: Evidence, name: str) -> tuple[str, str]:
    value = evidence.values[INDEX[name]]
    return "measure", say("measure", a=name, x=f"{value:.2f}")


def _pair_of(evidence: Evidence, name: str) -> tuple[str, str]:
    """The pair of words that a likeness feature rests on."""
    laid, value = evidence.alignment, evidence.values[INDEX[name]]
    if not laid.pairs:
        return "pair.none", ""
    roles = {"surname": (laid.a.families, laid.b.families), "given": (laid.a.givens, laid.b.givens)}
    of_a, of_b = roles.get(name, (frozenset(), frozenset()))
    in_role = [pair for pair in laid.pairs if pair.a in of_a or pair.b in of_b]
    pair = min(in_role or laid.pairs, key=lambda pair: abs(pair.likeness.value - value))
    if abs(pair.likeness.value - value) > 1e-9:
        return _plainly(evidence, name)
    one, two = laid.a.words[pair.a], laid.b.words[pair.b]
    like = pair.likeness
    message_id = f"pair.{like.kind}"
    return message_id, say(
        message_id,
        a=_part(one, laid.a.name.parts),
        b=_part(two, laid.b.name.parts),
        shared=like.shared,
        x=_orthographies(one, like.shared),
        y=_orthographies(two, like.shared),
    )


def _orthographies(word: Word, reading: str) -> str:
    """The spelling systems under which a word has this reading."""
    codes = next((by for known, by in word.token.readings if known == reading), ())
    return "/".join(codes[:3]) or word.token.script


def _initials(evidence: Evidence, name: str) -> tuple[str, str]:
    laid = evidence.alignment
    if not laid.a.initials and not laid.b.initials:
        return "initials.none", ""
    value = evidence.values[INDEX[name]]
    kind = "fit" if value > 0 else "differ" if value < 0 else "unclear"
    return f"initials.{kind}", say(f"initials.{kind}")


def _patronymic(evidence: Evidence, name: str) -> tuple[str, str]:
    laid, value = evidence.alignment, evidence.values[INDEX[name]]
    if laid.a.patronymics and laid.b.patronymics:
        kind = "same" if value > 0 else "differ" if value <= -1 else "unclear"
        one = _part(laid.a.patronymics[0], laid.a.name.parts)
        two = _part(laid.b.patronymics[0], laid.b.name.parts)
        return f"patronymic.{kind}", say(f"patronymic.{kind}", a=one, b=two)
    if value == 0:
        return "patronymic.none", ""
    kind = "initial_fits" if value > 0 else "initial_differs"
    return f"patronymic.{kind}", say(f"patronymic.{kind}")


def _gender(evidence: Evidence, name: str) -> tuple[str, str]:
    value = evidence.values[INDEX[name]]
    kind = "same" if value > 0 else "differ" if value < 0 else "unknown"
    return f"gender.{kind}", say(f"gender.{kind}")


def _suffix(evidence: Evidence, _name: str) -> tuple[str, str]:
    one, two = evidence.alignment.a.suffix, evidence.alignment.b.suffix
    if not one and not two:
        return "suffix.none", ""
    kind = "same" if one == two else "differ" if one and two else "one"
    return f"suffix.{kind}", say(f"suffix.{kind}", a=one or two, b=two)


def _order(evidence: Evidence, name: str) -> tuple[str, str]:
    value = evidence.values[INDEX[name]]
    kind = "none" if value == NEUTRAL[INDEX[name]] else "same" if value == 1 else "turned"
    kind = "crossed" if value == 0 else kind
    return f"order.{kind}", say(f"order.{kind}")


def _leftover(evidence: Evidence, name: str) -> tuple[str, str]:
    laid = evidence.alignment
    if evidence.values[INDEX[name]] == 0:
        return "leftover.none", ""
    words = [_part(laid.a.words[at], laid.a.name.parts) for at in laid.left_a]
    words += [_part(laid.b.words[at], laid.b.name.parts) for at in laid.left_b]
    return "leftover.some", say("leftover.some", a=", ".join(words))


def _rarity(evidence: Evidence, name: str) -> tuple[str, str]:
    value = evidence.values[INDEX[name]]
    if value == NEUTRAL[INDEX[name]]:
        return "rarity.unknown", ""
    return "rarity.known", say("rarity.known", x=f"{value:.2f}")


_TELLERS = {
    "weakest": _pair_of,
    "strongest": _pair_of,
    "surname": _pair_of,
    "given": _pair_of,
    "initials": _initials,
    "patronymic": _patronymic,
    "gender": _gender,
    "suffix": _suffix,
    "order": _order,
    "leftover": _leftover,
    "rarity": _rarity,
}
