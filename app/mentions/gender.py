"""What a mention and the words before it say of the person's gender."""

from app.mentions.found import Found
from app.mentions.inflection import given_gender, inflects, surname_gender
from app.mentions.rules.lexicon import FEMALE, MALE, given_genders, lexicon
from app.mentions.tokens import Kind
from app.names import Gender

_LOOK_BACK = 3


def gender_of(one: Found) -> Gender | None:
    """Return the gender that the name shows, else the one the words right before it show."""
    return _of_name(one) or _of_context(one)


def _of_name(one: Found) -> Gender | None:
    lang = one.passage.lang
    if one.name.is_partial and any(part.role == "given" for part in one.name.parts):
        return None  # a bare word that looks like a given name may be a surname: Барние, Jordan
    if inflects(lang):
        return _of_inflected(one, lang)
    if one.name.gender:
        return one.name.gender
    given = [part for part in one.name.parts if part.role == "given"]
    for part in given[:1]:
        genders = given_genders(part.text)
        if len(genders) == 1:
            return "f" if "f" in genders else "m"
    return None


def _of_inflected(one: Found, lang: str) -> Gender | None:
    """Ask the endings, in whatever case they stand; where they disagree nothing is known."""
    shown: set[Gender] = set()
    for part in one.name.parts:
        if part.role == "patronymic" and part.gender:
            return part.gender
        gender = None
        if part.role == "given":
            gender = given_gender(part.text, lang)
        elif part.role in ("family", "unknown"):
            gender = surname_gender(part.text, lang)
        if gender:
            shown.add(gender)
    return shown.pop() if len(shown) == 1 else None


def _of_context(one: Found) -> Gender | None:
    flags_of = lexicon(one.passage.lang)
    tokens = one.passage.tokens
    for index in range(one.span.first - 1, max(one.span.first - 1 - _LOOK_BACK, -1), -1):
        token = tokens[index]
        if token.kind != Kind.WORD:
            if token.word in ".,":
                continue
            return None
        flag = flags_of(token.word)
        if flag & FEMALE:
            return "f"
        if flag & MALE:
            return "m"
    return None
