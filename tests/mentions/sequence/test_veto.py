"""What is left off the ends of a tagged span, and where one span is two people."""

import pytest

from app.mentions.passage import Passage, Span
from app.mentions.sequence.features import Evidence
from app.mentions.sequence.led import grown, led, repeated
from app.mentions.sequence.runs import runs
from app.mentions.sequence.veto import settled


def kept(text: str, tagged: str, lang: str) -> list[str]:
    """The surfaces that stay of one span that a tagger was sure of."""
    passage = Passage.of("text", text, lang)
    begin = text.index(tagged)
    first = next(i for i, token in enumerate(passage.tokens) if token.start == begin)
    last = next(i for i, t in enumerate(passage.tokens) if t.end == begin + len(tagged)) + 1
    evidence = Evidence(passage, list(runs(passage)))
    spans = settled(passage, [(Span(first, last), 1.0)], evidence)
    return [
        text[passage.tokens[span.first].start : passage.tokens[span.last - 1].end] for span in spans
    ]


@pytest.mark.parametrize(
    ("text", "tagged", "lang", "names"),
    [
        (
            "Според Симеон Радев Петър Стоянов греши.",
            "Симеон Радев Петър Стоянов",
            "bg",
            ["Симеон Радев", "Петър Стоянов"],
        ),
        ("Szef EBC Jean Claude Trichet milczy.", "EBC Jean Claude Trichet", "pl",
         ["Jean Claude Trichet"]),
        ("Wedle UE Buzek ma rację.", "UE Buzek", "pl", ["Buzek"]),
        ("Гаворыць Жыгімонт II Аўгуст.", "Жыгімонт II", "be", ["Жыгімонт"]),
        ("Гаворыць Карл V сёння.", "Карл V", "be", ["Карл"]),
        ("Гаворыць Карл V Добры сёння.", "Карл V Добры", "be", ["Карл"]),
        ("Тета Зоряна пекла хліб.", "Тета Зоряна", "uk", ["Зоряна"]),
    ],
)  # fmt: skip
def test_bodies_and_numbers_go_and_neighbours_part(
    text: str, tagged: str, lang: str, names: list[str]
) -> None:
    assert kept(text, tagged, lang) == names


@pytest.mark.parametrize(
    ("name", "lang"),
    [("Jan Maria Rokita", "pl"), ("José Luis Rodríguez Zapatero", "pl"), ("Ana Palacio", "sl")],
)
def test_long_names_of_one_person_stay_whole(name: str, lang: str) -> None:
    assert kept(f"Wczoraj {name} mówił.", name, lang) == [name]


def test_a_word_for_an_office_leads_a_name_whatever_the_surname_means() -> None:
    text = "Wczoraj prezydent Lech Wałęsa przyjechał do Krakowa."
    passage = Passage.of("text", text, "pl")
    spans = led(passage, list(runs(passage)), [])
    assert [passage.tokens[span.first].word for span, _ in spans] == ["Lech"]


def test_a_heading_in_capitals_repeats_a_name_of_the_text() -> None:
    text = "LECH WAŁĘSA PRZYJECHAŁ DO KRAKOWA\nLech Wałęsa milczał."
    passage = Passage.of("text", text, "pl")
    below = next(i for i, token in enumerate(passage.tokens) if token.word == "Lech")
    spans = repeated(passage, [(Span(below, below + 2), 0.9)])
    assert [(span.first, span.last) for span, _ in spans] == [(0, 2), (below, below + 2)]


def test_a_rare_given_name_opens_a_sentence() -> None:
    text = "Alhierd Bacharewicz opowiadał o powieści."
    passage = Passage.of("text", text, "pl")
    assert [span.first for span, _ in grown(passage, [(Span(1, 2), 0.9)])] == [0]
    nobody = Passage.of("text", "Bilety Bacharewicz oddał.", "pl")
    assert [span.first for span, _ in grown(nobody, [(Span(1, 2), 0.9)])] == [1]


@pytest.mark.parametrize(
    ("text", "tagged", "lang", "names"),
    [
        ("На річках (Львівська, Волинська області) вода.", "Львівська", "uk", []),
        ("Зустріч на вул. Садівській о третій.", "Садівській", "uk", []),
        ("Зустріч на вул. Садовського о третій.", "Садовського", "uk", ["Садовського"]),
        ("Суд Янкі Курбата Клімавіцкага раёна маўчыць.", "Янкі Курбата Клімавіцкага", "be",
         ["Янкі Курбата"]),
        ("Ехалі з вёскі Ліпка ў горад.", "Ліпка", "be", []),
        ("Ехали з села Микола й Оля.", "Микола", "uk", ["Микола"]),
        ("Надвір вийшов пес Рябко.", "Рябко", "uk", []),
        ("Рэжысёр Стывен Халдэн (англ.: Stephen Halden) прыехаў.", "Stephen Halden", "be", []),
    ],
)  # fmt: skip
def test_neighbours_tell_places_animals_and_glosses(
    text: str, tagged: str, lang: str, names: list[str]
) -> None:
    assert kept(text, tagged, lang) == names


def test_a_word_beside_a_sure_name_is_a_name() -> None:
    passage = Passage.of("text", "Грали Ткаченко, Вугбула і Рудик.", "uk")
    evidence = Evidence(passage, list(runs(passage)))
    spans = settled(passage, [(Span(1, 2), 0.9), (Span(3, 4), 0.45)], evidence)
    assert [span.sure for span in spans] == [True, True]
