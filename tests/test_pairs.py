"""Usual pairs of neighbouring words, and words torn in two."""

import zlib

import numpy as np

from textfix import Cleaner, Options
from textfix._lexicon import lexicon
from textfix._pairs import Pairs, class_of, pack, pairs
from textfix._words import hashes_of


def test_pairs_keep_the_class_of_their_count() -> None:
    counts = {("of", "the"): 500, ("speed", "limit"): 12, ("old", "house"): 3, ("red", "herring"): 2}
    found = Pairs(zlib.decompress(pack(counts)))
    assert len(found) == 3
    assert [found.usual(*pair) for pair in counts] == [3, 2, 1, 0]
    assert [class_of(n) for n in (0, 2, 3, 9, 10, 99, 100)] == [0, 0, 1, 1, 2, 2, 3]


def test_a_list_without_pairs_has_none() -> None:
    assert len(pairs("xx")) == 0
    assert pairs("xx").usual("of", "the") == 0


def test_pairs_are_told_in_their_order() -> None:
    usual = pairs("en").usual
    assert usual("of", "the") == 3
    assert usual("the", "of") < 3


def test_pairs_are_those_of_either_alphabet() -> None:
    assert pairs("sr-Cyrl").usual("да", "је") == pairs("sh").usual("da", "je") == 3
    assert pairs("sr-Cyrl").usual("da", "je") == 0


def test_the_gate_sees_every_word_that_is_torn() -> None:
    words = lexicon("en")
    assert words is not None
    cleaner = Cleaner(Options(select=("split-words",), lang="en"))
    for whole in ("government", "international", "information", "hospital"):
        for at in range(3, len(whole) - 2):
            text = f"We read of the {whole[:at]} {whole[at:]} today."
            found = cleaner.check(text).findings
            assert all(f.span == (15 + at, 16 + at) for f in found)
    assert cleaner.clean("The govern ment and the hospi tal, an inform ation.") == (
        "The government and the hospital, an information."
    )


def test_joined_hashes_are_those_of_the_whole() -> None:
    from textfix._words import words_of

    codes = np.frombuffer(" Govern ment of ".encode("utf-32-le"), np.uint32)
    found = words_of(codes, codes != ord(" "))
    assert found.joined(np.array([0]))[0] == hashes_of(["government"])[0]
