import unicodedata

import pytest

from app.names import transliterate
from app.names.romanise import romanise, schemes, spellings
from tests.names.cases_file import rows


@pytest.mark.parametrize(("name", "lang", "scheme", "written"), rows("romanisation.tsv"))
def test_schemes_write_names_as_published(name: str, lang: str, scheme: str, written: str) -> None:
    table = {known.code: known for known in schemes()[lang]}
    assert romanise(name, table[scheme]) == written


@pytest.mark.parametrize("lang", sorted(schemes().keys() - {"latn"}))
def test_every_scheme_leaves_no_letter_of_the_source_script(lang: str) -> None:
    samples = {"el": "Γιώργος Ψαρρός", "ka": "ჯანაშია ქობულაძე", "hy": "Երևան Ծովինար"}
    for scheme in schemes()[lang]:
        if not scheme.code.endswith("respelling"):
            written = spellings(samples.get(lang, "Анна Петрова"), scheme)
            assert all(
                "LATIN" in name_of(sign) for way in written for sign in way if sign.isalpha()
            )


def name_of(sign: str) -> str:
    name = unicodedata.name(sign)
    return "LATIN" if name.startswith("MODIFIER") else name


def test_transliteration_offers_every_scheme_of_the_language() -> None:
    result = transliterate("Аляксандр Лукашэнка")
    assert {found.scheme for found in result.romanisations} >= {"lacinka", "press_en", "press_de"}
    assert result.name.langs[0] == "be"


def test_a_script_without_tables_gets_the_language_blind_romanisation() -> None:
    assert transliterate("习近平").romanisations[0].text == "Xi Jin Ping"
