"""What repeats is found, whatever it is."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from textfix._periods import LONGEST_PHRASE, echoed, periodic


def holds(items: list[int], shortest: int, long: int) -> bool:
    for period in range(shortest, LONGEST_PHRASE + 1):
        need = 2 * period if period < long else period
        for at in range(len(items) - need - period + 1):
            if items[at : at + need] == items[at + period : at + period + need]:
                return True
    return False


@given(
    st.lists(st.integers(0, 9), max_size=60),
    st.lists(st.integers(0, 9), min_size=1, max_size=26),
    st.integers(0, 4),
    st.integers(0, 60),
    st.sampled_from([(1, 3), (2, LONGEST_PHRASE)]),
)
@settings(max_examples=400, deadline=None)
def test_copies_are_found(items: list[int], unit: list[int], copies: int, at: int, kind: tuple[int, int]) -> None:
    items[at:at] = unit * copies
    assert len(periodic(np.array(items, np.uint64), *kind)) or not holds(items, *kind)


def test_what_does_not_repeat_is_not_found() -> None:
    items = np.random.default_rng(1).integers(0, 50_000, 20_000).astype(np.uint32)
    assert not len(periodic(items, 1, 3))
    assert not len(periodic(items, 2, LONGEST_PHRASE))


@given(st.lists(st.integers(0, 9), max_size=40))
@settings(max_examples=200, deadline=None)
def test_echoes_are_found(items: list[int]) -> None:
    there = {
        at
        for unit in (2, 3)
        for at in range(len(items) - 2 * unit)
        if items[at : at + unit] == items[at + unit + 1 : at + 2 * unit + 1]
    }
    assert there == set(echoed(np.array(items, np.uint64)).tolist())
