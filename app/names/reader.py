"""From text to Name."""

from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from app.names import roles, words
from app.names.given import given_names
from app.names.keys import keys_of
from app.names.name import Gender, Name, Part, Role, Token
from app.names.orthography import of_word, orthographies, plausible
from app.names.regnal import is_ruler, ruler_keys
from app.names.script import fold, main_script, tidy
from app.names.token import READ_BY_LETTERS, read_initial, read_token

SHORT_WORD = 4
"""Two words this short may be syllables of one: Gui Qin."""
SCRIPT_LANGUAGES = {
    "Hani": ("zh", "ja"),
    "Hang": ("ko",),
    "Hira": ("ja",),
    "Kana": ("ja",),
    "Arab": ("ar", "fa"),
    "Hebr": ("he",),
}


def read(text: str, lang: str | None = None) -> Name:
    """Read one name. Never raises; what is no name has no parts and no keys.

    lang: the language the name is written in, when known (ISO 639).
    """
    return _read(tidy(text), lang.lower() if lang else None)


@lru_cache(maxsize=4096)
def _read(text: str, lang: str | None) -> Name:
    folded = fold(text)
    script = main_script(folded)
    found = words.cut(text)
    codes = _codes(tuple(found), lang)
    tokens = tuple(
        read_token(
            word.letters,
            word.script,
            of_word(word.letters, word.script, codes.get(word.script, ())),
        )
        for word in found
    )
    parts = _parts(found, tokens, roles.assign(found, tokens), codes)
    return Name(
        text=text,
        folded=folded,
        script=script,
        langs=(lang,) if lang else _languages(script, codes.get(script, ()), parts),
        parts=parts,
        gender=_gender(parts),
        keys=(*ruler_keys(parts), *keys_of(parts, _joined(parts, codes))),
        is_partial=_is_partial(parts),
    )


def _codes(found: tuple[words.Word, ...], lang: str | None) -> dict[str, tuple[str, ...]]:
    """Choose the orthographies to read each script of the name under, the told one among them."""
    by_script: dict[str, list[str]] = {}
    for word in found:
        by_script.setdefault(word.script, []).append(word.letters)
    codes = {
        script: plausible(tuple(letters), script)
        for script, letters in by_script.items()
        if script in READ_BY_LETTERS
    }
    told = orthographies().get((lang or "").split("-")[0])
    if told and told.script in codes and told.code not in codes[told.script]:
        codes[told.script] = (told.code, *codes[told.script])
    return codes


def _languages(script: str, codes: tuple[str, ...], parts: tuple[Part, ...]) -> tuple[str, ...]:
    """Guess the languages: a given name that one language alone spells so comes first."""
    systems = orthographies()
    languages = [systems[code].language for code in codes if systems[code].language]
    if script == "Cyrl":
        spelt = [given_names().languages.get(part.token.letters, set()) for part in parts]
        own = {column for columns in spelt if len(columns) == 1 for column in columns}
        if len(own) == 1:
            languages[:0] = own
    return SCRIPT_LANGUAGES.get(script) or tuple(dict.fromkeys(languages))


def _parts(
    found: tuple[words.Word, ...],
    tokens: tuple[Token, ...],
    assigned: list[Role],
    codes: dict[str, tuple[str, ...]],
) -> tuple[Part, ...]:
    parts = []
    for word, token, role in zip(found, tokens, assigned, strict=True):
        if role == "initial":
            known = read_initial(word.letters, word.script, codes.get(word.script, ()))
        else:
            known = token
        parts.append(Part(word.text, role, _part_gender(word, known, role), known, word.glued))
    return _without_contradiction(parts)


def _without_contradiction(parts: list[Part]) -> tuple[Part, ...]:
    """Take no gender from a surname's ending against the given name: Олег Дерипаска."""
    sure = _gender(tuple(part for part in parts if part.role != "family"))
    return tuple(
        replace(part, gender=None)
        if part.role == "family" and sure and part.gender not in (None, sure)
        else part
        for part in parts
    )


def _joined(parts: tuple[Part, ...], codes: dict[str, tuple[str, ...]]) -> tuple[Token, ...]:
    """Read as one word what others may write so: al-Otaibi, Kara-Murza, Gui Qin."""
    found = []
    for one, other in pairwise(parts):
        tokens = one.token, other.token
        script = tokens[0].script
        short = len(parts) == 2 and all(len(token.letters) <= SHORT_WORD for token in tokens)
        apart = one.role == "particle" or other.glued or (short and script == "Latn")
        if apart and "initial" not in (one.role, other.role) and script == tokens[1].script:
            letters = tokens[0].letters + tokens[1].letters
            found.append(read_token(letters, script, codes.get(script, ())))
    return tuple(found)


def _part_gender(word: words.Word, token: Token, role: Role) -> Gender | None:
    if role == "given":
        return next(iter(token.genders)) if len(token.genders) == 1 else None
    if role in ("patronymic", "family"):
        return roles.ending_gender(word.letters, word.script, role)
    return None


def _gender(parts: tuple[Part, ...]) -> Gender | None:
    """Ask the patronymic first, then the given name, then the surname's ending."""
    for role in ("patronymic", "given", "family"):
        genders = {part.gender for part in parts if part.role == role and part.gender}
        if len(genders) == 1:
            return genders.pop()
    return None


def _is_partial(parts: tuple[Part, ...]) -> bool:
    if is_ruler(parts):
        return False
    named = [part for part in parts if part.role in ("given", "family", "unknown")]
    eastern = named and named[0].token.script in roles.EASTERN_SCRIPTS
    return len(named) < 2 or (not eastern and all(part.glued for part in named[1:]))
