"""Points out a sentence that breaks off: the line ends with a word that ends no sentence.

## What it does
Looks at the ends of lines that have no final mark. "It consists of selective catheterization of the" ends with an article,
"los datos de" with a preposition: something is missing. In Chinese and Japanese a long line with commas and clauses but
without a final mark is pointed out, unless it looks like a headline or a list.

## Why
Systems have a limit of length, and stop in the middle of a word or sentence when they reach it; segments that were cut
before translation end like that too.

## Limits
A line that goes on in the next one is let be: where a line of text follows, and lines do not end like sentences in the
document. Sentences that break off before any other word are not seen. In Chinese and Japanese some people leave out the
mark; then it is the mark that is missing, so that in Chinese the confidence is below one half. Languages without a table are not assessed. In 1.3 million human sentences of
25 languages the lists find 40 ends, nearly all of them cut off indeed; in 5,100 Chinese and 66,000 Japanese lines 12 and 4
have no mark.

## Source
Words from the grammars named in `tables/cut-off-sentence`; measured on Tatoeba, TICO-19, NTREX-128 and WMT 2021 and 2022.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from textfix.rule import (
    FLAG,
    LETTER,
    LINE_END,
    SPACE,
    Hit,
    Segment,
    fires,
    flag,
    lazy_pattern,
    pair,
    row_for,
    rule,
    silent,
    table,
    table_for,
    tables,
)

_OWNER = "cut-off-sentence"
_UNSPACED = "unspaced"
_LAST_WORD = lazy_pattern(r"(?<=[\w,;)\]\"»”’] )[^\W\d_]+$")
_FEWEST = 4  # words; what is shorter is a label
_LONG = 60  # characters; lines of this length are sentences or parts of them
_HEADLINE = lazy_pattern(r"[【】『』〈〉《》|｜＆&+＋～~☆★●■◆▲▼※→…：:;；]|\.\.|(?<!\w)[-–—=＝](?!\w)|^\W*\d|[　 ]{2}")
_COMMAS = lazy_pattern("[，、]")
_MOST_COMMAS = 9  # characters for each comma; denser ones divide a list
_TAIL = 20  # characters that are marked at most where there are no words


@cache
def _never_last(lang: str) -> frozenset[str]:
    return frozenset(row["word"] for row in table_for(_OWNER, lang))


def _lines_are_sentences(text: str) -> bool:
    """Whether the lines of a text end like sentences, so that one does not go on in the next."""
    long = [line for line in map(str.rstrip, text.splitlines()) if len(line) > _LONG]
    return sum(not line[-1].isalnum() for line in long) * 10 > len(long) * 6


def _goes_on(segment: Segment) -> bool:
    following = segment.following.strip()
    return bool(following) and not segment.document.memo(
        "lines-are-sentences", lambda document: _lines_are_sentences(document.text)
    )


@rule(
    id="cut-off-sentence",
    kind=FLAG,
    error_type="design-and-markup/truncation",
    confidence=0.85,
    trigger=pair(LETTER, LINE_END) | pair(SPACE, LINE_END),
    languages=(*(t for t in tables(_OWNER) if t != _UNSPACED), *(row["tag"] for row in table(_OWNER, _UNSPACED))),
    examples=[
        fires("The treatment consists of a selective examination of ⟦the⟧", lang="en"),
        fires("Abra el formulario y cree un método para pasar los datos ⟦a⟧", lang="es"),
        fires("Отец родился в деревне и вырос в семье учителя ⟦и⟧", lang="ru"),
        fires(
            "私は不便をおかけして本当に申し訳ありませんが、あなたは電子メールを返信することができ、私は喜んで支援し続けます、⟦またはあなたの場所⟧",
            lang="ja",
        ),
        silent("The best thing that the house was ever made of", lang="en"),
        silent("Search for the", lang="en"),
        silent("We went along the\nriver until the sun was\nlow over the hills.", lang="en"),
        silent("Wer kommt denn heute alles mit", lang="de"),
        silent("Οι μαθητές μίλησαν για τους γονείς τους", lang="el"),
        silent(
            "首相、EU離脱をめぐり「政治の駆け引きをしている」との批判を改めて否定し、来週にも新しい提案を示すと表明：BBC",
            lang="ja",
        ),
        silent("英国保守党的新政策，将向外国买家征收更高的税", lang="zh"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    """Yield the last word of a sentence that breaks off."""
    text = segment.text.rstrip()
    lang = segment.lang
    if not lang or not text or not text[-1].isalpha():
        return
    if params := row_for(_OWNER, _UNSPACED, lang):
        if _breaks_off(text, params) and not _goes_on(segment):
            message = "a long sentence has no final mark: either its end is missing or the mark"
            start = max(len(text) - _TAIL, *(m.end() for m in _COMMAS.finditer(text)))
            yield flag(
                start,
                len(text),
                message,
                confidence=float(params["confidence"]),
                evidence="no final mark after clauses",
            )
        return
    m = _LAST_WORD.search(text, max(0, len(text) - 40))
    if m and m[0] in _never_last(lang) and len(text.split()) >= _FEWEST and not _goes_on(segment):
        message = f"the sentence breaks off: “{m[0]}” cannot be its last word"
        yield flag(*m.span(), message, evidence=f"“{m[0]}” always has something behind it")


def _breaks_off(text: str, params: Mapping[str, str]) -> bool:
    """Whether a line without a final mark is long, has clauses, and is neither a headline nor a list."""
    commas = len(_COMMAS.findall(text))
    return (
        len(text) >= int(params["length"])
        and int(params["commas"]) <= commas <= len(text) / _MOST_COMMAS
        and text[-1] not in params["endings"]
        and ord(text[-1]) > 0x2E7F
        and not _HEADLINE.search(text)
    )
