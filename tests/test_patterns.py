"""Patterns that are compiled when they are first used do what compiled ones do."""

import copy
import pickle
import re

import pytest

from textfix._patterns import lazy_pattern


def test_methods_and_attributes_are_those_of_the_pattern() -> None:
    lazy, eager = lazy_pattern(r"(?P<a>\d)b", re.IGNORECASE), re.compile(r"(?P<a>\d)b", re.IGNORECASE)
    text = "1b 2B 3c"
    assert [m.span("a") for m in lazy.finditer(text, 1)] == [m.span("a") for m in eager.finditer(text, 1)] == [(3, 4)]
    assert lazy.sub("x", text, count=1) == "x 2B 3c"
    assert (lazy.pattern, lazy.flags, dict(lazy.groupindex)) == (eager.pattern, eager.flags, dict(eager.groupindex))
    assert lazy_pattern(rb"\d").findall(b"1a2") == [b"1", b"2"]


def test_it_is_compiled_once(monkeypatch: pytest.MonkeyPatch) -> None:
    lazy, compiled = lazy_pattern("a+"), []
    real = re.compile
    monkeypatch.setattr(re, "compile", lambda *given: compiled.append(given) or real(*given))
    assert not compiled
    assert all((lazy.search("baa"), lazy.match("a"), lazy.fullmatch("a")))
    assert compiled == [("a+", 0)]


def test_an_error_shows_when_it_is_used() -> None:
    with pytest.raises(re.error, match="unterminated"):
        lazy_pattern("[").search("")


def test_it_can_be_copied_and_sent_to_another_process() -> None:
    used = lazy_pattern("b")
    assert used.search("ab")
    for lazy in (lazy_pattern("b"), used):
        for made in (copy.deepcopy(lazy), pickle.loads(pickle.dumps(lazy))):
            assert made.search("ab")
