"""Words as numbers: the same word has the same hash wherever it stands, and other words have others."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from textfix._words import HashSet, Words, hashes_of, words_of

LETTERS = st.text(st.characters(max_codepoint=0x1FFFF, categories=("Ll", "Lu", "Lo", "Mn")), min_size=1, max_size=12)


def words_in(text: str) -> Words:
    padded = f" {text} "
    codes = np.frombuffer(padded.encode("utf-32-le"), np.uint32)
    return words_of(codes, np.array([not c.isspace() for c in padded]))


def folded(word: str) -> str:
    return "".join(f if len(f := c.casefold()) == 1 else c for c in word)


@given(st.lists(LETTERS, min_size=1, max_size=20))
def test_hashes_tell_words_apart_whatever_their_case_and_place(words: list[str]) -> None:
    found = words_in(" ".join(words))
    assert len(found.hashes) == len(words)
    assert len(set(found.hashes.tolist())) == len({folded(w) for w in words})
    assert found.hashes.tolist() == hashes_of(words).tolist()


@given(LETTERS, LETTERS)
def test_parts_hash_like_words(left: str, right: str) -> None:
    found = words_in(f"x {left}{right}")
    start, end = found.starts[1:], found.ends[1:]
    assert found.parts(start, start + len(left)).tolist() == hashes_of([left]).tolist()
    assert found.parts(start + len(left), end).tolist() == hashes_of([right]).tolist()


def test_long_texts_and_long_lists() -> None:
    words = [f"word{i}" for i in range(40_000)]
    assert len(set(hashes_of(words).tolist())) == len(words)
    assert words_in(" ".join(words)).hashes.tolist() == hashes_of(words).tolist()
    assert len(hashes_of([])) == 0
    assert len(hashes_of(["a" * 300_000])) == 1


def test_a_set_of_hashes_keeps_all_and_makes_none_up() -> None:
    known, other = hashes_of(f"k{i}" for i in range(10_000)), hashes_of(f"o{i}" for i in range(10_000))
    for bits in (8, 12, 16):
        seen = HashSet(bits)
        assert len(seen.lacks(known)) == len(known)
        for part in np.array_split(known, 50):
            seen.add(part)
        assert len(seen.lacks(known)) == 0 or bits == 8
        assert len(seen.lacks(other)) == len(other)
