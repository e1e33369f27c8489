"""Detectors of encodings, side by side, on the same bytes.

usage: python benchmarks/encodings.py FILE ...

Each FILE is clean text named after its language (deu.txt). Its lines are written in the encodings that were used for
the language, in texts of about 200, 2,000 and 20,000 bytes. A detector is right if the text read in the encoding it
names is the text that was written. Those of chardet, charset-normalizer and faust-cchardet that are installed run.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from pathlib import Path

from mojibake import USED_FOR, told_language

from textfix.language import script

SIZES = (200, 2000, 20_000)
TEXTS = 4  # of each size
EVERYWHERE = ("utf-8", "utf-16-le")
MORE = {"iso8859-7": "Grek", "iso8859-9": "tr", "gb18030": "Hans"}
Detect = Callable[[bytes], str | None]


def detectors() -> dict[str, Detect]:
    """The detectors that are installed, by their names."""
    found: dict[str, Detect] = {}
    for name, module, detect in (
        ("chardet", "chardet", lambda of, data: of.detect(data)["encoding"]),
        ("faust-cchardet", "cchardet", lambda of, data: of.detect(data)["encoding"]),
        (
            "charset-normalizer",
            "charset_normalizer",
            lambda of, data: getattr(of.from_bytes(data).best(), "encoding", None),
        ),
    ):
        try:
            found[name] = partial(detect, import_module(module))
        except ImportError:
            print(f"{name} is not installed", file=sys.stderr)
    return found


def texts(path: Path) -> Iterator[tuple[str, int, str]]:
    """Encoding, size, and a text of about that size which the encoding can hold."""
    lang = told_language(path)
    used = {lang, (lang or "").partition("-")[0], script(lang) if lang else ""}
    fitting = [page for page, where in (USED_FOR | MORE).items() if used & set(where.split())]
    lines = [line for line in path.read_text("utf-8").split("\n") if line]
    for encoding in (*EVERYWHERE, *fitting):
        held = [line for line in lines if _fits(line, encoding)]
        for size in SIZES:
            rest = iter(held)
            for _ in range(TEXTS):
                text, length = "", 0
                while length < size and (line := next(rest, "")):
                    text += line + "\n"
                    length += len(line.encode(encoding)) + 1
                if not text.isascii():
                    yield encoding, size, text


def _fits(line: str, encoding: str) -> bool:
    try:
        line.encode(encoding)
    except UnicodeError:
        return False
    return True


def _right(name: str | None, data: bytes, text: str) -> bool:
    try:
        return name is not None and data.decode(name) == text
    except (LookupError, UnicodeError):
        return False


def main() -> None:
    """Print the share of right answers and the time for each size, then the wrong answers of each detector."""
    found = detectors()
    total: Counter[int] = Counter()
    right: Counter[tuple[str, int]] = Counter()
    seconds: Counter[tuple[str, int]] = Counter()
    wrong: dict[str, Counter[str]] = {name: Counter() for name in found}
    pairs = set()
    for path in map(Path, sys.argv[1:]):
        for encoding, size, text in texts(path):
            pairs.add((encoding, path.stem))
            data = text.encode(encoding)
            total[size] += 1
            for name, detect in found.items():
                start = time.process_time()
                answer = detect(data)
                seconds[name, size] += time.process_time() - start  # type: ignore[assignment]
                if _right(answer, data, text):
                    right[name, size] += 1
                else:
                    wrong[name][f"{path.stem} in {encoding}: {answer}"] += 1
    print(f"{len(pairs)} encodings and languages; {dict(total)} texts")
    for name in found:
        for size in SIZES:
            if total[size]:
                share, ms = right[name, size] / total[size], 1e3 * seconds[name, size] / total[size]
                print(f"{name:20} {size:6} bytes: {share:6.1%} right, {ms:.1f} ms")
        print("   ", ", ".join(f"{what} ({n})" for what, n in wrong[name].most_common(12)))


if __name__ == "__main__":
    main()
