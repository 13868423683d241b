import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.mentions.tokens import Gap, Kind, tokenise


def words(text: str) -> list[str]:
    return [token.word for token in tokenise(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("said Putin,this is", ["said", "Putin", ",", "this", "is"]),
        ("Maduro-whom Trump", ["Maduro", "-", "whom", "Trump"]),
        ("Lukashenko–U.S. Talks", ["Lukashenko", "–", "U.S.", "Talks"]),
        ("Aleksandr G. Lukashenko", ["Aleksandr", "G.", "Lukashenko"]),
        ("Trump’s envoy", ["Trump", "’s", "envoy"]),
        ("LUKASHENKO'S PALACE", ["LUKASHENKO", "'S", "PALACE"]),
        ("the Browns’ house", ["the", "Browns", "’", "house"]),
        ("O’Brien and Д’Артаньян", ["O’Brien", "and", "Д’Артаньян"]),
        ("l’avocat d’Emmanuel Macron", ["l’", "avocat", "d’", "Emmanuel", "Macron"]),
        ("Дем'ян Сям’я", ["Дем'ян", "Сям’я"]),
        ("А.Г. Лукашенко", ["А.Г.", "Лукашенко"]),
        ("Дж. Байден", ["Дж.", "Байден"]),
        ("Tikhanov\u00adskaya", ["Tikhanovskaya"]),
        ("Cichanouska\u0301", ["Cichanouská"]),
        ("Nicol&aacute;s&nbsp;Maduro", ["Nicolás", "Maduro"]),
        ("Tikhanovska&shy;ya", ["Tikhanovskaya"]),
        ("«Aсия Биби»", ["«", "Асия", "Биби", "»"]),
        ("see https://a.example/Donald_Trump?x=1 now", None),
        ("write to john.smith@example.org or @JohnSmith", None),
    ],
)
def test_the_typography_of_news_is_cut_into_readable_words(
    text: str, expected: list[str] | None
) -> None:
    if expected is None:
        assert any(token.kind == Kind.LINK for token in tokenise(text))
        assert not {"Donald_Trump", "john", "JohnSmith"} & set(words(text))
    else:
        assert words(text) == expected


def test_offsets_point_into_the_text_with_its_entities() -> None:
    text = "a &amp; Nicol&aacute;s&nbsp;Maduro&rsquo;s &laquo;Jos&eacute;&raquo;"
    cut = {token.word: text[token.start : token.end] for token in tokenise(text)}
    assert cut["Nicolás"] == "Nicol&aacute;s"
    assert cut["Maduro"] == "Maduro"
    assert cut["’s"] == "&rsquo;s"
    assert cut["José"] == "Jos&eacute;"


def test_gaps_tell_lines_from_spaces() -> None:
    gaps = [token.gap for token in tokenise("Maria Ressa\nspoke.\n\nThen\u00a0left")]
    assert gaps == [
        Gap.PARAGRAPH,
        Gap.SPACE,
        Gap.LINE,
        Gap.NONE,
        Gap.PARAGRAPH,
        Gap.SPACE,
    ]


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_string_is_cut_into_ordered_tokens_that_leave_only_space(text: str) -> None:
    end = 0
    for token in tokenise(text):
        assert end <= token.start < token.end
        end = token.end
    assert end <= len(text)


def test_a_million_letters_without_a_space_are_one_token() -> None:
    assert len(tokenise("a" * 1_000_000)) == 1
    assert len(tokenise("a." * 300_000)) > 0
    assert len(tokenise("A." * 300_000)) > 0
    assert len(tokenise("&#" * 300_000)) > 0
    assert len(tokenise("<a" * 20_000)) > 0
