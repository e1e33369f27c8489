"""Loops: words, phrases and sentences that a decoder wrote again and again."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

import textfix
from textfix._loops import character_loops, loops
from textfix.model import Span

WORDS = st.sampled_from(["alpha", "beta", "gamma", "delta", "epsilon", "zeta"])


@given(st.lists(WORDS, min_size=1, max_size=5, unique=True), st.integers(3, 6), st.sampled_from([" ", ", ", ". "]))
def test_copies_of_a_phrase_are_counted(unit: list[str], copies: int, between: str) -> None:
    phrase = " ".join(unit)
    text = f"First {between.join([phrase] * copies)} last."
    (loop,) = loops(text)
    assert (loop.unit, loop.words, loop.copies) == (phrase, len(unit), copies)
    assert text[loop.span.start : loop.span.end].count(phrase) == copies
    start, end = loop.surplus
    assert text[:start] + text[end:] == f"First {phrase} last."


def test_a_copy_cut_short_is_the_rest() -> None:
    text = "It is a red house a red house a red house a red ho"
    (loop,) = loops(text)
    assert loop.copies == 3
    assert text[loop.rest.start : loop.rest.end] == " a red ho"


def test_two_copies_are_found_only_when_asked_for() -> None:
    text = "He came to the big town to the big town again."
    assert loops(text) == ()
    assert [loop.unit for loop in loops(text, 2)] == ["to the big town"]


def test_other_marks_between_the_copies_end_a_loop() -> None:
    assert loops("one two, one two; one two. one two") == ()


def test_character_loops_leave_out_what_stands_between() -> None:
    (loop,) = character_loops("说好好学习，好好学习，好好学习。")
    assert (loop.unit, loop.copies, loop.between) == ("好好学习", 3, "，")
    assert loop.span == Span(1, 15)


@given(st.text(alphabet="ab ,.", max_size=40))
def test_loops_are_in_order_and_disjoint(text: str) -> None:
    for found in (loops(text, 2), character_loops(text, 2)):
        spans = [loop.span for loop in found]
        assert spans == sorted(spans)
        assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
        assert all(text[loop.span.start :].startswith(loop.unit) for loop in found)


def test_loops_are_removed_in_every_language_and_once_for_all() -> None:
    for text, wanted in (
        ("Ingabe imiphumela zeplotti zeplotti zeplotti zeplotti.", "Ingabe imiphumela zeplotti."),
        ("往事说他去医院看病去医院看病去医院看病", "往事说他去医院看病"),
        ("ბატონი მოვიდა სახლში სახლში სახლში სახლში გუშინ.", "ბატონი მოვიდა სახლში გუშინ."),
    ):
        assert textfix.clean(text) == wanted
        assert textfix.clean(wanted) == wanted


def test_loops_of_long_sentences_are_seen_by_the_gate() -> None:
    sentence = (
        "The members of the council who met on Monday agreed that the bridge over the river would be closed for good"
    )
    assert textfix.clean(". ".join([sentence] * 4) + ".", lang="en") == f"{sentence}."
