"""Which quotation marks of a text belong together, and which stand alone.

`survey` looks at the shapes of the double marks alone, which is cheap and settles nearly every paragraph of sound text.
`quotations` reads a text paragraph by paragraph. It sees for each mark how it *stands*: at the beginning of
something, at the end, between spaces, inside a word. Marks that some language uses as a pair are paired, nested to any
depth; what is left over is either a mixed pair (it stands like a pair, but no language writes it) or loose. A
quotation that runs over several paragraphs leaves loose marks, and so do apostrophes at the edge of a word.

The roles of marks are those of the Unicode Standard, chapter 6.2, "Language-Based Usage of Quotation Marks", the
pairs those of CLDR (`Locale.quotes`).
"""

from __future__ import annotations

from ._marks import DOUBLE, SINGLE, Mark, Paragraph, Quotation, sound_pairs
from ._pairing import quotations, unpaired
from ._stand import Stand, can_close, can_open
from ._survey import PLACE, Survey, places_of_marks, survey, survey_of

__all__ = [
    "DOUBLE",
    "PLACE",
    "SINGLE",
    "Mark",
    "Paragraph",
    "Quotation",
    "Stand",
    "Survey",
    "can_close",
    "can_open",
    "places_of_marks",
    "quotations",
    "sound_pairs",
    "survey",
    "survey_of",
    "unpaired",
]
