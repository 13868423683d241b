from app.mentions.found import found
from app.mentions.passage import Passage, Span
from app.mentions.vote import outvoted, uncued


def test_a_word_that_was_mostly_left_alone_is_nobody() -> None:
    passage = Passage.of("text", "Brexit goes on. " * 9, "en")
    one = found(passage, Span(0, 1))
    assert outvoted([one], [passage], "en") == {id(one)}


def test_a_word_of_a_full_name_is_not_outvoted() -> None:
    passage = Passage.of("text", "Olga Tokarczuk won. " + "Tokarczuk said so. " * 9, "en")
    full, bare = found(passage, Span(0, 2)), found(passage, Span(4, 5))
    assert outvoted([full, bare], [passage], "en") == set()


def test_a_word_with_nothing_of_a_person_about_it_is_nobody() -> None:
    passage = Passage.of("text", "V mestu Larmaca je deževalo.", "sl")
    assert uncued([found(passage, Span(2, 3))], "sl")


def test_a_title_or_a_verb_of_speech_speaks_for_a_person() -> None:
    passage = Passage.of("text", "Minister Poljanšek je odstopil.", "sl")
    assert not uncued([found(passage, Span(1, 2))], "sl")


def test_the_cases_of_a_short_name_are_one_word() -> None:
    text = "Он о Тардо и Тарде. " + "Тарду, Тарда, Тарды. " * 9
    passage = Passage.of("text", text, "ru")
    one = found(passage, Span(2, 3))
    assert outvoted([one], [passage], "ru") == {id(one)}
