"""MQM error types and severities, with the ITS 2.0 issue type of each.

Sources: the MQM core typology (https://themqm.org/error-types-2/typology/) and the values of
``locQualityIssueType`` in ITS 2.0 (https://www.w3.org/TR/its20/#lqissue-typevalues).
"""

from enum import IntEnum


class Severity(IntEnum):
    """MQM severity levels; the value is the level's weight in a score."""

    NEUTRAL = 0
    MINOR = 1
    MAJOR = 5
    CRITICAL = 25

    def __str__(self) -> str:
        return self.name.lower()


# MQM dimension/type -> ITS 2.0 locQualityIssueType
ERROR_TYPES: dict[str, str] = {
    "accuracy/mistranslation": "mistranslation",
    "accuracy/addition": "addition",
    "accuracy/omission": "omission",
    "accuracy/untranslated": "untranslated",
    "accuracy/number": "numbers",
    "accuracy/non-translation": "non-conformance",
    "linguistic-conventions/grammar": "grammar",
    "linguistic-conventions/punctuation": "typographical",
    "linguistic-conventions/spelling": "misspelling",
    "linguistic-conventions/unintelligible": "uncategorized",
    "linguistic-conventions/character-encoding": "characters",
    "linguistic-conventions/textual-conventions": "inconsistency",
    "linguistic-conventions/duplication": "duplication",
    "style/unidiomatic": "style",
    "style/register": "register",
    "style/inconsistent": "inconsistency",
    "locale-conventions/number-format": "locale-violation",
    "locale-conventions/date-format": "locale-violation",
    "locale-conventions/quote-format": "locale-violation",
    "terminology/inconsistent": "inconsistency",
    "terminology/wrong-term": "terminology",
    "design-and-markup/markup": "markup",
    "design-and-markup/whitespace": "whitespace",
    "design-and-markup/truncation": "length",
    "design-and-markup/character-formatting": "formatting",
}


def its_type(error_type: str) -> str:
    """Return the ITS 2.0 ``locQualityIssueType`` of an MQM error type."""
    return ERROR_TYPES[error_type]
