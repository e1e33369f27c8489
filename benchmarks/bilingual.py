"""How well the rules that compare a text with its source find faults, and how often they flag what people wrote.

usage: python benchmarks/bilingual.py SOURCE TEXT... [--source-lang en] [--lines 200] [--seed 1] [--kinds number,scale] [--show]

SOURCE and each TEXT (named after its language tag) have as many lines, TEXT translating SOURCE line by line, by people. Of a
sample of lines the rules judge the pair as it stands (false alarms: each finding counts, though people do write wrong
numbers; ``--show`` prints them) and with one fault made in the translation: a number of the source that stands in the
translation is changed there or taken out; the word for a power of ten behind it becomes another that the translators use
(millions for billions, where the source is English); a placeholder, a tag or a URL that was put into both sides, at the same place
among the words, is changed, lost or broken on one. Recall is the share of faults found by the rules they are for; precision
the share of its findings on faulty lines that overlap or touch the fault, or lie at the end of its line where something is lost.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import textfix

Fault = Callable[[random.Random, str, str], tuple[str, str, int] | None]
RULES = {
    "number": ("number-mismatch",),
    "scale": ("number-mismatch",),
    "placeholder": ("placeholder-mismatch", "changed-placeholder"),
    "tag": ("tag-mismatch",),
    "url": ("url-mismatch",),
}
PLACEHOLDERS = (
    "%s",
    "%1$s",
    "%(name)s",
    "{0}",
    "{userName}",
    "{{ count }}",
    "${total}",
    "%{amount}",
    "#ORDER_ID#",
    "%@",
)
URLS = (
    "https://www.example.org/help?id=12",
    "http://example.com/a/b.html",
    "info@example.net",
    "https://example.de/über-uns",
)
TAGS = ("b", "em", "g", "x", "span")


def number(rng: random.Random, source: str, text: str) -> tuple[str, str, int] | None:
    """Another digit, a digit more, two digits in the wrong order, or no number: in one that both sides have, two digits or longer."""
    both = [
        m
        for m in re.finditer(r"(?<![\w.,])[0-9]{2,6}(?![\w.,]*\w)", text)
        if re.search(rf"(?<!\d){m[0]}(?!\d)", source)
    ]
    if not both:
        return None
    m = rng.choice(both)
    at = rng.randrange(len(m[0]))
    other = str((int(m[0][at]) + rng.randint(1, 8)) % 9 + 1)
    changed = rng.choice((m[0][:at] + other + m[0][at + 1 :], m[0] + other, m[0][1] + m[0][0] + m[0][2:], ""))
    if changed == m[0] or changed.startswith("0"):
        return None
    return source, text[: m.start()] + changed + text[m.end() :], m.start()


def _with(rng: random.Random, line: str, what: str) -> tuple[str, int]:
    """Put `what` before a word of the line, in scripts without spaces at an end."""
    places = [m.end() for m in re.finditer(" ", line)] or [0]
    at = rng.choice(places)
    return f"{line[:at]}{what} {line[at:]}", at


def placeholder(rng: random.Random, source: str, text: str) -> tuple[str, str, int] | None:
    """A placeholder lost, another one, or one that is broken or translated."""
    token, other = rng.sample(PLACEHOLDERS, 2)
    name = re.search(r"[A-Za-z_]{3,}", token)
    broken = ["", other] + ([token.replace(name[0], "nombre")] if name else [])
    faulty, at = _with(rng, text, rng.choice(broken))
    return _with(rng, source, token)[0], faulty, at


def tag(rng: random.Random, source: str, text: str) -> tuple[str, str, int] | None:
    """Around a word: an end tag lost, both lost, another name, tags in the wrong order."""
    name, other = rng.sample(TAGS, 2)
    faulty, at = _with(rng, text, rng.choice((f"<{name}>X", "X", f"<{other}>X</{other}>", f"</{name}>X<{name}>")))
    return _with(rng, source, f"<{name}>X</{name}>")[0], faulty, at


def url(rng: random.Random, source: str, text: str) -> tuple[str, str, int] | None:
    """An address lost, cut short, or with another letter."""
    address = rng.choice(URLS)
    at = rng.randrange(9, len(address))
    changed = rng.choice(("", address[:-3], address[:at] + ("q" if address[at] != "q" else "k") + address[at + 1 :]))
    faulty, place = _with(rng, text, changed)
    return _with(rng, source, address)[0], faulty, place


FAULTS: dict[str, Fault] = {"number": number, "placeholder": placeholder, "tag": tag, "url": url}

SCALES = {"thousand": 3, "million": 6, "m": 6, "billion": 9, "bn": 9, "trillion": 12}
SCALED = re.compile(rf"(?<![\w.,])(\d+(?:[.,]\d+)*)[ -]?({'|'.join(SCALES)})\b")
Scaled = tuple[
    int, re.Match[str]
]  # the power of ten in the source; in the translation the figure and what stands behind it


def scaled(source: str, text: str) -> list[Scaled]:
    """The figures with a word for a power of ten in an English source that the translation has with a word behind them."""
    found = []
    for m in SCALED.finditer(source):
        figure = re.sub("[.,]", "[.,]", m[1])
        if at := re.search(rf"(?<![\d.,])({figure})[\s\xa0]?([^\s\d.,;:!?()$€£\"“”-]+)", text):
            found.append((SCALES[m[2]], at))
    return found


def scale(sources: list[str], lines: list[str], seed: int) -> Fault:
    """Make the fault for a text: the word behind a figure of the source becomes one that stands only behind those of another power.

    The words are those of the translators, twice or more, so that no table of textfix is tested by itself. In languages that set them
    before the number some are other words.
    """
    uses = Counter((m[2], power) for pair in zip(sources, lines, strict=True) for power, m in scaled(*pair))
    powers = {word: {p for w, p in uses if w == word} for word, _ in uses}
    words = [(word, power) for (word, power), n in uses.items() if n > 1 and len(powers[word]) == 1]
    rng = random.Random(seed)

    def fault(_: random.Random, source: str, text: str) -> tuple[str, str, int] | None:
        places = [(power, m) for power, m in scaled(source, text) if (m[2], power) in words]
        if not places:
            return None
        power, m = rng.choice(places)
        others = [word for word, other in words if other != power]
        return (source, text[: m.start(2)] + rng.choice(others) + text[m.end(2) :], m.start()) if others else None

    return fault


def main() -> None:
    """Print a line for each kind of fault, over all texts, and the findings on what people wrote."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=Path)
    parser.add_argument("texts", type=Path, nargs="+")
    parser.add_argument("--source-lang", default="en")
    parser.add_argument("--lines", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kinds", default=",".join(RULES))
    parser.add_argument("--alarms", default="", help="further rules whose findings on what people wrote are counted")
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    kinds = options.kinds.split(",") if options.kinds else []
    rules = [*(rule for kind in kinds for rule in RULES[kind]), *filter(None, options.alarms.split(","))]
    cleaner = textfix.Cleaner(textfix.Options(select=tuple(rules)))
    sources = options.source.read_text("utf-8").splitlines()
    count: Counter[tuple[str, str]] = Counter()
    alarms: Counter[str] = Counter()
    pairs = 0
    for path in options.texts:
        rng = random.Random(options.seed)
        lines = path.read_text("utf-8").splitlines()
        faults = FAULTS | {"scale": scale(sources, lines, options.seed)}
        for i in sorted(rng.sample(range(len(sources)), min(options.lines, len(sources)))):
            pairs += 1
            report = cleaner.check(lines[i], lang=path.stem, source=sources[i], source_lang=options.source_lang)
            alarms.update(f.rule for f in report.findings)
            alarms.update(f.rule + " likely" for f in report.findings if f.confidence >= 0.5)
            usual = {(f.rule, f.message) for f in report.findings}
            for f in report.findings if options.show else ():
                print(
                    f"alarm {f.rule} {f.confidence} {path.stem}: {f.message} ({f.evidence})\n  {sources[i]}\n  {lines[i]}"
                )
            for kind in kinds:
                made = faults[kind](rng, sources[i], lines[i])
                if made is None:
                    continue
                source, text, at = made
                count[kind, "faults"] += 1
                given = cleaner.check(text, lang=path.stem, source=source, source_lang=options.source_lang).findings
                own = [f for f in given if f.rule in RULES[kind] and (f.rule, f.message) not in usual]
                right = [
                    f for f in own if f.span.start - 12 <= at <= f.span.end + 12 or f.span.end >= len(text.rstrip())
                ]
                count[kind, "found"] += bool(right)
                count[kind, "right"] += len(right)
                count[kind, "findings"] += len(own)
                if options.show and not right:
                    print(f"missed {kind} {path.stem}: {given}\n  {source}\n  {text}")
    print(f"{pairs} pairs, {len(options.texts)} languages")
    for kind in kinds:
        n, good, findings = count[kind, "faults"], count[kind, "right"], count[kind, "findings"]
        print(
            f"{kind}: {n} faults, recall {count[kind, 'found'] / max(n, 1):.4f}, precision {good / max(findings, 1):.4f}"
        )
    for rule in rules:
        print(
            f"{rule}: {1000 * alarms[rule] / pairs:.2f} findings on 1,000 pairs by people, "
            f"{1000 * alarms[rule + ' likely'] / pairs:.2f} with a confidence of one half or more"
        )


if __name__ == "__main__":
    main()
