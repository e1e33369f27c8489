"""TSV: lines of cells parted by tabs, without quoting, as parallel corpora have them; files of any size.

`--field` takes a column by its name in the first line, or by its number; `--source-field` the column with the source.
"""

from __future__ import annotations

from collections.abc import Iterator

from . import Part, Source
from ._tables import Dialect
from .csv import divided

SUFFIXES = (".tsv", ".tab")
DATA = True
SAMPLE = "Il pleut.\tIt is raining.\nEntrez !\tCome in!\n"


def read(source: Source) -> Iterator[Part]:
    """Yield the lines, many at a time."""
    return divided(source, Dialect("\t", quoted=False))
