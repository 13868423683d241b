import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.mentions import Text, find


def people(text: str, lang: str = "en") -> list[list[str]]:
    reading = find(Text(None, text, lang)).settle()
    return [
        [mention.surface for mention in reading.mentions if mention.chain == chain.number]
        for chain in reading.chains
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "President Aleksander Kwaśniewski met Lech Wałęsa. Wałęsa’s son was there.",
            [["Aleksander Kwaśniewski"], ["Lech Wałęsa", "Wałęsa"]],
        ),
        (
            "At noon Stanislav Shushkevich,who signed, left. Shushkevich-whom few knew-died.",
            [["Stanislav Shushkevich", "Shushkevich"]],
        ),
    ],
)
def test_full_names_gather_their_bare_surnames(text: str, expected: list[list[str]]) -> None:
    assert people(text) == expected


def test_spouses_stay_apart() -> None:
    text = (
        "Siarhei Tsikhanouski was jailed in 2020. His wife Sviatlana Tsikhanouskaya ran instead. "
        "Tsikhanouskaya left for Vilnius; Tsikhanouski stayed in prison."
    )
    assert people(text) == [
        ["Siarhei Tsikhanouski", "Tsikhanouski"],
        ["Sviatlana Tsikhanouskaya", "Tsikhanouskaya"],
    ]


@settings(deadline=None)
@given(st.text(max_size=300), st.sampled_from(["en", "ru", "pl", "de", "und", "ja", None]))
def test_any_text_is_read_and_offsets_cut_the_surface(text: str, lang: str | None) -> None:
    article = Text(text[:40] or None, text, lang)
    reading = find(article).settle()
    assert reading == find(article).settle()
    for mention in reading.mentions:
        assert article.field(mention.field)[mention.start : mention.end] == mention.surface
        assert mention.name in reading.chains[mention.chain].names


def test_a_doubtful_name_counts_when_it_is_known_from_elsewhere() -> None:
    draft = find(Text(None, "Nobody in town had heard of Arvydas.", "en"))
    assert [m.surface for m in draft.settle().mentions] == []
    assert "arvydas" in draft.doubtful
    assert [m.surface for m in draft.settle({"arvydas"}).mentions] == ["Arvydas"]


def test_a_lower_cased_name_is_spelt_with_a_capital() -> None:
    text = "gorbachev’s Sudden Return\n\nMikhail Gorbachev came back from Crimea."
    mentions = find(Text(None, text, "en")).settle().mentions
    assert [(m.surface, m.name) for m in mentions] == [
        ("gorbachev", "Gorbachev"),
        ("Mikhail Gorbachev", "Mikhail Gorbachev"),
    ]


def test_a_tower_alone_names_nobody_but_an_administration_has_a_head() -> None:
    assert find(Text(None, "They met at Hoover Tower.", "en")).settle().mentions == ()
    (mention,) = find(Text(None, "The Hoover administration fell.", "en")).settle().mentions
    assert mention.surface == "Hoover"


@pytest.mark.parametrize(
    "piece", ["a", "A.", "Aa ", "Aa-", "'", "van ", "&amp;", "\n", "<a ", "@a"]
)
def test_no_text_takes_more_than_linear_time(piece: str) -> None:
    text = piece * (20_000 // len(piece))
    for lang in ("en", "pl"):
        find(Text(None, text, lang)).settle()
