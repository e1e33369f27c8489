"""Removes a word that was said twice in a row by mistake.

## What it does
"the the", "and and", "wir fahren nach nach Rom": deletes the second copy of

- a function word that never meets itself in the language: articles, prepositions and conjunctions from a list,
- a word that human sentences hold 300 times or more, but never twice in a row, and
- any other lower-case word that is too long to be doubled for emphasis: five letters in Czech, German and French, six in
  English and Russian, nine in Dutch; in German nouns too. Three copies are reduced to one, from two letters less.
  Where the language has no list, nine letters are asked for. Shorter words of three letters or more, and words
  of grammar of two ("at it it is"), are suggested, and so are words behind an article in a relative clause.

A document of eighty words with no other copy shows that its writer does not double words: there the shorter words are
repaired as well, and a name, if it stands elsewhere beside the same name, alone ("the Ryder Ryder Cup"). So are words of a
length that `tables/repeated-word` names in some languages that do double words.

Only white space may stand between the copies. Left alone are names and other words with capitals, numbers, words that
the language doubles by grammar ("had had", "vous vous", "die die") or for emphasis ("again again", "очень очень"),
verbs that meet in a relative clause ("those who voted voted against"), copies in quotation marks or before a question
or exclamation mark, lines of nothing else, and a pair that comes twice in a document, which will be a term; numbers before
another number ("un un deux"), and a copy that makes a known word with what stands beside it: that is torn ("tries to to tally").

## Why
Decoders of translation models repeat themselves; two source words that mean nearly the same become one word twice.

## Limits
Silent in texts of unknown language. In languages without a table in `tables/repeated-word` only long words are looked
at, in some (Arabic, Turkish, Indonesian) besides these only the words that were never seen twice: most languages of the world double words as grammar; Setswana does so in one sentence of eight. Four copies and more
are the business of `repeated-phrase`. Verbs and nouns that look alike meet by right in rare sentences. Adverbs that are formed regularly ("extremely extremely") are suggested only.

Read one by one, the 49 repairs in outputs of WMT 2021 and 2022 were right. In 257,000 human sentences of NTREX-128 there are
about 35 repairs, all of slips ("access to the the towns"), in 1.4 million of Tatoeba and TICO-19 about as many, of which
five are not: tongue twisters, jokes ("I'm eating an orange orange") and Virgil.

## Source
Function words from the reference grammars named in `tables/repeated-word`; reduplication: WALS Online, chapter 27;
lengths measured on NTREX-128 and Tatoeba.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import islice
from pathlib import Path

import regex

from textfix.locale import parents
from textfix.rule import (
    REPAIR,
    REPEATED_WORD,
    WORDS,
    Document,
    Hit,
    Segment,
    delete,
    fires,
    human_rate,
    is_long,
    lazy_pattern,
    lexicon,
    number_words,
    rule,
    silent,
)

_TABLES = Path(__file__).parents[2] / "tables" / "repeated-word"

_TOO_LONG_TO_DOUBLE = 9  # characters


def _copies(shortest: int) -> regex.Pattern[str]:
    """Finds words of so many characters, and their copies."""
    return regex.compile(
        rf"\b(?<![\w\p{{M}}'’ʼ&/.·@#\"“”„«»‘(\[\-‑–])(?P<word>[\p{{L}}\p{{M}}]{{{shortest},}}+)(?P<more>(?:[ \u00a0]+(?P=word))+)"
        r"(?![\w\p{M}'’ʼ\-‑–/\"“”»!?)\]])",
        regex.IGNORECASE,
    )


_COPIES, _LONG_COPIES = _copies(1), _copies(_TOO_LONG_TO_DOUBLE)
_CLAUSE_END = lazy_pattern(r"[.,;:!?…()«»“”\"–—]")
_SENTENCE_END = lazy_pattern(r"\.?$|\.\s")
_SENTENCE_START = lazy_pattern(r"(?:^|[.!?…:][»”\"')\]]*\s)[\s\"“„«‹‘(\[¿¡–—-]*$")

_LAST = regex.compile(r"(?<![\w\p{M}])(\p{Lu}[\w\p{M}]+) $")
_NEXT = regex.compile(r" (\p{Lu}[\w\p{M}]+)")
_WORD_BEFORE = regex.compile(r"(?<![\w\p{M}])([\p{L}\p{M}]+) $")
_WORD_BEHIND = regex.compile(r" (\p{Ll}[\p{L}\p{M}]*|[\p{Lo}\p{Lm}\p{M}]+)(?![\w\p{M}])")

_KNOWN, _ALIKE = 3.0, 0.3  # Zipf of a word that was torn; how much oftener a part of it may be met
_NAME = 40  # characters before a name in which the name beside it stands
_GRAMMAR = 6.5  # Zipf from which a word of two letters is a word of grammar
_RARE = 1.0  # words written twice in 10,000 lines by people, up to which that is taken for a fault of translation
_SURE, _LIKELY, _IN_DOCUMENT, _NOUN, _UNSURE, _DOUBTFUL = 0.97, 0.93, 0.86, 0.85, 0.6, 0.45


@cache
def _roles(lang: str) -> Mapping[str, tuple[str, ...]]:
    """What the table of a language says, by role: nothing where words may be doubled freely, for all that is known."""
    for tag in parents(lang):
        path = _TABLES / f"{tag}.tsv"
        if path.exists():
            found: dict[str, tuple[str, ...]] = {}
            for row in path.read_text(encoding="utf-8").splitlines()[1:]:
                word, role, _ = row.split("\t")
                found[role] = (*found.get(role, ()), word)
            return found
    return {}


def _confidence(segment: Segment, m: regex.Match[str], roles: Mapping[str, tuple[str, ...]]) -> float:
    """How sure it is that the copies that `m` found are one too many, 0 if they may be meant."""
    text, word = segment.text, m["word"]
    lower, copies = word.lower(), 1 + len(m["more"].split())
    if copies > 3 or lower in segment.locale.doubled_words or lower in roles.get("doubles", ()):
        return 0.0
    if lower in roles.get("never", ()):
        return _UNSURE if _of_people(segment) else _SURE
    if lower in roles.get("particle", ()):
        return 0.0 if text[m.end() :].lstrip()[:1].isupper() else _UNSURE if _of_people(segment) else _SURE
    known = lexicon(segment.lang)
    if (
        known is not None and word not in known and "never" in roles
    ):  # names of species: Gymnocypris przewalskii przewalskii
        return 0.0
    if word != lower:
        nouns = roles.get("nouns", ())
        long = bool(nouns) and len(word) >= int(nouns[0]) - 3 * (copies == 3)
        if not known or known.zipf(word) < 3.5 or not word.istitle() or m["more"].islower():
            return 0.0
        return _NOUN if long else _DOUBTFUL if len(word) > 4 and _SENTENCE_END.match(text, m.end()) else 0.0
    before = text[max(0, m.start() - 100) : m.start()]
    if _in_clause(before, roles.get("clause", ())):
        at_end = len(word) > 2 and _SENTENCE_END.match(text, m.end())
        begun = len(word) >= int(roles["letters"][0]) and before.split()[-1].lower() in roles.get("article", ())
        return _DOUBTFUL if at_end or begun else 0.0
    if lower in roles.get("seen", ()):
        return _UNSURE if _of_people(segment) else _LIKELY
    if len(word) < int(roles["letters"][0]) - 2 * (copies == 3):
        if "never" not in roles:  # the language doubles its words, for all that is known
            return 0.0
        short = len(word) < 3 and not (known is not None and known.zipf(lower) >= _GRAMMAR)
        return 0.0 if short else _UNSURE if len(word) > 4 else _DOUBTFUL
    return _UNSURE if word.endswith(roles.get("ending", ())) else _LIKELY


def _beside(segment: Segment, m: regex.Match[str], roles: Mapping[str, tuple[str, ...]], confidence: float) -> float:
    """The same in its document, where `confidence` is how sure the line alone makes."""
    word, text = m["word"], segment.text
    if confidence >= _NOUN:
        return confidence
    if word == word.lower():
        least = int(roles.get("document", ("0",))[0])
        if confidence >= _DOUBTFUL or (least and len(word) >= least and _is_free(segment, m)):
            return _IN_DOCUMENT if _is_only_one(segment, roles) else confidence
        return confidence
    last, following = _LAST.search(text, max(0, m.start() - _NAME), m.start()), _NEXT.match(text, m.end())
    names = [*([f"{last[1]} {word}"] if last else ()), *([f"{word} {following[1]}"] if following else ())]
    if not names or m["more"].strip() != word or not _is_only_one(segment, roles):
        return confidence
    document = segment.document
    return _IN_DOCUMENT if any(document.count(name, cased=True) > 1 for name in names) else confidence


def _is_only_one(segment: Segment, roles: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether the document is long enough to show that its writer doubles no words but names and those of the language."""
    document = segment.document
    if not is_long(document):
        return False

    def only_one(document: Document) -> bool:
        usual = {*segment.locale.doubled_words, *roles.get("doubles", ())}
        copies = _COPIES.finditer(document.lines_of("repeated-word"))
        doubled = (m for m in copies if not m["word"].istitle() and m["word"].lower() not in usual)
        return len(list(islice(doubled, 2))) < 2

    found: bool = document.memo("one doubled word", only_one)
    return found


def _is_free(segment: Segment, m: regex.Match[str]) -> bool:
    """Whether nothing says that the language doubles the word."""
    return m["word"] not in segment.locale.doubled_words and len(m["more"].split()) == 1


def _of_people(segment: Segment) -> bool:
    """Whether people write a short word twice so often in the language that one in a line proves nothing."""
    rate = human_rate("word-slips", segment.lang, "twice")
    return rate is None or rate > _RARE


def _is_torn(segment: Segment, m: regex.Match[str]) -> bool:
    """Whether one of two copies is a part of the word beside it, which was torn: "tries to to tally", *totally*."""
    known, text, word = lexicon(segment.lang), segment.text, m["word"].lower()
    if known is None or len(m["more"].split()) > 1:
        return False
    left, right = _WORD_BEFORE.search(text, max(0, m.start() - _NAME), m.start()), _WORD_BEHIND.match(text, m.end())
    wholes = [(left[1].lower() + word, left[1].lower())] if left else []
    wholes += [(word + right[1], right[1])] if right else []
    return any(known.zipf(whole) >= max(_KNOWN, known.zipf(part) - _ALIKE) for whole, part in wholes)


def _is_counted(segment: Segment, m: regex.Match[str]) -> bool:
    """Whether the copies are numbers before another number: to get a one-two."""
    following = _WORD_BEHIND.match(segment.text, m.end())
    return following is not None and {m["word"].lower(), following[1]} <= _numbers(segment.lang)


def _is_spelled(segment: Segment, m: regex.Match[str], roles: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether the first copy is the name of a letter behind another: Arabic spells TV so, and its V is the word *in*."""
    before = _WORD_BEFORE.search(segment.text, max(0, m.start() - _NAME), m.start())
    return before is not None and {before[1], m["word"]} <= {*roles.get("letter", ())}


@cache
def _numbers(lang: str | None) -> frozenset[str]:
    return frozenset(word for value, words in number_words(lang).items() if value < 100 for word in words)


def _without_table(segment: Segment, m: regex.Match[str]) -> float:
    """The same where words are doubled freely, for all that is known: long words hardly ever are."""
    long = sum(map(str.isalpha, m["word"])) >= _TOO_LONG_TO_DOUBLE and segment.locale.word_spaces and " " in m["more"]
    listed = (
        segment.text[m.end() : m.end() + 1] in ",;"
    )  # the end of a name, such as "Canada Plus Plus", in translation
    return _NOUN if long and not listed and not m["word"].isupper() and m["more"] == m["more"].lower() else 0.0


def _in_clause(before: str, openers: tuple[str, ...]) -> bool:
    """Whether a clause without a comma may end between the copies: "what matters matters"."""
    words = _CLAUSE_END.split(before)[-1].lower().split()
    return not set(openers).isdisjoint(words[-7:])


def _in_use(segment: Segment, m: regex.Match[str]) -> bool:
    """Whether the copies are met more than once in the document, or are all there is in the line."""
    if not any(map(str.isalpha, segment.text[: m.start()])) and not any(map(str.isalpha, segment.text[m.end() :])):
        return True
    return segment.document.count(f"{m['word']} {m['word']}", "repeated-word") > 1


@rule(
    id="repeated-word",
    kind=REPAIR,
    stage=WORDS,
    error_type="linguistic-conventions/duplication",
    confidence=_LIKELY,
    needs_language=True,
    trigger=REPEATED_WORD,
    examples=[
        fires(
            "They said that access to the⟦ the⟧ harbour was closed.",
            "They said that access to the harbour was closed.",
            lang="en",
        ),
        fires("Die Tasche ist aus echtem⟦ echtem⟧ Leder.", "Die Tasche ist aus echtem Leder.", lang="de"),
        fires("Мы заказали курьерскую⟦ курьерскую⟧ доставку.", "Мы заказали курьерскую доставку.", lang="ru"),
        fires("Le filtre agit sur⟦ sur⟧ le champ.", "Le filtre agit sur le champ.", lang="fr"),
        fires(
            "Ukuphakama okuseleyo⟦ okuseleyo⟧ phantsi kwebhulorho.",
            "Ukuphakama okuseleyo phantsi kwebhulorho.",
            lang="xh",
        ),
        fires("Öffnen Sie das Menü⟦ Menü Menü⟧ im Fenster.", "Öffnen Sie das Menü im Fenster.", lang="de"),
        fires("It was the best of all pets⟦ pets⟧.", "It was the best of all pets.", lang="en"),
        fires("Putuje u podzemni⟦ podzemni podzemni⟧ svijet.", "Putuje u podzemni svijet.", lang="hr"),
        silent("Wayde trató de de fender a su amigo.", lang="es"),
        silent("كان كريس هاريس من دبليو إس إم في في ناشفيل.", lang="ar"),
        silent("Ils ont tout fait pour obtenir un un deux.", lang="fr"),
        silent("O preço é muito diferente do do ano passado.", lang="pt"),
        silent("She had had enough, and he knew that that was true.", lang="en"),
        silent("In the end those who wanted wanted more.", lang="en"),
        silent("The guests stayed at the Roa Roa Hotel in Pago Pago.", lang="en"),
        silent('Type the words "example example" in the first line.', lang="en"),
        silent("Das ist die Frau, die die Polizei gerufen hat.", lang="de"),
        silent("Il impressionne par son son très clair, et vous vous en souvenez.", lang="fr"),
        silent("Sešel se se svým bývalým spolužákem.", lang="cs"),
        silent("Bunu sık sık ve yavaş yavaş yapıyoruz.", lang="tr"),
        silent("Nous parlons de la politique de de Gaulle.", lang="fr"),
        silent("A copy of the report is is a word that nobody checked checked."),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    """Yield the copies that follow a word."""
    roles = _roles(segment.lang) if segment.lang else {}
    for m in (_COPIES if roles else _LONG_COPIES).finditer(segment.text):
        word, copies = m["word"], m["more"].split()
        if any(copy != word for copy in copies) and not (
            all(map(str.islower, copies)) and _SENTENCE_START.search(segment.text, max(0, m.start() - 20), m.start())
        ):
            continue
        confidence = _confidence(segment, m, roles) if roles else _without_table(segment, m)
        if roles:
            confidence = _beside(segment, m, roles, confidence)
            if confidence and (_is_torn(segment, m) or _is_counted(segment, m) or _is_spelled(segment, m, roles)):
                continue
        if confidence == _SURE or (confidence and not _in_use(segment, m)):
            message = f"“{word}” is repeated; one copy is kept"
            yield delete(m.start("more"), m.end("more"), message, confidence=confidence)
