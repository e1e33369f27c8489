"""The compiled passes find what the passes in numpy find."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import textfix
from textfix import _kernel, _passes, _periods, _tearing, _words
from textfix._cleaner import _engine
from textfix._gate import Gate
from textfix._lexicon import lexicon
from textfix._words import HashSet, Words, code_points, hashes_of

SEEDS = sorted((Path(__file__).parents[1] / "seeds").glob("*/input.txt"))
pytestmark = pytest.mark.skipif(_kernel.kernel is None, reason="nothing was compiled when textfix was installed")


@contextmanager
def in_numpy() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for module in (_passes, _periods, _tearing, _words):
            patch.setattr(module, "kernel", None)
        yield


@pytest.fixture(scope="module")
def gate() -> Gate:
    engine = _engine(textfix.Options())
    return engine.gate(engine.serving("en"))


def same(one: Words, other: Words) -> bool:
    names = ("starts", "ends", "hashes")
    return all(getattr(one, name).tolist() == getattr(other, name).tolist() for name in names)


def compare(gate: Gate, text: str) -> None:
    codes = code_points(f"\n{text}\n\n")
    at, met, words = _passes.passes(gate._tables, codes, words=True)
    with in_numpy():
        at_too, met_too, words_too = _passes.passes(gate._tables, codes, words=True)
    assert at.tolist() == at_too.tolist()
    assert met.tolist() == met_too.tolist()
    assert same(words, words_too)


@given(st.text(max_size=80) | st.text("aB .,«»\n\r“\"'1é中𠮷\U000e0041", max_size=80))
@settings(max_examples=300, deadline=None)
def test_pairs_and_words_are_the_same(gate: Gate, text: str) -> None:
    compare(gate, text)


@pytest.mark.parametrize("path", SEEDS, ids=lambda p: p.parent.name)
def test_pairs_and_words_of_documents_are_the_same(gate: Gate, path: Path) -> None:
    compare(gate, path.read_text("utf-8"))


@pytest.mark.parametrize("path", SEEDS, ids=lambda p: p.parent.name)
def test_repairs_are_the_same(path: Path) -> None:
    text = path.read_text("utf-8")
    compiled = textfix.check(text).to_dict()
    with in_numpy():
        assert textfix.check(text).to_dict() == compiled


def repeats(items: list[int], at: int, single: bool, twice: int, longest: int) -> bool:
    def again(period: int, count: int) -> bool:
        end = at + period + count
        return end <= len(items) and items[at : at + count] == items[at + period : end]

    if single and again(1, 2):
        return True
    return any(again(p, 2 * p if p < twice else p) for p in range(2, longest + 1))


@given(
    st.lists(st.integers(0, 4), max_size=90),
    st.lists(st.integers(0, 4), max_size=26),
    st.integers(0, 4),
    st.sampled_from([(True, 2, 24), (False, 24, 24), (True, 3, 5)]),
)
@settings(max_examples=400, deadline=None)
def test_exactly_what_repeats_is_found(
    items: list[int], unit: list[int], copies: int, kind: tuple[bool, int, int]
) -> None:
    items = items[:40] + unit * copies + items[40:]
    single, twice, longest = kind
    assert _kernel.kernel is not None
    found = _kernel.kernel.periodic(np.array(items, np.uint64), single=single, twice=twice, longest=longest)
    assert found.tolist() == [at for at in range(len(items)) if repeats(items, at, single, twice, longest)]


@given(st.lists(st.integers(0, 5), max_size=60))
@settings(max_examples=200, deadline=None)
def test_echoes_are_the_same(items: list[int]) -> None:
    given_items = np.array(items, np.uint64)
    found = _periods.echoed(given_items)
    with in_numpy():
        assert set(_periods.echoed(given_items).tolist()) == set(found.tolist())


@given(st.lists(st.text("abc", min_size=1, max_size=4), max_size=200), st.lists(st.text("abc", min_size=1, max_size=4)))
@settings(max_examples=100, deadline=None)
def test_sets_of_hashes_lack_the_same(known: list[str], asked: list[str]) -> None:
    seen = HashSet(bits=4)
    seen.add(hashes_of(known))
    hashes = hashes_of(asked)
    lacking = seen.lacks(hashes).tolist()
    with in_numpy():
        assert seen.lacks(hashes).tolist() == lacking


def test_torn_words_are_the_same(gate: Gate) -> None:
    text = (
        "The govern ment and the parlia ment were neces sary; \nparlia\nment and a"
        + "b" * 200_000
        + " ment. techno logy"
    )
    codes = code_points(f"\n{text}\n\n")
    words = _passes.passes(gate._tables, codes, words=True)[2]
    found = lexicon("en").torn(codes, words).tolist()
    assert [text[words.starts[n] - 1 : words.ends[n + 1] - 1] for n in found] == [
        "govern ment",
        "parlia ment",
        "neces sary",
        "techno logy",
    ]
    with in_numpy():
        assert lexicon("en").torn(codes, words).tolist() == found


def test_a_library_that_is_missing_or_another_one_is_told(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="missing"):
        _kernel.Kernel(tmp_path / "missing.so")
    foreign = next(Path(np.__file__).parent.rglob("_multiarray_umath*"))
    with pytest.raises((OSError, AttributeError)):
        _kernel.Kernel(foreign)
