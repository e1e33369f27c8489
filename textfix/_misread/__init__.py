"""Text that was decoded with the wrong encoding: what of it is damage, and what was written there.

UTF-8 that was read in a code page is told by the structure of its bytes (`_utf8`), if it is no good text that looks like it
(`_proofs`); where several code pages may be meant, by the text that each makes (`_change`). What the structure does not
tell is asked of ftfy (`_others`).

Text of one code page that was read as another is told by what it costs (`_pages`): how well its letters go together, and its
form (`_form`).
"""

from __future__ import annotations

from ..locale import Locale
from ._change import Change
from ._others import by_ftfy, remains
from ._pages import Reading, misread_page
from ._proofs import only_a_part, outside_protected, spelled
from ._utf8 import by_structure

__all__ = ["Change", "Reading", "misread_page", "misread_utf8"]


def misread_utf8(text: str, locale: Locale, lang: str | None) -> list[Change]:
    """Return what in `text` is UTF-8 that was read in a code page, in order, each with what was written there.

    `lang` is the language if it is known, which `locale` is then of. Text that is good as it stands is not among it.
    """
    damaged = by_structure(text, locale, lang) or by_ftfy(text) or list(remains(text))
    found = outside_protected(text, damaged) if damaged else []
    if not found or only_a_part(text, found):
        return []
    good = spelled(text, found)
    apart: list[Change] = []
    for change in sorted(found):
        old = text[change.start : change.end]
        if apart and change.start < apart[-1].end:
            continue
        if not (good and old.islower() and "ß" not in old):  # Ewe ƒã is good spelling
            apart.append(change)
    return apart
