"""Write ``textfix/tables/length-ratio``: how long translations are, from parallel sentences by people.

Usage: ``python scripts/fit_length_ratio.py FOLDER``, FOLDER holding ``tatoeba.eng-<iso>.tsv.gz`` (Tatoeba, CC BY 2.0 FR) and
``tico19.en-<lang>.tsv.gz`` (TICO-19, CC0): English and the other language, split by a tab. ``languages.tsv``: the mean of the
logarithm of letters per letter of English. ``limits.tsv``: for sources of at least so many letters, what lies below and above
the distance from that mean: 1.75 times what one pair of 500 is off on that side, in the median language (some pairs of the
corpora are no translations, so rarer ones say nothing).
"""

from __future__ import annotations

import gzip
import sys
from collections import defaultdict
from math import log
from pathlib import Path
from statistics import median

from textfix.errors import TextfixError
from textfix.language import canonical

OUT = Path(__file__).parent.parent / "textfix" / "tables" / "length-ratio"
FROM = (8, 16, 32, 64, 128)
MOST = 3000  # pairs of a language and corpus
RARE = 500
MARGIN = 1.75
NO_LANGUAGE = {"cor", "dtp", "kzj", "tlh", "toki", "jbo", "ido", "ile", "lfn"}


def letters(text: str) -> int:
    """How many letters and digits a text has."""
    return sum(c.isalnum() for c in text)


def main() -> None:
    """Read all files of the folder and write both tables."""
    pairs: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for path in sorted(Path(sys.argv[1]).glob("*.tsv.gz")):
        code = path.name.split("-")[1].split(".")[0]
        if code in NO_LANGUAGE:
            continue
        try:
            tag = canonical({"es_LA": "es"}.get(code, code).replace("_", "-"))
        except TextfixError:
            continue
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for _, line in zip(range(MOST), lines, strict=False):
                source, _, text = line.rstrip("\n").partition("\t")
                here, there = letters(source), letters(text)
                if here >= FROM[0] and there:
                    pairs[tag].append((here, log(there / here)))
    pairs = {tag: found for tag, found in pairs.items() if len(found) >= 500}
    means = {tag: median(r for _, r in found) for tag, found in pairs.items()}
    credit = "Tatoeba and TICO-19, by scripts/fit_length_ratio.py"
    OUT.mkdir(parents=True, exist_ok=True)
    rows = [f"{tag}\t{means[tag]:.3f}\t{len(found)}\t{credit}" for tag, found in sorted(pairs.items())]
    (OUT / "languages.tsv").write_text("\n".join(["tag\tmean\tpairs\tsource", *rows]) + "\n", encoding="utf-8")
    rows = []
    for low, high in zip(FROM, (*FROM[1:], 10**9), strict=True):
        ends: list[tuple[float, float]] = []
        for tag, found in pairs.items():
            off = sorted(r - means[tag] for n, r in found if low <= n < high)
            if len(off) >= RARE // 2:
                ends.append((off[len(off) // RARE], off[-1 - len(off) // RARE]))
        below, above = (MARGIN * median(end) for end in zip(*ends, strict=True))
        rows.append(f"{low}\t{below:.3f}\t{above:.3f}\t{len(ends)}\t{credit}")
    (OUT / "limits.tsv").write_text(
        "\n".join(["letters\tbelow\tabove\tlanguages\tsource", *rows]) + "\n", encoding="utf-8"
    )


if __name__ == "__main__":
    main()
