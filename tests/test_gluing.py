"""What speaks for two words that were run together: the places in a word, the trees, and what stands around it."""

import numpy as np
import pytest

from textfix._divisions import FEATURES, Divisions
from textfix._gluing import best_split, evidence, points, trees
from textfix._lexicon import Lexicon, lexicon
from textfix._words import each_of


@pytest.fixture(scope="module")
def english() -> Lexicon:
    found = lexicon("en")
    assert found is not None
    return found


def divisions(words: Lexicon, *of: str) -> Divisions:
    text = "\0".join(("", *of, ""))
    return words.halves.divisions(text, next(each_of(of)), np.arange(len(of)), words.zipf)


def test_divisions_are_where_two_known_words_meet(english: Lexicon) -> None:
    found = divisions(english, "assistanceas", "together", "ahouse", "qwxzzk")
    assert [(w, a) for w, a in zip(found.word.tolist(), found.at.tolist(), strict=True)] == [(0, 10), (2, 1)]
    assert found.features.shape == (2, len(FEATURES))


def test_features_do_not_depend_on_case_nor_on_the_words_beside(english: Lexicon) -> None:
    alone, among = divisions(english, "assistanceas"), divisions(english, "otherwiseit", "ASSISTANCEAS")
    assert (alone.features[0] == among.features[among.word == 1][0]).all()


def test_a_derived_word_is_explained_across_the_joint(english: Lexicon) -> None:
    beyond = FEATURES.index("beginning explained beyond left")
    (derived,), (glued,) = (divisions(english, word).features for word in ("overexaggerating", "otherwiseit"))
    assert derived[beyond] > glued[beyond]
    split, other = best_split(english, "otherwiseit"), best_split(english, "overexaggerating")
    assert split is not None
    assert other is not None
    assert split.at == len("otherwise")
    assert split.score > other.score


def test_trees_say_the_same_of_one_row_and_of_many(english: Lexicon) -> None:
    rows = divisions(english, "assistanceas", "ahouse", "otherwiseit", "bigstep").features
    assert trees().many(rows) == pytest.approx([trees()(row) for row in rows], abs=1e-4)


def test_evidence_is_read_from_the_text_around(english: Lexicon) -> None:
    before, after = "A big step. They saw that ", " of the house, and a bigger dog."
    found = evidence(english, before, "bigstep", after, 3)
    assert set(found) == set(points()) - {"trees"}
    there = {name for name, holds in found.items() if holds}
    assert {"left nearby", "right nearby", "neighbours nearby", "after: common"} <= there
    assert there.isdisjoint({"stem nearby", "capital", "begins"})
    other = evidence(english, "", "Bigstep", " it was, a bigstone.", 3)
    assert {name for name, holds in other.items() if holds} >= {"capital", "begins", "stem nearby"}
    assert not other["left nearby"]
