"""What a tagger is shown: runs of capitals, and words that read alike in all Slavic spellings."""

import pytest

from app.mentions.passage import Passage
from app.mentions.sequence.detector import SequenceDetector, decode
from app.mentions.sequence.lexicon import Mark
from app.mentions.sequence.runs import runs
from app.mentions.sequence.words import HEARD, class_of, latin, word


def texts_of_runs(text: str, lang: str) -> list[str]:
    passage = Passage.of("text", text, lang)
    return [
        text[passage.tokens[first].start : passage.tokens[last - 1].end]
        for first, last, _ in runs(passage)
    ]


def test_a_run_goes_through_particles_hyphens_and_initials() -> None:
    text = "Wczoraj Ursula von der Leyen i A. Kowalska-Nowak byli w Brukseli."
    assert texts_of_runs(text, "pl") == ["Ursula von der Leyen", "A. Kowalska-Nowak", "Brukseli"]


def test_a_frequent_word_or_a_title_that_opens_a_sentence_is_no_part_of_a_run() -> None:
    assert texts_of_runs("Според Румен Радев това е вярно.", "bg") == ["Румен Радев"]
    assert texts_of_runs("Prezydent Petr Pavel milczy.", "pl") == ["Petr Pavel"]


@pytest.mark.parametrize("surname", ["Островский", "Астроўскі", "Островський", "Ostrowski"])
def test_a_surname_is_spelt_alike_in_latin_letters(surname: str) -> None:
    assert "strovski" in latin(surname.casefold())


@pytest.mark.parametrize(
    ("form", "lang"),
    [("Марии", "ru"), ("Оксаною", "uk"), ("Кацярыны", "be"), ("Donaldem", "pl"), ("Petrovi", "cs")],
)
def test_a_case_form_of_a_given_name_is_known(form: str, lang: str) -> None:
    assert (word(form, lang).marks | word(form, lang).stem_marks) & (Mark.MASCULINE | Mark.FEMININE)


@pytest.mark.parametrize(
    ("spelling", "lang"),
    [("Майкъл", "bg"), ("Джейкъб", "bg"), ("Хілларі", "uk"), ("Джеремі", "uk"), ("Эндру", "be")],
)
def test_a_foreign_name_is_known_by_its_russian_spelling(spelling: str, lang: str) -> None:
    assert word(spelling, lang).kind == "GIVEN"


def test_a_word_in_a_name_of_islands_is_no_country() -> None:
    assert not word("Marshall", "sl").marks & Mark.COUNTRY
    assert word("Albania", "pl").marks & Mark.COUNTRY


def test_a_surname_is_not_taken_for_a_form_of_a_title() -> None:
    assert class_of("господинов", "bg") == "title"
    assert word("Господинов", "bg").word_class == ""


def test_a_function_word_is_nobodys_name() -> None:
    assert word("Ale", "pl").kind == "FREQ"


@pytest.mark.parametrize(("name", "lang"), [("Tusk", "pl"), ("Найджъл", "bg"), ("Babiš", "cs")])
def test_a_name_is_no_everyday_word_however_often_the_press_has_it(name: str, lang: str) -> None:
    assert not word(name, lang).marks & (Mark.FREQUENT | Mark.COMMON)


def test_a_form_of_an_everyday_word_is_known() -> None:
    assert word("Kilogramami", "pl").kind == "COMM2"


def test_a_name_is_known_by_its_sound() -> None:
    assert word("Чаудхури", "ru").kind in ("HEARD", "NAME", "NAM2")
    assert word("Ризви", "bg").stem_marks & HEARD


def test_labels_mark_stretches_whatever_their_order() -> None:
    assert decode(["O", "B", "I", "B", "O", "I"]) == [(1, 3), (3, 4), (5, 6)]
    assert decode([]) == []


@pytest.mark.parametrize("text", ["", "—", "А", "I " * 500, "ЁЖ" * 2000, "\u200f", "З-З-З", "О’"])
@pytest.mark.parametrize("model", ["slavic", "western"])
def test_a_detector_answers_on_any_text(text: str, model: str) -> None:
    passage = Passage.of("text", text, "uk")
    spans = SequenceDetector(model).find(passage)
    assert all(0 <= span.first < span.last <= len(passage.tokens) for span in spans)


def test_a_king_keeps_his_number() -> None:
    text = "Wczoraj królowa Elżbieta II spotkała się z premierem."
    passage = Passage.of("text", text, "pl")
    spans = SequenceDetector("slavic").find(passage)
    assert [
        text[passage.tokens[s.first].start : passage.tokens[s.last - 1].end] for s in spans
    ] == ["Elżbieta II"]


def found_in(text: str, lang: str, model: str) -> list[str]:
    passage = Passage.of("text", text, lang)
    spans = SequenceDetector(model).find(passage)
    return [text[passage.tokens[s.first].start : passage.tokens[s.last - 1].end] for s in spans]


def test_the_full_stop_of_a_number_belongs_to_it_where_the_sentence_goes_on() -> None:
    text = "Včera královna Alžběta II. přijala premiéra."
    assert found_in(text, "cs", "slavic") == ["Alžběta II."]


def test_an_initial_before_a_country_makes_it_nobody() -> None:
    assert found_in("Rządy Francji i W. Brytanii milczą.", "pl", "slavic") == []


def test_a_polish_instrumental_keeps_what_follows_its_apostrophe() -> None:
    text = "Rozmawiał z ministrem Patrickiem Healy’m w Dublinie."
    assert found_in(text, "pl", "slavic") == ["Patrickiem Healy’m"]
