"""Texts that are lines of a file: what all tools for parallel corpora share."""


def within_line(text: str, repaired: str) -> str:
    """The repaired text, or the text as it was where the repair would end the line or the column it stands in."""
    return text if set("\r\n\t") & set(repaired) - set(text) else repaired
