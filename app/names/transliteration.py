"""What a name looks like in other letters, by every scheme we know."""

from dataclasses import dataclass

from app.names.fallback import romanised
from app.names.name import Name
from app.names.reader import read
from app.names.romanise import romanise, schemes

FALLBACK = "unidecode"


@dataclass(frozen=True, slots=True)
class Romanisation:
    """A name written by one scheme. reader: language of those who write it so."""

    language: str
    scheme: str
    title: str
    reader: str
    text: str


@dataclass(frozen=True, slots=True)
class Transliteration:
    """A name as read, and its romanisations under every scheme of its likely languages."""

    name: Name
    romanisations: tuple[Romanisation, ...]


def transliterate(text: str, lang: str | None = None) -> Transliteration:
    """Read a name and write it by every scheme; never raises.

    lang: the language the name is written in, when known. A name in a script without tables, or in
    Latin letters already, gets the one language-blind romanisation.
    """
    name = read(text, lang)
    found = [
        Romanisation(
            language, scheme.code, scheme.title, scheme.reader, romanise(name.text, scheme)
        )
        for language in name.langs
        if name.script != "Latn"
        for scheme in schemes().get(language.split("-")[0], ())
    ]
    plain = romanised(name.text)
    if not found and plain:
        found = [Romanisation("und", FALLBACK, "Any language, plain letters", "en", plain)]
    return Transliteration(name, tuple(found))
