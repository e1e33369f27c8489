"""Replaces punctuation marks of another script by those of the text.

## What it does
- Full-width marks in Latin, Cyrillic and Greek text become the usual ones, with the space that belongs beside them:
  "Fourth，it" becomes "Fourth, it", "【Notice】 Please" becomes "[Notice] Please". Between two numbers (33，34) that is only
  suggested, unless the second has three digits. A bracket 【 or 】 without its partner
  goes at the end of a line; elsewhere that is only suggested. For 《 》 around Western words, quotation marks are suggested.
- ASCII commas, semicolons, and question and exclamation marks between Chinese or Japanese characters become full-width:
  "禁止交通,并" becomes "禁止交通，并", "やるの?と" becomes "やるの？と". Once a line has such a mark, its colons and final full
  stop follow, unless it is the only one in a document of full-width marks.
- In Arabic script, "," ";" "?" become "،" "؛" "؟"; in Greek, "?" becomes ";".
- Where the document has ten marks of its own script for each such mark (in Greek three), that is evidence enough, also beside
  brackets, quotation marks and Western letters: "提问,FBI" becomes "提问，FBI".

## Why
Models copy the marks of the source, and systems trained on web text mix the two widths.

## Limits
Without the evidence of a document, a colon alone, a question mark or full stop at the end, and a comma after full-width
commas are only suggested in Chinese and Japanese, below one half: people type these marks in ASCII as well, in 2 of 100
lines of Chinese (in Japanese hardly ever a comma or full stop, and in Persian no comma: those are repaired). So is
everything in a document that mostly uses ASCII marks, a single comma in Arabic, and a question mark in Greek. Parentheses
in Chinese and Japanese stay as they are, numbers and times too. Korean uses ASCII marks.

## Source
GB/T 15834-2011 (Chinese punctuation); JIS X 4051; Unicode 16.0, sections 6.2 and 9.2. Measured on NTREX-128: read line by
line, two lines changed in 258,000, both slips; in documents of 16 lines, 14 of 26,000 in Chinese, Japanese, Greek and
Arabic script, all of them slips.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import NamedTuple

from textfix.locale import Locale
from textfix.rule import (
    ARABIC,
    DIGIT,
    GREEK,
    HAN_KANA,
    LOWER,
    NOWHERE,
    REPAIR,
    SPACE,
    TYPOGRAPHY,
    UPPER,
    Document,
    Edit,
    Hit,
    Segment,
    Span,
    counted,
    fires,
    human_rate,
    lazy_pattern,
    pair,
    replace,
    rule,
    settled,
    silent,
    triple,
)

_ID = "foreign-punctuation"
_WIDE = "，。、；：？！（）【】％"
_NARROW = dict(zip(_WIDE, ",.,;:?!()[]%", strict=True))
_OPEN, _CLOSE = "（【", "）】"
_ANY = _WIDE + "《》"
_NO_OPENING = dict.fromkeys(map(ord, _OPEN))
_EAST = r"㐀-䶿一-鿿豈-﫿々〆ぁ-ゖァ-ヺー"
_EAST_ASIAN = lazy_pattern(f"[{_EAST}가-힣]")
_KANA = lazy_pattern("[ぁ-ゖァ-ヺ]")
_OWN = "A-Za-zªºÀ-ÖØ-öø-ɏͰ-ͽΆ-ϿЀ-ԯḀ-῿"  # Latin, Greek and Cyrillic letters
_MARK = lazy_pattern(f"[{_WIDE}]")
_TITLE = lazy_pattern(f"(《 ?)[^《》]*?[{_OWN}][^《》]*?( ?》)")
_BESIDE = lazy_pattern(rf"[{_OWN}0-9)\]”»’\"'%#\[(“«‘+*]")
_STRANGE = lazy_pattern(rf"[^\W\d_{_OWN}]")
_NUMBER = lazy_pattern(r"[0-9][，．：](?![0-9]{4}(?![0-9]))[0-9]")  # not: 30，2018
_QUOTES = lazy_pattern("[\"'“”„‚«»‹›‘’]+")
_OPENING, _DASHES = "¿¡", ("-", "–", "—")
_GROUP = lazy_pattern(r"[0-9]{3}(?![0-9])")  # what follows the separator of a large number
_SPACE_IN_QUOTES = lazy_pattern("[«‹]([ \u00a0\u202f])|([ \u00a0\u202f])[»›]")
_INITIAL = lazy_pattern(r"(?<!\w)[^\W\d_]。[^\W\d_][.。]")  # U。S.; in FBI：lle there is no space either

# The mark comes first in these patterns: looking back from every letter would be slow.
_BETWEEN = lazy_pattern(rf"[,;:?!](?<=[{_EAST}].)(?=[{_EAST}])")
_END = lazy_pattern(rf"[.?!](?<=[{_EAST}].)(?=$|[”」』])")
_LABEL = lazy_pattern(rf"^\s*(?:第[0-9０-９一二三四五六七八九十百]{{1,4}}[{_EAST}]{{1,2}}|[问問答注例]):")
_FULL = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", ".": "。"}
_FULL_FOR = {mark: lazy_pattern("[，、]" if mark == "," else own) for mark, own in _FULL.items()}
_ARABIC_MARK = lazy_pattern(r"[,;?](?<=[\u0620-\u064a\u066e-\u06d3].)(?=\s|$|[\u0620-\u06d3»”])")
_ARABIC_FOR = {",": "،", ";": "؛", "?": "؟"}
_ARABIC_OWN = {mark: lazy_pattern(own) for mark, own in _ARABIC_FOR.items()}
_CLOSED, _NEXT = "）」』】》", "A-Za-z0-9“「『《（"
_EAST_ASIAN_MARK = lazy_pattern(
    rf"[,;:.?!](?<=[{_EAST}{_CLOSED}].)(?=[{_EAST}{_NEXT}]|\s|\Z|[”」』])|,(?<=\).)(?=[{_EAST}])"
)
# Where it is wrong only because the rest of the document is set in the other way.
_IN_DOCUMENT = lazy_pattern(
    rf"[,;?!](?:(?<=[{_EAST}].)(?=[{_NEXT}])|(?<=[{_CLOSED}].)(?=[{_EAST}{_NEXT}]))|[.?!](?<=[{_CLOSED}].)(?=$|[”」』])"
    rf"|,(?<=\).)(?=[{_EAST}])|\.(?<=[ぁ-ゖ].)(?=[{_EAST}])"
)
_WESTERN_MARK = lazy_pattern(f"[{_ANY}]")
_FEW = 3  # questions of a document in Greek are few, and people hardly ever write "?" there
_GREEK_OWN = lazy_pattern("[Ͱ-Ͽἀ-῿];")
_GREEK_QUESTION = lazy_pattern(r"\?(?<=[Ͱ-Ͽἀ-῿].)(?=\s|$|[»”])")
_SURE, _LIKELY, _UNSURE = 0.95, 0.85, 0.6
_OF_PEOPLE = 0.45  # people write such a mark in 2 of 100 lines of Chinese and Japanese
_RARE = 5  # lines with such a mark in 10,000 by people, up to which one of them is taken for a fault of translation
# Columns of tables/foreign-punctuation. Question and exclamation marks in ASCII are a matter of style, comma and full stop are not.
_COLUMNS = {",": "comma", ".": "stop", ";": "semicolon"}
_FULL_MARKS = "，、；。？！："
_HABIT = 12  # marks of one width beside East Asian characters that make a habit of a document


class _Part(NamedTuple):
    """A part of the rule: which languages it serves, a mark that it may replace, and what it finds."""

    serves: Callable[[Locale], bool]
    pattern: re.Pattern[str]
    find: Callable[[Segment], Iterator[Hit]]


def _pattern(locale: Locale) -> re.Pattern[str] | None:
    """A mark that may be replaced in texts of a language."""
    if not locale.known:
        return None
    patterns = [part.pattern.pattern for part in _PARTS if part.serves(locale)]
    return re.compile("|".join(patterns)) if patterns else NOWHERE


@rule(
    id=_ID,
    kind=REPAIR,
    stage=TYPOGRAPHY,
    error_type="linguistic-conventions/punctuation",
    confidence=_SURE,
    trigger=pair(LOWER, _ANY)
    | pair(UPPER, _ANY)
    | pair(DIGIT, _ANY)
    | pair(_ANY, LOWER)
    | pair(_ANY, UPPER)
    | pair(SPACE, _ANY)
    | pair(HAN_KANA, ",.;:?!")
    | pair(_CLOSED, ",.;?!")
    | triple(")", ",", HAN_KANA)
    | pair(ARABIC, ",;?")
    | pair(GREEK, "?"),
    pattern=_pattern,
    examples=[
        fires("Second⟦，⟧the parcel left on Monday⟦。⟧", "Second, the parcel left on Monday.", lang="en"),
        fires("She said⟦：⟧“It left on June 30⟦，⟧2018.”", "She said: “It left on June 30, 2018.”", lang="en"),
        fires(
            "The U⟦。⟧S. team met in Bonn⟦，⟧– see ABC⟦：⟧n.",
            "The U.S. team met in Bonn, – see ABC:n.",
            lang="en",
        ),
        fires(
            "Además de esto⟦，⟧¿votaremos? Dijo⟦：⟧'¿Sí?'",
            "Además de esto, ¿votaremos? Dijo: '¿Sí?'",
            lang="es",
        ),
        fires("Il demande⟦，⟧« Qui est là⟦。⟧»", "Il demande, « Qui est là. »", lang="fr"),
        fires("⟦【⟧Notice⟦】⟧ The shop is closed today⟦！⟧", "[Notice] The shop is closed today!", lang="en"),
        fires("Перевод книги закончен⟦ 】⟧", "Перевод книги закончен", lang="ru"),
        fires("Official⟦】⟧#Shop1# opens today", "Official #Shop1# opens today", lang="en"),
        fires("Orders of ⟦《Spring Sale》⟧begin today.", "Orders of “Spring Sale” begin today.", lang="en"),
        fires("⟦《 Spring Sale 》⟧", "“Spring Sale”", lang="en"),
        fires("Der Laden (Haus 3⟦ ）⟧ öffnet um neun.", "Der Laden (Haus 3) öffnet um neun.", lang="de"),
        fires("商店今天关门⟦,⟧请明天再来⟦.⟧", "商店今天关门，请明天再来。", lang="zh"),
        fires("行くの⟦?⟧と母は聞いた。", "行くの？と母は聞いた。", lang="ja"),
        fires("第三步⟦:⟧打开盒子。", "第三步：打开盒子。", lang="zh"),
        fires("أين الطريق إلى البيت⟦?⟧", "أين الطريق إلى البيت؟", lang="ar"),
        fires(
            "我们去过北京，上海，广州，深圳，成都，杭州，武汉，西安，南京，重庆，天津⟦,⟧IBM公司也去过。",
            "我们去过北京，上海，广州，深圳，成都，杭州，武汉，西安，南京，重庆，天津，IBM公司也去过。",
            lang="zh",
        ),
        fires(
            "店は閉まりました⟦.⟧\n" + "雨が降りました。\n" * 10,
            "店は閉まりました。\n" + "雨が降りました。\n" * 10,
            lang="ja",
        ),
        fires("بيت⟦,⟧ وباب.\n" + "كتاب، وقلم.\n" * 10, "بيت، وباب.\n" + "كتاب، وقلم.\n" * 10, lang="ar"),
        fires("Ποιος είναι⟦?⟧\n" + "Τι ώρα είναι;\n" * 3, "Ποιος είναι;\n" + "Τι ώρα είναι;\n" * 3, lang="el"),
        fires("店は閉まりました⟦.⟧", "店は閉まりました。", lang="ja"),
        fires("دیروز آمد⟦,⟧ اما امروز رفت.", "دیروز آمد، اما امروز رفت.", lang="fa"),
        silent("メモリ,CPU、ディスク。", lang="ja"),
        silent("共有1,686人参加，比分为3:0，开始时间为19:30。", lang="zh"),
        silent("他获得了CompTIA A+, Network+证书（2019年），现在在IBM工作。", lang="zh"),
        silent("오늘은 비가 와요, 그래서 집에 있어요. 왜?", lang="ko"),
        silent("東京(とうきょう)は日本の首都です。", lang="ja"),
        silent("The Chinese comma （，） is wide.", lang="en"),
        silent("مرحبا، كيف حالك؟ العدد 1,5 في https://a.example/?q=1", lang="ar"),
        silent("Τι ώρα είναι; Πάμε.", lang="el"),
        silent("In 《红楼梦》（曹雪芹） we read of it.", lang="en"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    """Yield the marks that belong to another script than the text."""
    if segment.lang is not None:
        parts = [part for part in _PARTS if part.serves(segment.locale)]
    else:
        parts = [_EASTERN, _WESTERN] if _seems_western(segment) else [_EASTERN]
    for part in parts:
        yield from part.find(segment)


def _seems_western(segment: Segment) -> bool:
    """Whether a text of unknown language holds Latin, Greek and Cyrillic letters only."""
    if _STRANGE.search(segment.text):
        return False
    return segment.document.memo("foreign-punctuation: western", lambda document: not _STRANGE.search(document.text))


# ---------------------------------------------------------------- full-width marks in Western text


def _narrowed(segment: Segment) -> Iterator[Hit]:
    text = segment.text
    pairs, loose = _brackets(text)
    for m in _MARK.finditer(text):
        at, mark = m.start(), m[0]
        if at in loose:
            start, end = _with_space(text, at)
            parts = _parts(text, at, mark, segment.locale)
            apart = " " if end - start == 1 and parts and text[at - 1 : at].isalnum() else ""
            # Inside a line it may be all that is left of a label: "Notice】 The shop is closed".
            last = not any(map(str.isalnum, text[end:]))
            confidence = _LIKELY if last else _UNSURE
            yield replace(start, end, apart, f"bracket {mark} has no partner", confidence=confidence)
        elif _stands_in_western(text, at) and (at not in pairs or _is_western_pair(text, at, pairs[at])):
            yield _narrow(segment, at)
    yield from _titles(segment)


def _titles(segment: Segment) -> Iterator[Hit]:
    """The marks 《 and 》 around the name of a work in Western letters."""
    text, marks = segment.text, segment.locale.quotes
    for m in _TITLE.finditer(text):
        if not marks or _EAST_ASIAN.search(m[0]) or not _stands_in_western(text, m.start()):
            continue
        space = segment.locale.quote_space
        before = " " if text[m.start() - 1 : m.start()].isalnum() else ""
        after = " " if text[m.end() : m.end() + 1].isalnum() or text[m.end() : m.end() + 1] == "#" else ""
        message = "《 》 belong to East Asian text"
        opening = Edit(Span(*m.span(1)), f"{before}{marks[0].open}{space}")
        closing = Edit(Span(*m.span(2)), f"{space}{marks[0].close}{after}")
        yield Hit(Span(*m.span()), message, (opening, closing), _UNSURE)


def _narrow(segment: Segment, at: int) -> Hit:
    text, locale = segment.text, segment.locale
    mark = text[at]
    new = _NARROW[mark]
    start, end = at, at + 1
    before, after = text[at - 1 : at], text[end : end + 1]
    if mark in _OPEN:
        new = f" {new}" if before.isalnum() or before in tuple(".,;:!?)]#") else new
    else:
        if new not in locale.space_before:
            start = len(text[:at].rstrip(" "))
        if _parts(text, at, new, locale):
            new += " "
        elif after and after in "»›" and locale.quote_space:
            new += segment.document.memo(
                "foreign-punctuation: space in « »", lambda document: _space_in_quotes(document.text)
            )
    repeated = mark in (before, after)
    list_or_number = new == "," and before.isdigit() and after.isdigit() and not _GROUP.match(text, end)
    message = f"{mark} belongs to East Asian text; here it is {new.strip()}"
    unsure = (repeated and mark in "、。，") or list_or_number
    return replace(start, end, new, message, confidence=_UNSURE if unsure else None)


def _space_in_quotes(text: str) -> str:
    """The space that the document sets inside guillemets, if any."""
    m = _SPACE_IN_QUOTES.search(text)
    return m[m.lastindex or 0] if m else ""


def _parts(text: str, at: int, new: str, locale: Locale) -> bool:
    """Whether a space belongs behind the mark at `at`: a word, a quotation or a dash follows it."""
    before, after, then = text[at - 1 : at], text[at + 1 : at + 2], text[at + 2 : at + 3]
    if marks := _QUOTES.match(text, at + 1):
        return _begins_quotation(text, marks, new, locale)
    if not after.isalnum():
        return after in ("#", *_OPENING) or (after in _DASHES and then in ("", " "))
    inside = _INITIAL.match(text, at - 1) if new == "." else new == ":" and before.isupper() and after.islower()
    return not inside and not _NUMBER.match(text, max(at - 1, 0))


def _begins_quotation(text: str, marks: re.Match[str], mark: str, locale: Locale) -> bool:
    """Whether the quotation marks behind a mark open a quotation."""
    first, behind = marks[0][0], text[marks.end() : marks.end() + 2]
    if any(p.open == first for p in locale.quotes) and all(p.close != first for p in locale.quotes):
        return behind.lstrip()[:1].isalnum()
    if not behind.lstrip(_OPENING)[:1].isalnum() or behind[0].isspace():
        return False
    # A straight mark begins a quotation if all before it are in pairs, and always behind a colon.
    return first != '"' or mark == ":" or text.count('"', 0, marks.start()) % 2 == 0


def _stands_in_western(text: str, at: int) -> bool:
    """Whether the characters nearest to a mark are of Western text, or there are none."""
    left = text[:at].rstrip(" " + _WIDE.translate(_NO_OPENING))[-1:]
    right = text[at + 1 :].lstrip(" " + _WIDE)[:1]
    if not left and not right:
        return False
    if text[at] in _WIDE[:7]:  # marks that follow a word
        return bool(left and _BESIDE.match(left)) and not _EAST_ASIAN.match(right)
    return not any(c and not _BESIDE.match(c) and not _is_plain(c) and c not in _OPEN for c in (left, right))


def _is_western_pair(text: str, at: int, other: int) -> bool:
    """Whether a pair of brackets holds more than signs, and its other bracket stands in Western text as well."""
    inside = text[min(at, other) + 1 : max(at, other)]
    return any(map(str.isalnum, inside)) and _stands_in_western(text, other)


def _is_plain(char: str) -> bool:
    return char in ".,;:!?-–—/&$€£…"


def _brackets(text: str) -> tuple[dict[int, int], set[int]]:
    """The partners of the full-width brackets of `text`, and the 【 and 】 that have none."""
    partner: dict[int, int] = {}
    open_at: list[int] = []
    loose: set[int] = set()
    for m in re.finditer("[（(【）)】]", text):
        if m[0] in "（(【":
            open_at.append(m.start())
        elif open_at and (text[open_at[-1]] == "【") == (m[0] == "】"):
            other = open_at.pop()
            partner[other], partner[m.start()] = m.start(), other
        elif m[0] == "】":
            loose.add(m.start())
    loose.update(at for at in open_at if text[at] == "【")
    return partner, loose


def _with_space(text: str, at: int) -> tuple[int, int]:
    """The stretch to delete with a bracket, so that no space stands twice, or at an end."""
    start, end = at, at + 1
    if text[end : end + 1] in ("", " ") and text[start - 1 : start] == " ":
        start = len(text[:at].rstrip(" "))
    elif start == 0:
        end = len(text) - len(text[end:].lstrip(" "))
    return start, end


# ---------------------------------------------------------------- ASCII marks in Chinese and Japanese


def _widened(segment: Segment) -> Iterator[Hit]:
    text = segment.text
    comma = "、" if _KANA.search(text) else "，"
    for m in _IN_DOCUMENT.finditer(text):
        if _out_of_line(segment.document, m[0], _EAST_ASIAN_MARK, _FULL_FOR[m[0]]):
            yield _widen(m, comma)
    found = [*_BETWEEN.finditer(text), *_END.finditer(text)]
    full_comma = text.find(comma)
    strict = [
        m
        for m in found
        if m.end() < len(text)
        and (m[0] == ";" or (m[0] == "," and not 0 <= full_comma < m.start()) or (m[0] in "?!" and _followed(m)))
    ]
    habit = bool(strict) and segment.document.memo(
        "foreign-punctuation: ascii", lambda document: _prefers_ascii(document.text)
    )
    # One such mark among many full-width ones is an accident, and says nothing of the others in its line.
    lone = len(strict) == 1 and segment.document.memo(
        "foreign-punctuation: full width", lambda document: _prefers_full_width(document.text)
    )
    label = _LABEL.match(text)
    for m in found:
        sure = (
            (bool(strict) and not habit and (not lone or m is strict[0]))
            or (label is not None and m.end() == label.end())
            or _is_rare(segment.lang, m[0])
            or _out_of_line(segment.document, m[0], _EAST_ASIAN_MARK, _FULL_FOR[m[0]])
        )
        yield _widen(m, comma, None if sure else _OF_PEOPLE)


def _widen(m: re.Match[str], comma: str, confidence: float | None = None) -> Hit:
    new = comma if m[0] == "," else _FULL[m[0]]
    return replace(*m.span(), new, f"{m[0]} between East Asian characters is {new}", confidence=confidence)


def _is_rare(lang: str | None, mark: str) -> bool:
    """Whether people who write a language hardly ever set such a `mark` of another script."""
    rate = human_rate(_ID, lang, _COLUMNS[mark]) if mark in _COLUMNS else None
    return rate is not None and rate <= _RARE


def _out_of_line(document: Document, mark: str, wrong: re.Pattern[str], right: re.Pattern[str]) -> bool:
    """Whether the document has ten marks that are `right` for each `mark` of another script that `wrong` finds."""
    counts: Counter[str] = document.memo(
        ("foreign-punctuation: wrong", wrong),
        lambda document: Counter(m[0] for m in wrong.finditer(document.lines_of(_ID))),
    )
    return settled(document, right, counts[mark])


def _followed(m: re.Match[str]) -> bool:
    return bool(_EAST_ASIAN.match(m.string, m.end()))


def _prefers_ascii(text: str) -> bool:
    """Whether a document uses ASCII marks as a habit."""
    narrow = len(_BETWEEN.findall(text))
    return narrow >= _HABIT and narrow > 5 * sum(map(text.count, "，、；。"))


def _prefers_full_width(text: str) -> bool:
    """Whether a document uses full-width marks as a habit."""
    return sum(map(text.count, _FULL_MARKS)) >= _HABIT


# ---------------------------------------------------------------- ASCII marks in Arabic script and in Greek


def _arabic(segment: Segment) -> Iterator[Hit]:
    text = segment.text
    found = list(_ARABIC_MARK.finditer(text))
    several = len(found) > 1 and not re.search("[،؛؟]", text)
    for m in found:
        sure = (
            several
            or m[0] == "?"
            or _is_rare(segment.lang, m[0])
            or _out_of_line(segment.document, m[0], _ARABIC_MARK, _ARABIC_OWN[m[0]])
        )
        new = _ARABIC_FOR[m[0]]
        yield replace(*m.span(), new, f"{m[0]} in Arabic script is {new}", confidence=_LIKELY if sure else _UNSURE)


def _greek(segment: Segment) -> Iterator[Hit]:
    for m in _GREEK_QUESTION.finditer(segment.text):
        sure = settled(segment.document, _GREEK_OWN, counted(segment.document, _ID, _GREEK_QUESTION), _FEW)
        yield replace(*m.span(), ";", "? is not the question mark of Greek", confidence=_LIKELY if sure else _UNSURE)


_EASTERN = _Part(lambda locale: "。" in locale.terminals, _EAST_ASIAN_MARK, _widened)
_WESTERN = _Part(lambda locale: locale.script in ("Latn", "Cyrl", "Grek"), _WESTERN_MARK, _narrowed)
_PARTS = (
    _EASTERN,
    _WESTERN,
    _Part(lambda locale: "،" in locale.commas and locale.script == "Arab", _ARABIC_MARK, _arabic),
    _Part(lambda locale: locale.script == "Grek", _GREEK_QUESTION, _greek),
)


def has_own_marks(locale: Locale) -> bool:
    """Whether a language has marks of its own in the place of some that ASCII has."""
    return any(part.serves(locale) for part in _PARTS if part is not _WESTERN)
