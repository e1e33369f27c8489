"""The compiled passes find what the passes in numpy find."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import textfix
from textfix import _divisions, _kernel, _passes, _word_lists
from textfix._characters import EDGE
from textfix._cleaner import _engine
from textfix._gate import Gate
from textfix._lexicon import lexicon
from textfix._words import code_points

SEEDS = sorted((Path(__file__).parents[1] / "seeds").glob("*/input.txt"))
pytestmark = pytest.mark.skipif(_kernel.kernel is None, reason="nothing was compiled when textfix was installed")


@contextmanager
def in_numpy() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_passes, "kernel", None)
        yield


@pytest.fixture(scope="module")
def gate() -> Gate:
    engine = _engine(textfix.Options())
    return engine.gate(engine.serving("en"))


def listed(passed: _passes.Passed) -> dict[str, list[object]]:
    """What was found, as lists; repetitions without order and doubles."""
    words = passed.words
    out = {"starts": words.starts, "ends": words.ends, "hashes": words.hashes}
    out |= {name: found for name, found in passed._asdict().items() if name != "words"}
    lists = {name: found.tolist() for name, found in out.items()}
    return lists | {name: sorted(set(lists[name])) for name in ("phrases", "echoes")}


def compare(gate: Gate, text: str, lang: str = "en") -> dict[str, list[object]]:
    codes, known = code_points(f"{EDGE}{text}{EDGE}{EDGE}"), lexicon(lang)
    found = listed(gate._passes(codes, known))
    with in_numpy():
        too = listed(gate._passes(codes, known))
    assert set(found["phrases"]) <= set(too.pop("phrases"))  # numpy compares hashes of 16 bits
    assert too == {name: places for name, places in found.items() if name != "phrases"}
    return found


@given(
    st.lists(st.tuples(st.integers(0, 9), st.text(st.characters(exclude_characters="\0\n", exclude_categories=["Cs"]))))
)
def test_words_are_written_out_as_in_python(entries: list[tuple[int, str]]) -> None:
    shared, rests, length = [], [], 0
    for most, rest in entries or [(0, "")]:
        shared.append(min(most, length))
        rests.append(rest)
        length = shared[-1] + len(rest)
    given = np.array(shared, np.uint8), "\n".join(rests)
    assert _word_lists.written_out(*given) == _word_lists.written_out_in_python(*given)


def test_edges_of_words_are_those_of_numpy() -> None:
    words = ["house", "houses", "ab", "дом", "straße", "\U00020000\U0002f800x", "हिन्दी", "I" * 40]
    assert (_divisions.edges(words) == _divisions.edges_in_numpy(words)).all()
    assert _divisions.edges(words).any(axis=1).all()


def repeats(items: str, at: int) -> bool:
    """Whether one item stands three times from `at` on, or two to 24 stand twice."""
    if len(set(items[at : at + 3])) == 1 and at + 3 <= len(items):
        return True
    return any(items[at : at + p] == items[at + p : at + 2 * p] != "" for p in range(2, 25) if at + 2 * p <= len(items))


@given(st.text("abcd", max_size=60), st.text("abcd", max_size=26), st.integers(0, 3), st.text("abcd", max_size=60))
@settings(max_examples=400, deadline=None)
def test_exactly_what_repeats_is_found(gate: Gate, before: str, unit: str, copies: int, after: str) -> None:
    items = before + unit * copies + after
    found = compare(gate, " ".join(f"{c}word" for c in items))
    places = {found["starts"][n] for n in range(len(items)) if repeats(items, n)}
    assert set(found["phrases"]) == places


@given(st.text(max_size=80) | st.text("aB .,«»\n\r\u201c\"'1é中𠮷\U000e0041\ud800", max_size=80))
@settings(max_examples=400, deadline=None)
def test_the_same_is_found_in_any_text(gate: Gate, text: str) -> None:
    compare(gate, text)


@given(
    st.lists(
        st.sampled_from(["the", "The", "a", "b", "of", "end", "govern", "ment", "入", "ก", ",", "I I"]), max_size=30
    ),
    st.lists(st.sampled_from(["x", "the", "on", "入水", "ซ"]), max_size=26),
    st.integers(0, 4),
    st.sampled_from([" ", "", "  ", "\xa0", "\n", ", "]),
)
@settings(max_examples=400, deadline=None)
def test_the_same_is_found_where_words_repeat(
    gate: Gate, words: list[str], unit: list[str], copies: int, gap: str
) -> None:
    compare(gate, gap.join(words[:12] + unit * copies + words[12:]))


@pytest.mark.parametrize("path", SEEDS, ids=lambda p: p.parent.name)
def test_the_same_is_found_in_documents(gate: Gate, path: Path) -> None:
    text = path.read_text("utf-8")
    assert compare(gate, text)["at"]
    report = textfix.check(text).to_dict()
    with in_numpy():
        assert textfix.check(text).to_dict() == report


def test_long_words_and_long_texts(gate: Gate) -> None:
    compare(gate, "a" + "b" * 200_000 + " ment. The govern ment.")
    compare(gate, "so " * 3_000 + "é\r\n" * 3_000)
    compare(gate, "中" * 5_000)


def test_halves_of_words_are_found(gate: Gate) -> None:
    text = "The govern ment and the parlia ment were neces sary;\nparlia\nment, parlia  ment and techno logy"
    found = compare(gate, text)
    firsts = [text[found["starts"][n] - 1 : found["ends"][n] - 1] for n in found["torn"]]
    assert {"govern", "parlia", "neces", "techno"} <= set(firsts)
    assert firsts.count("parlia") == 1


def test_threads_do_not_see_each_others_finds(gate: Gate) -> None:
    texts = [path.read_text("utf-8") for path in SEEDS] * 5
    one = [textfix.clean(t) for t in texts]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(textfix.clean, texts)) == one


def test_a_library_that_is_missing_or_another_one_is_told(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="missing"):
        _kernel.Kernel(tmp_path / "missing.so")
    foreign = next(Path(np.__file__).parent.rglob("_multiarray_umath*"))
    with pytest.raises((OSError, AttributeError)):
        _kernel.Kernel(foreign)
