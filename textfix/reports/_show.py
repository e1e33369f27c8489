"""Text of files on the terminals of people: nothing acts on the terminal, nothing stays unseen."""

import unicodedata


def printable(text: str) -> str:
    """`text` without anything that would do more to a terminal than show a character."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or unicodedata.category(c) == "Zs" else _stand_in(c) for c in text)


def _stand_in(c: str) -> str:
    if c == "\t":
        return " "
    if c < " ":
        return chr(0x2400 + ord(c))
    if c in "\u200c\u200d":  # they shape the letters beside them
        return c
    return "" if unicodedata.category(c) == "Cf" else "\ufffd"


def visible(text: str, *, spaces: bool = True) -> str:
    """`text` with a sign for everything that cannot be seen; with `spaces` also for those at its ends."""
    if text.isprintable() and text == text.strip() and len(text) > 1:
        return text
    out = []
    for i, c in enumerate(text):
        if c == " ":
            at_end = not text[:i].strip(" ") or not text[i:].strip(" ")
            out.append("␣" if spaces and at_end else " ")
        elif c.isprintable() and not (unicodedata.combining(c) and len(text) == 1):
            out.append(c)
        elif c in "\n\r\t":
            out.append({"\n": "⏎", "\r": "␍", "\t": "⇥"}[c])
        else:
            out.append(f"<U+{ord(c):04X}>")
    return "".join(out)


def cell_len(text: str) -> int:
    """How many columns of a terminal `text` takes."""
    from wcwidth import wcswidth, wcwidth  # not for those who see no report

    width = wcswidth(text)
    return width if width >= 0 else sum(max(0, wcwidth(c)) for c in text)
