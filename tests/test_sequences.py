"""How unusual sequences of words are."""

from __future__ import annotations

import pytest

import textfix
from textfix._sequences import Sequences, sequences, tokens

SOUND = [
    "The council met on Tuesday to discuss the new bridge, which will cost about 12 million pounds.",
    "She told them that she had never been to the house before, and went back to her car.",
    "After the match, the players thanked their fans for coming in such bad weather.",
    "If you have any questions, please ask one of our staff at the front desk.",
    "He was born in a small town in the north of the country and studied law.",
    "They have been working on the report since last year, but it is not finished yet.",
]
BROKEN = [
    "The council met on to Tuesday discuss the bridge new, which cost will about 12 million pounds.",
    "Her told them that she had never been the to house before, and went to back him car.",
    "After match the, the thanked players they fans for in coming such weather bad.",
    "If have you questions any, please one ask of we staff at the desk front.",
    "Him was born in small a town the in north of country the and studied law.",
    "They have working been on report the since year last, but it not is finished yet.",
]


@pytest.fixture(scope="module")
def english() -> Sequences:
    found = sequences("en-GB")
    assert found is not None
    return found


def test_every_word_counts_but_not_how_numbers_and_apostrophes_are_written() -> None:
    assert tokens("She’s 3.5 or 12, isn't she?") == ["She's", "0", "or", "0", ",", "isn't", "she", "?"]


@pytest.mark.parametrize(("sound", "broken"), list(zip(SOUND, BROKEN, strict=True)))
def test_words_in_disorder_are_stranger(english: Sequences, sound: str, broken: str) -> None:
    assert english.unusual([broken])[0] > english.unusual([sound])[0] + 1


def test_sound_sentences_are_about_as_strange_as_those_that_were_counted(english: Sequences) -> None:
    assert all(-3 < strange < 1.5 for strange in english.unusual(SOUND))


def test_a_long_line_is_judged_by_the_mean_of_its_pieces(english: Sequences) -> None:
    line = " ".join(SOUND * 20)
    assert english.unusual([line])[0] < 1.5
    assert english.unusual([line])[0] < english.unusual([" ".join(BROKEN * 20)])[0]


def test_a_line_is_judged_alike_whatever_stands_beside_it(english: Sequences) -> None:
    lines = ["Yes.", *SOUND, "", " ".join(BROKEN * 3), *BROKEN]
    assert english.unusual(lines) == pytest.approx([english.unusual([line])[0] for line in lines])


def test_a_line_can_be_judged_with_the_gains_of_its_pieces(english: Sequences) -> None:
    for line in (*SOUND, " ".join(BROKEN * 3), "Yes."):
        unusual, gains = english.judged(line)
        assert unusual == english.unusual([line])[0]
        words = tokens(line)
        pieces = [words[at : at + 60] for at in range(0, len(words), 60)]
        assert [len(g) for g in gains] == [len(piece) + 1 for piece in pieces if len(piece) > 3]


@pytest.mark.parametrize("text", ["", " ", "Yes.", "東京", "\ud800", "1 2"])
def test_what_is_short_is_not_judged(english: Sequences, text: str) -> None:
    assert english.unusual([text])[0] == 0


@pytest.mark.parametrize("text", ["x" * 100_000, "a " * 50_000, "Ǆ İ ß ﬁ ẞ ŉ " * 3, "? ! ? ! ?", "天 地 人 物 事"])
def test_any_text_has_a_finite_strangeness(english: Sequences, text: str) -> None:
    assert abs(english.unusual([text])[0]) < 50


def test_only_languages_that_were_counted_are_judged() -> None:
    assert sequences("en") is not None
    assert sequences("mi") is None


def test_the_score_falls_with_strangeness() -> None:
    for sound, broken in zip(SOUND, BROKEN, strict=True):
        good, bad = textfix.check(sound, lang="en"), textfix.check(broken, lang="en")
        assert good.score is not None
        assert bad.score is not None
        assert bad.score < good.score
