"""A MkDocs hook: writes the table of repair features, what tools of the field do for each, and textfix's rules.

The data is ``docs/field/repair-features.tsv``, one row a feature. Its cell ``rules`` holds ids of rules with a space
between; ``otherwise`` says how a feature is had without a rule, or where it says why there is none.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any, NamedTuple

from mkdocs.structure.files import File, Files

DATA = Path(__file__).parent.parent / "docs/field/repair-features.tsv"
PARTS = {
    "A": "Encodings",
    "B": "Markup, escapes, what models leave",
    "C": "Invisible and look-alike characters",
    "D": "Quotation marks, dashes, apostrophes",
    "E": "Spaces and punctuation",
    "F": "Words and sentences",
    "G": "The library",
}
_DECLINED = "no: ADR 8"
_PEERS_FROM = 5  # the first column that is a tool


class Feature(NamedTuple):
    """One row of the table; `peers` maps each tool to Y, P, F or –."""

    number: str
    part: str
    feature: str
    rules: tuple[str, ...]
    otherwise: str
    peers: dict[str, str]


def features() -> list[Feature]:
    """The rows of the data file."""
    with DATA.open(encoding="utf-8", newline="") as lines:
        head, *rows = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    return [
        Feature(
            number, part, feature, tuple(rules.split()), otherwise, dict(zip(head[_PEERS_FROM:], marks, strict=True))
        )
        for number, part, feature, rules, otherwise, *marks in rows
    ]


def on_files(files: Files, config: Any) -> Files:
    """Add the page to the site."""
    files.append(File.generated(config, "repair-features.md", content=page(features())))
    return files


def page(rows: list[Feature]) -> str:
    """The page, as Markdown."""
    ruled = sum(bool(f.rules) for f in rows)
    alone = sum(bool(f.rules) and "Y" not in f.peers.values() for f in rows)
    declined = sum(_DECLINED in f.otherwise and not f.rules for f in rows)
    parts = "\n".join(_part(name, [f for f in rows if f.part == letter]) for letter, name in PARTS.items())
    return f"""# Repairs, beside other tools

{len(rows)} features of tools that repair, normalise or filter text, as read from the sources of twenty of them in November
2026. textfix has a rule for {ruled}; for {alone} of these no other tool has more than a part. {declined} are declined, for the reasons
in [a decision](adr/0008-repairs-declined.md).

**Y** does it, **P** in part or with known harm, **F** flags or filters only, **–** not. An empty cell of textfix: not yet.

{parts}"""


def _part(name: str, rows: list[Feature]) -> str:
    peers = list(rows[0].peers)
    lines = "\n".join(
        f"| {f.number} | {f.feature} | {_ours(f)} | {' | '.join(f.peers[p] for p in peers)} |" for f in rows
    )
    return f"""## {name}

| # | feature | textfix | {" | ".join(peers)} |
|--:|---|---|{":-:|" * len(peers)}
{lines}
"""


def _ours(feature: Feature) -> str:
    cells = [f"[{rule}](rules/{rule}.md)" for rule in feature.rules]
    if feature.otherwise:
        cells.append(feature.otherwise.replace(_DECLINED, "[no](adr/0008-repairs-declined.md)"))
    return ", ".join(cells)
