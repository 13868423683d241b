"""The probable spellings of a name, for searching archives that know nothing of aliases."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, product

from app.names import tables
from app.names.foreign import in_cyrillic
from app.names.given import letters_of
from app.names.name import Name, Part
from app.names.reader import read
from app.names.roles import ending_gender
from app.names.romanise import Scheme, schemes, spellings

MOST_LIMIT = 500
ORIGINAL = "as given"
GIVEN_FORMS = "given name"
SLAVIC = ("ru", "be", "uk")
LATER_GUESS = 0.5
"""The worth of a second guess of the language, against the first."""
ALTERNATIVE = 0.6
"""The worth of a scheme's second way to write a letter, against its first."""
FOREIGN = 0.8
"""The worth of a Western name written by ear."""
WAYS = 2
MOST_FOREIGN = 4
OTHER_LANGUAGE = 0.6
"""The worth of a name carried into a neighbouring language first."""


@dataclass(frozen=True, slots=True)
class Expansion:
    """A probable spelling. lang: of those who write it so. likelihood: 0..1, only to compare by."""

    text: str
    lang: str
    scheme: str
    likelihood: float


@dataclass(frozen=True, slots=True)
class _Source:
    """A name in the letters of a language that has schemes. romanised: worth writing back."""

    language: str
    words: tuple[str, ...]
    worth: float
    romanised: bool = True


def expand(text: str, lang: str | None = None, limit: int = 50) -> tuple[Expansion, ...]:
    """List probable spellings of a name by language and scheme, likeliest first.

    The name itself comes first. lang: the language the name is written in, when known.
    """
    name = read(text, lang)
    found: dict[str, Expansion] = {}
    if not name.parts:
        return ()
    _add(found, Expansion(name.text, name.langs[0] if name.langs else "und", ORIGINAL, 1.0))
    for source in _sources(name):
        native = " ".join(source.words)
        _add(found, Expansion(native, source.language, ORIGINAL, 0.95 * source.worth))
        for scheme in schemes().get(source.language, ()) if source.romanised else ():
            for expansion in _by_scheme(name, source, scheme):
                _add(found, expansion)
    ranked = sorted(found.values(), key=lambda one: -one.likelihood)
    return tuple(ranked[: max(0, min(limit, MOST_LIMIT))])


def _add(found: dict[str, Expansion], expansion: Expansion) -> None:
    known = found.get(expansion.text)
    if known is None or known.likelihood < expansion.likelihood:
        found[expansion.text] = expansion


def _sources(name: Name) -> list[_Source]:
    """The name in its own letters by each guessed language, and carried into its neighbours'."""
    words = tuple(_written(part) for part in name.parts)
    if name.script == "Latn":
        return _from_latin(name, words)
    sources = []
    for place, language in enumerate(name.langs[:2]):
        worth = LATER_GUESS**place
        sources.append(_Source(language, words, worth))
        if language in SLAVIC:
            for scheme in schemes()[language]:
                target = scheme.code.removesuffix("_respelling")
                if target in SLAVIC and target != scheme.code:
                    carried = _carried(name.parts, words, scheme, target)
                    sources.append(_Source(target, carried, worth * OTHER_LANGUAGE))
    return sources


def _from_latin(name: Name, words: tuple[str, ...]) -> list[_Source]:
    """Guess the Cyrillic original of a Slavic-looking name in Latin letters."""
    (scheme,) = schemes()["latn"]
    slavic = any(
        ending_gender(part.token.letters, "Latn", kind)
        for part in name.of("family", "patronymic")
        for kind in ("family", "patronymic")
    ) or any(part.token.letters.endswith(("nko", "nka", "ich", "uk")) for part in name.parts)
    if not slavic:
        return _foreign(name)
    russian = _carried(name.parts, words, scheme, "ru")
    sources = [_Source("ru", russian, 0.9)]
    for onward in schemes()["ru"]:
        target = onward.code.removesuffix("_respelling")
        if target in SLAVIC and target != onward.code:
            carried = _carried(name.parts, russian, onward, target)
            sources.append(_Source(target, carried, 0.8))
    return sources


def _foreign(name: Name) -> list[_Source]:
    """A Western name as Russian, Belarusian and Ukrainian papers may write it."""
    ways = [_heard(part) for part in name.parts]
    if not all(ways):
        return []
    sources = []
    for place, russian in enumerate(islice(product(*ways), MOST_FOREIGN)):
        worth = FOREIGN * ALTERNATIVE**place
        sources.append(_Source("ru", russian, worth, romanised=False))
        for onward in schemes()["ru"]:
            target = onward.code.removesuffix("_respelling")
            if target in SLAVIC and target != onward.code:
                carried = _carried(name.parts, russian, onward, target)
                sources.append(_Source(target, carried, worth * FOREIGN, romanised=False))
    return sources


def _heard(part: Part) -> tuple[str, ...]:
    """A Western word in Russian letters; an initial as one letter."""
    if part.role == "initial":
        return tuple(f"{letter}." for letter in in_cyrillic(part.text)[:1])
    return (*_own_forms(part, "ru"), *in_cyrillic(part.text))[:WAYS]


def _written(part: Part) -> str:
    return f"{part.text}." if part.role == "initial" else part.text


def _carried(
    parts: tuple[Part, ...], words: tuple[str, ...], scheme: Scheme, target: str
) -> tuple[str, ...]:
    """Write a name in a neighbour's letters; given names become the neighbour's own form."""
    return tuple(
        next(iter(_own_forms(part, target)), spellings(word, scheme)[0])
        for part, word in zip(parts, words, strict=True)
    )


@lru_cache(maxsize=1)
def _forms() -> dict[str, dict[str, tuple[str, ...]]]:
    """Given name -> language (or "other") -> its forms."""
    return {
        row["id"]: {
            column: tuple(filter(None, row[column].split("|")))
            for column in ("ru", "be", "uk", "pl", "other")
        }
        for row in tables.rows("given_names.tsv")
    }


def _own_forms(part: Part, language: str) -> tuple[str, ...]:
    """The forms of a given name in a language; empty when it is none that we know."""
    names = sorted(part.token.given, key=len) if part.role == "given" else []
    known = (_forms().get(identity, {}).get(language, ()) for identity in names)
    return next(filter(None, known), ())


def _by_scheme(name: Name, source: _Source, scheme: Scheme) -> list[Expansion]:
    """Write the name by a scheme, and with the given name as the readers know it."""
    likelihood = source.worth * scheme.weight / 10
    ways = [spellings(word, scheme)[:3] for word in source.words]
    expansions = [
        Expansion(" ".join(way), scheme.reader, scheme.code, 0.9 * likelihood * ALTERNATIVE**place)
        for place, way in enumerate(islice(product(*ways), 4))
    ]
    plain = [way[0] for way in ways]
    for at, part in enumerate(name.parts):
        column = {"pl": "pl", "en": "other"}.get(scheme.reader, "")
        for place, form in enumerate(islice(_own_forms(part, column), 6)):
            if letters_of(form) != letters_of(plain[at]):
                text = " ".join([*plain[:at], form, *plain[at + 1 :]])
                worth = 0.7 * likelihood * ALTERNATIVE ** (place / 2)
                expansions.append(Expansion(text, scheme.reader, GIVEN_FORMS, worth))
    return expansions
