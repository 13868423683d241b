"""What each feature rests on, in words: the id of a message and the message filled."""

from collections.abc import Callable

from app.names.align import STRONG, Alignment, Pair
from app.names.correspondence import answers
from app.names.features import FULL_AMOUNT, INDEX, NEUTRAL, Evidence
from app.names.name import Gender, Part
from app.names.patronymics import begins, fits, initials_meet
from app.names.profile import Profile
from app.names.word import Word
from app.names.wording import degree, in_words, say

Told = tuple[str, str]


def tell(evidence: Evidence, name: str) -> Told:
    """The message id of a feature and what it says; ids end in .none or .unknown when nothing."""
    return _TELLERS[name](evidence, name)


def _value(evidence: Evidence, name: str) -> float:
    return evidence.values[INDEX[name]]


def written(word: Word, side: Profile) -> str:
    """A word as its name writes it."""
    parts = side.name.parts
    return next(
        (part.text for part in parts if part.token.letters == word.token.letters),
        word.token.letters,
    )


def _both(laid: Alignment, pair: Pair) -> tuple[str, str]:
    return written(laid.a.words[pair.a], laid.a), written(laid.b.words[pair.b], laid.b)


def _list(laid: Alignment, pairs: list[Pair]) -> str:
    return ", ".join(" ~ ".join(_both(laid, pair)) for pair in pairs)


def of_pair(laid: Alignment, pair: Pair) -> Told:
    """What connects two words."""
    like = pair.likeness
    a, b = _both(laid, pair)
    message_id = f"pair.{like.kind}"
    shared = like.shared
    x = y = ""
    if like.kind == "reading":
        one, two = laid.a.words[pair.a].token, laid.b.words[pair.b].token
        shared = in_words(answers(one, two, like.shared))
    elif like.kind == "given":
        shared = like.shared.removesuffix("-en").capitalize()
    elif like.kind in ("stem", "ending", "one_edit"):
        x, y = _endings(laid, pair)
    return message_id, say(message_id, a=a, b=b, shared=shared, x=x, y=y)


def _endings(laid: Alignment, pair: Pair) -> tuple[str, str]:
    """What is left of two words behind the letters that they begin with alike."""
    one, two = laid.a.words[pair.a].token, laid.b.words[pair.b].token
    by_letters = one.script == two.script
    x, y = (one.letters, two.letters) if by_letters else (one.ascii, two.ascii)
    same = 0
    while same < min(len(x), len(y)) and x[same] == y[same]:
        same += 1
    return f"-{x[same:]}", f"-{y[same:]}"


def _pair_of(evidence: Evidence, name: str) -> Told:
    """The pair of words that a likeness feature rests on."""
    laid, value = evidence.alignment, _value(evidence, name)
    if not laid.pairs:
        return "pair.none", ""
    roles = {"surname": (laid.a.families, laid.b.families), "given": (laid.a.givens, laid.b.givens)}
    of_a, of_b = roles.get(name, (frozenset(), frozenset()))
    in_role = [pair for pair in laid.pairs if pair.a in of_a or pair.b in of_b]
    pair = min(in_role or laid.pairs, key=lambda pair: abs(pair.likeness.value - value))
    if abs(pair.likeness.value - value) <= 1e-9:
        return of_pair(laid, pair)
    if name == "given":
        return _given_by_initial(evidence)
    return f"{name}.missing", say(f"{name}.missing")


def _given_by_initial(evidence: Evidence) -> Told:
    kind = "initial" if evidence.initial > 0 else "initial_differs" if evidence.initial < 0 else ""
    message_id = f"given.{kind or 'missing'}"
    a, b = initials_told(evidence)
    return message_id, say(message_id, a=a, b=b)


def _worst(evidence: Evidence, name: str) -> Told:
    """The pair that is worst in sound, in letters or in spelling, and what connects it."""
    laid = evidence.alignment
    if not laid.pairs:
        return f"{name}.none", ""
    pair = min(laid.pairs, key=lambda pair: float(getattr(pair.likeness, name)))
    return f"{name}.worst", say(f"{name}.worst", a=of_pair(laid, pair)[1])


def _mean(evidence: Evidence, name: str) -> Told:
    laid = evidence.alignment
    if not laid.pairs:
        return "mean.none", ""
    told = _list(laid, list(laid.pairs))
    return "mean.words", say("mean.words", a=told, x=degree(_value(evidence, name)))


def _coverage(evidence: Evidence, name: str) -> Told:
    laid = evidence.alignment
    left = [written(laid.a.words[at], laid.a) for at in laid.left_a]
    left += [written(laid.b.words[at], laid.b) for at in laid.left_b]
    if left:
        return "coverage.left", say("coverage.left", a=", ".join(left))
    return "coverage.all", say("coverage.all", x=degree(_value(evidence, name)))


def _plain(evidence: Evidence, name: str) -> Told:
    laid = evidence.alignment
    x = degree(_value(evidence, name))
    return "plain.whole", say("plain.whole", a=laid.a.plain, b=laid.b.plain, x=x)


def _matched(evidence: Evidence, _name: str) -> Told:
    laid = evidence.alignment
    sure = [pair for pair in laid.pairs if pair.likeness.value >= STRONG]
    if not sure:
        return "matched.nothing", say("matched.nothing")
    return "matched.words", say("matched.words", a=_list(laid, sure))


def _amount(evidence: Evidence, name: str) -> Told:
    letters = round(_value(evidence, name) * FULL_AMOUNT)
    return "amount.letters", say("amount.letters", x=str(letters))


def initials_told(evidence: Evidence) -> tuple[str, str]:
    """The initials that were judged, and what they were held against."""
    laid = evidence.alignment
    a, b = laid.a, laid.b
    if a.initials and b.initials:
        met = zip(a.initials, b.initials, strict=False)
        pair = min(met, key=lambda pair: initials_meet(*pair))
        if a.givens == b.givens or (not a.givens and not b.givens):
            return written(pair[0], a), written(pair[1], b)
    short, full, left = (a, b, laid.left_b) if a.initials else (b, a, laid.left_a)
    if not short.initials:
        return "", ""
    places = [*left, *sorted(full.givens)]
    against = full.words[places[0]] if places else full.words[0]
    word = short.initials[0]
    known = [other for other in short.initials if begins(other, against)]
    if not known and fits(short, word, full, against):
        known = [word]
    return written((known or [word])[0], short), written(against, full)


def _initials(evidence: Evidence, name: str) -> Told:
    laid = evidence.alignment
    if not laid.a.initials and not laid.b.initials:
        return "initials.none", ""
    value = _value(evidence, name)
    kind = "fit" if value > 0 else "differ" if value < 0 else "unclear"
    a, b = initials_told(evidence)
    return f"initials.{kind}", say(f"initials.{kind}", a=a, b=b)


def fathers_told(evidence: Evidence) -> tuple[str, str]:
    """The patronymics, or a patronymic and the initial it was held against."""
    a, b = evidence.alignment.a, evidence.alignment.b
    told = [
        written(words[-1], side) if words else ""
        for side in (a, b)
        for words in [side.patronymics[:1] or side.initials]
    ]
    return told[0], told[1]


def _patronymic(evidence: Evidence, name: str) -> Told:
    laid, value = evidence.alignment, _value(evidence, name)
    if value == 0:
        return "patronymic.none", ""
    a, b = fathers_told(evidence)
    if laid.a.patronymics and laid.b.patronymics:
        kind = "same" if value > 0.5 else "differ" if value <= -1 else "unclear"
    else:
        kind = "initial_fits" if value > 0 else "initial_differs"
    return f"patronymic.{kind}", say(f"patronymic.{kind}", a=a, b=b)


def _shows_gender(side: Profile) -> tuple[str, Gender | None]:
    """The word of a name that tells its gender best: patronymic, given name, surname."""
    by_role: dict[str, Part] = {}
    for part in side.name.parts:
        if part.gender:
            by_role.setdefault(part.role, part)
    for role in ("patronymic", "given", "family"):
        if role in by_role:
            return by_role[role].text, by_role[role].gender
    return "", side.gender


def genders_told(evidence: Evidence) -> tuple[str, str]:
    """The words that tell the genders: a woman's first when they differ."""
    laid = evidence.alignment
    (a, first), (b, second) = _shows_gender(laid.a), _shows_gender(laid.b)
    a, b = a or laid.a.name.text, b or laid.b.name.text
    if first == second or {first, second} - {"m", "f"}:
        a, b = laid.a.name.text, laid.b.name.text
    return (b, a) if first == "m" or second == "f" else (a, b)


def _gender(evidence: Evidence, name: str) -> Told:
    value = _value(evidence, name)
    kind = "same" if value > 0 else "differ" if value < 0 else "unknown"
    if kind == "same":
        (a, first), (b, second) = map(_shows_gender, (evidence.alignment.a, evidence.alignment.b))
        named = ", ".join(filter(None, (a, b)))
        whose = say("word.mans" if "m" in (first, second) else "word.womans")
        return "gender.same", say("gender.same", a=named, x=whose)
    a, b = genders_told(evidence)
    return f"gender.{kind}", say(f"gender.{kind}", a=a, b=b)


def suffixes_told(evidence: Evidence) -> tuple[str, str]:
    """Jr, Sr, II as they were taken."""
    one, two = evidence.alignment.a.suffix, evidence.alignment.b.suffix
    return one or two, two


def _suffix(evidence: Evidence, _name: str) -> Told:
    one, two = evidence.alignment.a.suffix, evidence.alignment.b.suffix
    if not one and not two:
        return "suffix.none", ""
    kind = "same" if one == two else "differ" if one and two else "one"
    return f"suffix.{kind}", say(f"suffix.{kind}", a=one or two, b=two)


def _order(evidence: Evidence, name: str) -> Told:
    value = _value(evidence, name)
    kind = "none" if value == NEUTRAL[INDEX[name]] else "same" if value == 1 else "turned"
    kind = "crossed" if value == 0 else kind
    return f"order.{kind}", say(f"order.{kind}")


def _leftover(evidence: Evidence, name: str) -> Told:
    laid = evidence.alignment
    if _value(evidence, name) == 0:
        return "leftover.none", ""
    words = [written(laid.a.words[at], laid.a) for at in laid.left_a]
    words += [written(laid.b.words[at], laid.b) for at in laid.left_b]
    return "leftover.some", say("leftover.some", a=", ".join(words))


def _rarity(evidence: Evidence, name: str) -> Told:
    value = _value(evidence, name)
    if value == NEUTRAL[INDEX[name]]:
        return "rarity.unknown", ""
    how = "rare" if value > 0.75 else "common" if value < 0.5 else "met"
    return "rarity.known", say("rarity.known", x=say(f"word.{how}"))


_TELLERS: dict[str, Callable[[Evidence, str], Told]] = {
    "weakest": _pair_of,
    "strongest": _pair_of,
    "surname": _pair_of,
    "given": _pair_of,
    "mean": _mean,
    "coverage": _coverage,
    "patronymic": _patronymic,
    "initials": _initials,
    "gender": _gender,
    "suffix": _suffix,
    "order": _order,
    "leftover": _leftover,
    "plain": _plain,
    "sound": _worst,
    "letters": _worst,
    "spelling": _worst,
    "matched": _matched,
    "amount": _amount,
    "rarity": _rarity,
}
