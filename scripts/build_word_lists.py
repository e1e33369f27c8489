"""Build the word lists in ``textfix/models/word-lists`` from the package wordfreq.

usage: pip install wordfreq==3.1.1; python scripts/build_word_lists.py

Each language gets its best list: all words, with frequencies that are exact down to Zipf 3 and for the 100,000 commonest words,
and rounded down to the next tenth below that and to the next fifth below Zipf 2, where a handful of occurrences were counted. Words stand in the order of their code points, and each is written as the
number of letters that it shares with the one before, and the rest. ``textfix/_word_lists.py`` reads them.

The data of wordfreq may be shared under CC BY-SA 4.0, and so may the files that this writes; see NOTICE.
"""

from __future__ import annotations

from itertools import accumulate
from pathlib import Path

import wordfreq

from textfix._compressed import compressed

FOLDER = Path(__file__).parents[1] / "textfix" / "models" / "word-lists"
EXACT, COMMON = 600, 100_000  # centibels below probability 1 (Zipf 3), and words
STEPS = ((700, 20), (0, 10))  # centibels, and to what is rounded below them
LONGEST = 255  # letters that may be shared


def packed(buckets: list[list[str]]) -> bytes:
    """A list in the form that ``_word_lists.read`` takes."""
    counts = accumulate(map(len, buckets))
    exact = max(EXACT, next((below for below, count in enumerate(counts) if count >= COMMON), 0))
    words = sorted((word, rounded(below, exact)) for below, bucket in enumerate(buckets) for word in bucket)
    shared, rest, before = bytearray(), [], ""
    for word, _ in words:
        same = next(
            (i for i, (a, b) in enumerate(zip(word, before, strict=False)) if a != b), min(len(word), len(before))
        )
        same = min(same, LONGEST)
        shared.append(same)
        rest.append(word[same:])
        before = word
    low, high = bytes(below & 0xFF for _, below in words), bytes(below >> 8 for _, below in words)
    return len(words).to_bytes(4, "little") + shared + low + high + "\n".join(rest).encode()


def rounded(below: int, exact: int) -> int:
    """The bucket of a word that occurs so many centibels below probability 1; nothing is made commoner than it is."""
    if below <= exact:
        return below
    step = next(step for limit, step in STEPS if below > limit)
    return -(-below // step) * step


def main() -> None:
    """Write all lists."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, path in sorted(wordfreq.available_languages("best").items()):
        data = compressed(packed(wordfreq.read_cBpack(path)))
        (FOLDER / f"{name}.zst").write_bytes(data)
        print(name, f"{len(data):,} bytes")


if __name__ == "__main__":
    main()
