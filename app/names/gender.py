"""Whether two names are a man's and a woman's: like is compared with like, word by word."""

from app.names.align import Alignment, Pair
from app.names.given import is_given
from app.names.roles import ending_gender

SAME_WORD = frozenset({"identical", "diacritics", "reading"})
ONE_NAME = SAME_WORD | {"given", "group"}
INFLECTED = frozenset({"stem", "ending"})
NO_MANS_CASE = ("ая", "яя", "ska", "ská", "cka", "cká")
"""Endings of women's surnames that no case of a man's surname has."""
WOMANS_ONLY = ("ová", "ienė", "ytė", "aitė", "utė", "ūtė")
"""Endings of women's surnames that are no case of any man's."""
BALTIC_MANS = ("as", "is", "ys", "us")
"""Endings of Lithuanian men's surnames."""
MANS_CASE = ("ого", "его", "ому", "ему", "ага", "аму", "ego", "emu", "ého", "ému")
"""Endings of cases of a man's surname that no woman's has."""
VOWELS = frozenset("aeiouyáéíóúýąęåäöüаеёиоуыэюяіїєў")


def agreement(laid: Alignment) -> float:
    """1 for one gender, -1 for two, 0 when the words do not tell.

    What given names say comes before the endings of surnames: women bear masculine surnames in the
    West, and -ova may be the genitive of -ov. A case ending on both words is no other gender.
    """
    surnames = [
        pair for pair in laid.pairs if pair.a in laid.a.families and pair.b in laid.b.families
    ]
    others = [pair for pair in laid.pairs if pair not in surnames]
    if any(_is_mans_and_womans(laid, pair) for pair in surnames) or is_couple(laid):
        return -1.0
    surname = min((_by_endings(laid, pair) for pair in surnames), default=0.0)
    inflected = any(pair.likeness.kind in INFLECTED for pair in surnames)
    told = [_by_given(laid, pair, surname, inflected=inflected) for pair in others]
    told += [-1.0 for pair in others if surnames and _declines_alone(laid, pair, surnames)]
    if surname == 0 and any(_differ_as_written(laid, pair) for pair in surnames):
        told += [-1.0 for pair in others if _are_nominatives(laid, pair)]
    if surname < 0 and 1.0 in told and not _are_women(laid, others):
        told.append(surname)
    said = [value for value in told if value]
    if said:
        return min(said)
    case = inflected and not _is_womans(laid, surnames)
    if case and any(_is_case(laid, pair) for pair in others):
        return 0.0
    return surname or _by_patronymics(laid)


def _by_endings(laid: Alignment, pair: Pair) -> float:
    return _agree(laid.a.genders[pair.a], laid.b.genders[pair.b])


def _agree(one: str | None, two: str | None) -> float:
    if one is None or two is None:
        return 0.0
    return 1.0 if one == two else -1.0


def _by_given(laid: Alignment, pair: Pair, surname: float, *, inflected: bool) -> float:
    one = laid.a.words[pair.a].token.genders
    two = laid.b.words[pair.b].token.genders
    if not one or not two:
        return 0.0
    if one & two:
        return 1.0 if one == two and len(one) == 1 else 0.0
    if pair.likeness.kind in SAME_WORD and not _two_spellings(laid, pair):
        return 0.0
    return 0.0 if inflected and surname >= 0 else -1.0


def _is_mans_and_womans(laid: Alignment, pair: Pair) -> bool:
    """Whether one surname is a case of a man's only, and the other a woman's only."""
    letters = laid.a.words[pair.a].token.letters, laid.b.words[pair.b].token.letters
    return any(
        one.endswith(MANS_CASE) and two.endswith(NO_MANS_CASE)
        for one, two in (letters, letters[::-1])
    )


def is_couple(laid: Alignment) -> bool:
    """Whether a woman's surname answers a man's, beside a man's given name: Petr, Petra Čechová."""
    for pair in laid.pairs:
        if pair.a not in laid.a.families or pair.b not in laid.b.families:
            continue
        tokens = laid.a.words[pair.a].token, laid.b.words[pair.b].token
        one, two = (token.letters.endswith(WOMANS_ONLY) for token in tokens)
        other_token = tokens[1] if one else tokens[0]
        if one == two or ending_gender(other_token.letters, other_token.script, "family") == "f":
            continue
        shown = other_token.letters.endswith(BALTIC_MANS)
        for other in laid.pairs:
            names = laid.a.words[other.a].token, laid.b.words[other.b].token
            genders = names[1 if one else 0].genders
            mans = genders == {"m"} or (shown and not genders)
            one_name = names[0].script != names[1].script and other.likeness.kind in ONE_NAME
            if other is pair or one_name or names[0].ascii == names[1].ascii:
                continue
            if mans:
                return True
    return False


def _differ_as_written(laid: Alignment, pair: Pair) -> bool:
    """Whether the endings of two surnames differ in gender, whatever the given names say."""
    one, two = laid.a.words[pair.a].token, laid.b.words[pair.b].token
    shown = (ending_gender(token.letters, token.script, "family") for token in (one, two))
    return pair.likeness.kind in INFLECTED and set(shown) == {"m", "f"}


def _are_nominatives(laid: Alignment, pair: Pair) -> bool:
    """Whether both given names are men's as tables spell them: Миша is no case of Михаил."""
    one, two = laid.a.words[pair.a].token, laid.b.words[pair.b].token
    return all(is_given(token.letters) == {"m"} for token in (one, two))


def _are_women(laid: Alignment, pairs: list[Pair]) -> bool:
    """Whether a given name is a woman's: she may bear a surname in either form."""
    return any("f" in laid.a.words[pair.a].token.genders for pair in pairs)


def _is_womans(laid: Alignment, surnames: list[Pair]) -> bool:
    """Whether a surname is a woman's and no case of a man's."""
    return any(
        word.token.letters.endswith(NO_MANS_CASE)
        for pair in surnames
        for word in (laid.a.words[pair.a], laid.b.words[pair.b])
    )


def _two_spellings(laid: Alignment, pair: Pair) -> bool:
    """Whether two words of one script sound alike only: Mario and Maria are two names."""
    one, two = laid.a.words[pair.a].token, laid.b.words[pair.b].token
    return pair.likeness.kind == "reading" and one.script == two.script


def _declines_alone(laid: Alignment, pair: Pair, surnames: list[Pair]) -> bool:
    """Whether only the given name has another ending, beside a surname that would decline with it.

    Stanisława Nowak is no case of Stanisław Nowak: it would be Nowaka.
    """
    if pair.likeness.kind not in INFLECTED:
        return False
    words = [laid.a.words[other.a].token for other in surnames]
    return all(other.likeness.kind == "identical" for other in surnames) and all(
        word.letters[-1:] not in VOWELS for word in words
    )


def _is_case(laid: Alignment, pair: Pair) -> bool:
    """Whether a given name stands in another case, and is no woman's name for that."""
    one, two = laid.a.words[pair.a].token.genders, laid.b.words[pair.b].token.genders
    return pair.likeness.kind in INFLECTED and {"f"} not in (one, two)


def _by_patronymics(laid: Alignment) -> float:
    """Where the words paired say nothing: a patronymic against whatever the other name shows."""
    if not laid.a.fathers_child and not laid.b.fathers_child:
        return 0.0
    return _agree(laid.a.fathers_child or laid.a.gender, laid.b.fathers_child or laid.b.gender)
