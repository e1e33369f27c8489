"""How good a text is in form: where its capitals, signs, marks and scripts stand."""

from __future__ import annotations

import unicodedata

import regex

from .._patterns import lazy_pattern

_SHOUTED = 40  # cost of a line without small letters
_SIGN = regex.compile(r"[¤¦¨©¬®¯´¶¸¹³²¼½¾ªº¢¥§‡‰ˆ˜ƒ†\p{Sm}\p{Sk}\p{So}\p{Co}--[+<=>|~^`°€£$™]]", regex.V1)
_LATIN = regex.compile(r"\p{Latin}")
_OTHER_SCRIPT = regex.compile(r"[\p{Cyrillic}\p{Greek}\p{Hebrew}\p{Arabic}\p{Thai}]")
_FOREIGN_MARK = regex.compile(r"[\u0591-\u05c7\u064b-\u0655\u0e31-\u0e4e]")
_KINDS = {  # what stands for a character in the string that `_FORM` reads; "-" is nothing of interest
    **dict.fromkeys("¡¿", "q"),
    **dict.fromkeys("£«‹", "k"),
    **dict.fromkeys("<>|~^`", "K"),
    **dict.fromkeys("€°™", "e"),
    **dict.fromkeys("»”", "r"),
    **dict.fromkeys("“‘", "p"),
    **dict.fromkeys(".,", "."),
    **dict.fromkeys("–—", "d"),
    **{"„": "y", "‚": "v", "’": "f", "\xa0": "n", " ": " "},
    **dict.fromkeys("·…\u200c\u200d", "-"),
}


class _Kinds(dict[int, str]):
    """For `str.translate`: what kind of character each is."""

    def __missing__(self, point: int) -> str:
        self[point] = found = kind(chr(point))
        return found


def kind(char: str) -> str:
    """What stands for a character in the string that `_FORM` reads."""
    if (known := _KINDS.get(char)) is not None:
        return known
    if "\x80" <= char < "\xa0":
        return "x"
    if _SIGN.match(char):
        return "s"
    category = unicodedata.category(char)
    if category[0] == "M":
        return "w" if _FOREIGN_MARK.match(char) else "m"
    if category[0] == "L":
        cased = {"Lu": 0, "Ll": 1}.get(category, 2)
        return ("Aao" if _LATIN.match(char) else "Bbi" if _OTHER_SCRIPT.match(char) else "Cch")[cased]
    if category == "Nd" and _OTHER_SCRIPT.match(char):
        return "i"
    return "z" if char > "\x7f" and category[0] in "PSC" else "-"


_kinds_of = _Kinds()
_L = "[AaoBbiCch]"
_FORM = lazy_pattern(  # what text hardly has; each kind with its cost
    rf"(?P<case_5>[abc](?=[ABC]))|(?P<control_12>x)|(?P<inside_20>(?<={_L})[sqkyerpvz](?={_L}))"
    rf"|(?P<edge_20>(?<={_L})[sq]|s(?={_L}))|(?P<sign_8>s|q(?!{_L}))"
    rf"|(?P<beside_10>(?<={_L})(?:[kKye]|[pr](?=[kyrp]))|e(?={_L}))|(?P<quote_2>r(?={_L})|(?<={_L})p)|(?P<final_4>(?<={_L})f(?!{_L}))"
    rf"|(?P<apostrophe_3>(?<={_L})f)"
    rf"|(?P<stray_10>(?<= )[vyp](?= ))|(?P<dash_5>(?<={_L})d(?=[ .]))"
    r"|(?P<lone_15>(?:(?<=[Aao][ .])|(?<=[Aao]\. ))[Bbi](?=[ .]{1,2}[Aao]))"
    r"|(?P<mixed_10>[Aao](?=[Bbiw])|[Bbi](?=[Aao]))"
    rf"|(?P<spaces_10>n(?= )|(?<= )n)|(?P<mark_10>(?<![AaoBbiCchmw])[mw])"
)


_PLACES = [  # all at which `_FORM` can match, with a rare kind first, as it takes its time
    lazy_pattern(place)
    for place in (
        *("[xsqkKyerpvzdfn]", "[abc](?=[ABC])", "[Aao](?=[Bbiw])", "[Bbi](?=[ .]{0,2}[Aao])"),
        "[mw](?<![AaoBbiCchmw].)",
    )
]


def form(text: str) -> int:
    """What `text` costs for what good text hardly has: capitals inside words, signs inside or beside them, mixed scripts."""
    kinds = text.translate(_kinds_of)
    small, capitals = map(sum, zip(*((kinds.count(c), kinds.count(c.upper())) for c in "abc"), strict=True))
    places = {m.start() for place in _PLACES for m in place.finditer(kinds)}
    found = (m.lastgroup for at in places if (m := _FORM.match(kinds, at)))
    return (_SHOUTED if capitals > 4 * small else 0) + sum(int(str(name).rpartition("_")[2]) for name in found)
