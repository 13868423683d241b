"""Which word of a name is what: given name, patronymic, surname, initial, particle, suffix."""

import re
from collections import defaultdict
from functools import lru_cache

from app.names import tables
from app.names.name import Gender, Role, Token
from app.names.numeral import numeral
from app.names.words import Word

EASTERN_SCRIPTS = frozenset({"Hani", "Hang", "Hira", "Kana"})
SURNAME_FIRST = frozenset({"Hani", "Hang"})
PARTICLES = frozenset({"particle", "front"})
SHORT = 2
"""Letters of a word that may be a syllable of an East Asian name."""


@lru_cache(maxsize=1)
def _affixes() -> dict[str, tuple[str, str]]:
    """Word -> role in the table, sense."""
    return {row["word"]: (row["role"], row["sense"]) for row in tables.rows("affixes.tsv")}


def suffix_sense(letters: str) -> str:
    """Say what a suffix means ("jr", "sr", "2", ...); "" when it does not tell relatives apart."""
    sense = _affixes().get(letters, ("suffix", "-"))[1]
    return numeral(letters) if sense == "-" else sense


@lru_cache(maxsize=1)
def _endings() -> dict[tuple[str, str], tuple[tuple[re.Pattern[str], Gender, int], ...]]:
    found: dict[tuple[str, str], list[tuple[re.Pattern[str], Gender, int]]] = defaultdict(list)
    for row in tables.rows("surname_gender.tsv"):
        gender: Gender = "f" if row["gender"] == "f" else "m"
        pattern = re.compile(f"(?:{row['ending']})$")
        found[row["script"], row["kind"]].append((pattern, gender, int(row["base"])))
    return {key: tuple(rows) for key, rows in found.items()}


@lru_cache(maxsize=16384)
def ending_gender(letters: str, script: str, kind: str) -> Gender | None:
    """Tell the gender that the ending of a surname ("family") or patronymic shows."""
    for pattern, gender, least in _endings().get((script, kind), ()):
        match = pattern.search(letters)
        if match and match.start() >= least:
            return gender
    return None


def assign(words: tuple[Word, ...], tokens: tuple[Token, ...]) -> list[Role]:
    """Give every word its role."""
    cased = any(word.text[:1].isupper() for word in words)
    roles: list[Role] = [_plain_role(at, words, cased=cased) for at in range(len(words))]
    outside = _appositions(words)
    names = [
        at
        for at, role in enumerate(roles)
        if role == "unknown" and not words[at].aside and at not in outside
    ]
    if names:
        for at in outside:
            roles[at] = "particle" if roles[at] == "unknown" else roles[at]
    else:
        names = [at for at, role in enumerate(roles) if role == "unknown"]
    for at in names[1:]:
        after = words[at + 1].letters if at + 1 < len(words) else ""
        if _affixes().get(after, ("", ""))[0] == "post" and roles[at + 1] == "particle":
            roles[at] = "patronymic"  # Heydar oglu
    names = [at for at in names if roles[at] == "unknown"]
    groups = _hyphenated(names, words)
    decided = _whole(groups, words, tokens, roles)
    for group, role in zip(groups, decided, strict=True):
        for at in group:
            roles[at] = role
    return roles


def _appositions(words: tuple[Word, ...]) -> set[int]:
    """Find the words of a title that follows the name: ", Baron Mayhew of Twysden"."""
    for at, word in enumerate(words):
        opens = at > 1 and word.commas > words[at - 1].commas
        if opens and _affixes().get(word.letters, ("", ""))[0] == "title":
            return set(range(at, len(words)))
    return set()


def _plain_role(at: int, words: tuple[Word, ...], *, cased: bool) -> Role:
    """Tell what a word is by itself and by where it stands."""
    word, after = words[at], words[at + 1] if at + 1 < len(words) else None
    small = cased and word.text[:1].islower()
    single = len(word.letters) == 1 and word.script not in EASTERN_SCRIPTS
    if single and not small:
        surname = at == 0 and not word.dotted and after is not None and after.commas > 0
        return "unknown" if surname else "initial"
    affix = _affixes().get(word.letters, ("", ""))[0]
    if at and _is_suffix(at, words, affix, small=small):
        return "suffix"
    if affix == "post" and at > 1:
        return "particle"
    if affix == "front" and at == 0 and _opens_surname(words):
        return "particle"
    if affix in PARTICLES and after is not None and after.commas == word.commas:
        joined = small or word.dotted or after.hyphen
        inside = at or words[-1].commas > word.commas or not cased
        if joined or (inside and len(words) > 2 and not _stands_out(at, words)):
            return "particle"
    if word.dotted and len(word.letters) <= 3 and _abbreviated(word):
        return "initial"
    if single:
        return "initial" if word.dotted else "particle"
    return "unknown"


def _is_suffix(at: int, words: tuple[Word, ...], affix: str, *, small: bool) -> bool:
    """Whether a word tells relatives or rulers of one name apart."""
    is_last, several = at == len(words) - 1, len(words) > 2
    if _is_numeral(words[at], words):
        return is_last or several
    if affix == "suffix":
        return several or words[at].dotted or small
    return is_last and (affix == "ordinal" or (affix == "last" and several))


def _is_numeral(word: Word, words: tuple[Word, ...]) -> bool:
    """Whether a word is a Roman number: not Xi, nor XI beside other capitals."""
    sure = not all(_is_capital(other.text) for other in words)
    return sure and word.text.isupper() and len(word.letters) > 1 and numeral(word.letters) != ""


def _opens_surname(words: tuple[Word, ...]) -> bool:
    """Whether one word is left behind the particles in front: De Niro, Von der Leyen, not Du Fu."""
    rest = [
        word
        for word in words
        if _affixes().get(word.letters, ("", ""))[0] not in PARTICLES and not word.hyphen
    ]
    last = words[-1]
    return len(rest) == 1 and len(rest[0].letters) > SHORT and not last.commas and not last.aside


def _stands_out(at: int, words: tuple[Word, ...]) -> bool:
    """Whether a word alone is in capitals: Sergey TEN."""
    capital = [_is_capital(word.text) for word in words]
    return capital[at] and sum(capital) == 1


def _abbreviated(word: Word) -> bool:
    from app.names.token import abbreviates

    return abbreviates(word.letters, word.script)


def _hyphenated(names: list[int], words: tuple[Word, ...]) -> list[list[int]]:
    """Words joined by hyphens share a role."""
    groups: list[list[int]] = []
    for at in names:
        if groups and words[at].hyphen and groups[-1][-1] == at - 1:
            groups[-1].append(at)
        else:
            groups.append([at])
    return groups


def _whole(
    groups: list[list[int]],
    words: tuple[Word, ...],
    tokens: tuple[Token, ...],
    roles: list[Role],
) -> list[Role]:
    """Roles of the words that are names in themselves, by the strongest evidence there is."""
    firsts = [group[0] for group in groups]
    given = [all(_is_given(tokens[at]) for at in group) for group in groups]
    if not groups:
        return []
    if all(given) and "suffix" in roles and suffix_sense(words[-1].letters).isdecimal():
        return ["given"] * len(groups)  # John Paul II
    if len(groups) == 1:
        return [_only(firsts[0], given[0], words, roles)]
    capital = [all(_is_capital(words[at].text) for at in group) for group in groups]
    if any(capital) and not all(capital):
        return _around(capital, firsts, words)
    commas = [words[at].commas for at in firsts]
    if commas[0] != commas[-1]:
        return _around([count == commas[0] for count in commas], firsts, words)
    if words[firsts[0]].script in SURNAME_FIRST:
        return ["family", *["given"] * (len(groups) - 1)]  # type: ignore[list-item]
    return _by_shape(firsts, given, words)


def _is_given(token: Token) -> bool:
    return bool(token.given or token.nicks or token.genders)


def _is_capital(text: str) -> bool:
    letters = [sign for sign in text if sign.isalpha()]
    return len(letters) > 1 and all(map(str.isupper, letters))


def _only(at: int, given: bool, words: tuple[Word, ...], roles: list[Role]) -> Role:  # noqa: FBT001
    """Judge the one word there is: a surname beside initials, alone maybe a given name."""
    alone = "initial" not in roles and not (at and _is_front(words[0]))
    surname = ending_gender(words[at].letters, words[at].script, "family")
    return "given" if alone and given and not surname else "family"


def _is_front(word: Word) -> bool:
    return _affixes().get(word.letters, ("", ""))[0] == "front"


def _around(family: list[bool], firsts: list[int], words: tuple[Word, ...]) -> list[Role]:
    """Take the marked surname; what is left are given names and, last, a patronymic."""
    others = [index for index, is_family in enumerate(family) if not is_family]
    roles: list[Role] = ["family" if is_family else "given" for is_family in family]
    if len(others) > 1 and _is_patronymic(words[firsts[others[-1]]]):
        roles[others[-1]] = "patronymic"
    return roles


def _is_patronymic(word: Word) -> bool:
    return ending_gender(word.letters, word.script, "patronymic") is not None


def _by_shape(firsts: list[int], given: list[bool], words: tuple[Word, ...]) -> list[Role]:
    """No mark: order, known given names and endings decide."""
    last = len(firsts) - 1
    surname_like = [
        ending_gender(words[at].letters, words[at].script, "family") is not None for at in firsts
    ]
    if last == 1:
        reversed_order = (given[1] and not given[0]) or (
            given[1] == given[0] and surname_like[0] and not surname_like[1]
        )
        return ["family", "given"] if reversed_order else ["given", "family"]
    patronymics = [_is_patronymic(words[at]) for at in firsts]
    if last == 2 and patronymics[2] and not patronymics[1] and (given[1] or not given[0]):
        return ["family", "given", "patronymic"]
    if patronymics[1]:
        return ["given", "patronymic", *["family"] * (last - 1)]  # type: ignore[list-item]
    if given[1] and not given[0] and not given[last]:
        return ["family", *["given"] * last]  # type: ignore[list-item]
    middle: list[Role] = ["given" if known else "unknown" for known in given[1:last]]
    return ["given", *middle, "family"]
