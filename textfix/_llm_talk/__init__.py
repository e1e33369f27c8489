"""Takes the answer of a language model apart: the translation, and what is said and put around it.

`answer` peels a text from both ends: thinking, an echo of the prompt or of the source, a preamble, then notes and offers
at the end, then a wrapper (fence, tags, JSON, quotation marks), and again from the beginning, until only the translation
is left. Each piece is a `Part`; the rules of the group ``llm`` report one kind of part each. Where nothing but talk
would be left, nothing is taken off. Only the beginning and the end of a text are looked at, so the cost does not grow
with its length.
"""

from __future__ import annotations

from ..model import Segment
from ._head import preamble, prompt_echo, source_echo
from ._parts import Part, State
from ._refusal import refusal, request
from ._tail import epilogue
from ._wrap import thinking, wrapper

__all__ = ["Part", "answer", "refusal", "request", "talk"]

_DEPTH = 8  # layers of an answer; real ones have up to five


def answer(text: str, source: str | None = None) -> tuple[Part, ...]:
    """The parts of `text` (offsets in it) that are not the translation, in the order they were taken off."""
    state = State.of(text, source)
    for _ in range(_DEPTH):
        if not any(peel(state) for peel in (thinking, prompt_echo, source_echo, preamble, epilogue, wrapper)):
            break
        if state.closed:
            break
    if state.parts and not any(c.isalnum() for c in text[state.start : state.end]):
        return ()
    return tuple(state.parts)


def talk(segment: Segment, kind: str) -> tuple[Part, ...]:
    """The parts of one kind in a segment that is a whole document; all rules together take it apart once."""
    known: list[tuple[str, tuple[Part, ...]]] = segment.document.memo("llm-talk", lambda _: [])
    if not known or known[0][0] is not segment.text:  # repairs change it while the memo lives on; to compare takes long
        known[:] = [(segment.text, answer(segment.text, segment.source))]
    return tuple(p for p in known[0][1] if p.kind == kind)
