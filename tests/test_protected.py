"""Protected spans: what is one, what is none, in what order, on which input."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textfix._segmentation import protected_spans

# What is protected stands between ⟦ ⟧.
TEXTS = [
    # addresses
    "See ⟦https://en.wikipedia.org/wiki/Bee_(insect)⟧, or (⟦http://bees.org/a⟧).",
    "Read [this](⟦https://bees.org/x⟧)and that; ⟦ftp://files.bees.org⟧!",
    "Visit ⟦www.bees.org⟧. Write to ⟦mailto:bee@hive.org⟧ or ⟦bee.two@hive.co.uk⟧.",
    "Почта: ⟦пчела@улей.рф⟧, сайт ⟦bees.ru⟧.",
    "詳しくは⟦bee@hive.org⟧まで。",
    "„⟦https://bees.org/straße?q=ä⟧“ ist neu",
    "The paper ⟦10.1000/xyz-123⟧. ⟦doi:10.1000/182⟧",
    "The site ⟦bees.com⟧ and ⟦news.bees.org⟧, ⟦bees.de/honig⟧",
    # hashtags and handles
    "#1 of 5: ⟦#bees⟧, ⟦#пчёлы⟧, ⟦#हिन्दी⟧। ⟦@bee_1⟧ said, ⟦@bee@hive.social⟧ too; 5 @ 3 C# a#b",
    "⟦#Bees⟧時代に",
    # paths
    r"In ⟦C:\Program Files\Hive\bee.txt⟧, ⟦\\server\share\x⟧ and ⟦/usr/local/bin⟧, ⟦~/bees⟧ ⟦./run.sh⟧ ⟦src/bee.py⟧.",
    "⟦../x/y⟧ a../x .../z ⟦/a/b⟧",
    "and/or, km/h, 1/2, he/she/they, 24/7, n/a, 12/05/2020",
    # code
    "Run ⟦`git push`⟧ or ⟦``a ` b``⟧ now; o`zbek tilida o`g`il",
    "It’s ⟦System.Uri⟧, ⟦String.Concat⟧, ⟦string.IsNullOrEmpty⟧, ⟦System.Text.Json⟧, ⟦foo.bar()⟧, ⟦std::string⟧, ⟦.NET⟧.",
    "We went to London.The next day it was over.So we left.",
    "Use ⟦v1.2.3⟧ at ⟦192.168.0.1⟧ with ⟦report.pdf⟧; on 12.05.2020 at 3.5 km, i.e. soon, U.S.A.",
    # markup
    "A <b and c> d, a < b and c > d, 5<6, x <- y, but ⟦<b>⟧bold⟦</b>⟧⟦<br/>⟧ and ⟦<a href=\"x\" title='y'>⟧link⟦</a>⟧.",
    "⟦<!-- a comment -->⟧ text ⟦<![CDATA[ x < y ]]>⟧ ⟦<?php echo 1 ?>⟧ ⟦<input disabled>⟧",
    "⟦<code>let x = 1</code>⟧ and ⟦<PRE>\n two  spaces\n</PRE>⟧; ⟦<script>⟧ is never closed",
    "«<<Bonjour>>» et ⟦<x:y z='1'/>⟧",
    # placeholders
    "⟦%s⟧ of ⟦%d⟧, ⟦%1$s⟧, ⟦%-5.2f⟧, ⟦%(name)s⟧, ⟦%ld⟧, ⟦%@⟧, ⟦%%⟧, ⟦%{x}⟧, ⟦#{x}⟧",
    "Noch 5 % sicher, 100 % davon, 100%sicher, 90 %-i, yüzde %25 artış, %2.7",
    "Qt: ⟦%1⟧ von ⟦%L2⟧, ⟦%n⟧ Dateien",
    "⟦{name}⟧ ⟦{0}⟧ ⟦{0:N2}⟧ ⟦{{x}}⟧ ⟦{{ user.name }}⟧ ⟦${x}⟧ ⟦$HOME⟧ ⟦$name⟧ ⟦$t(key)⟧ ⟦{}⟧ ⟦{% if x %}⟧ {a b} {a, b} $100 $CAD 5 US$",
    "⟦{n, plural, one {#⟧ file⟦} other {#⟧ files in ⟦{place}}}⟧.",
    "⟦{who, select, female {⟧Sie⟦} other {{n, plural, =0 {⟧niemand⟦} other {⟧alle⟦}}}}⟧ kam",
    "⟦{n, number, integer}⟧ bees; ⟦#PRS_ORG#⟧ said",
    # formulas
    r"Let ⟦$x$⟧ and ⟦$E = mc^2$⟧ be \, ⟦\(a\)⟧ ⟦\[b\]⟧ ⟦\textbf{bold}⟧ ⟦$$a+b$$⟧; it costs $5 and $10, or 5$ and 6$.",
    "⟦\\begin{a}\n x\n\\end{a}⟧ y",
    # fences
    "Text\n⟦```python\nx  =  1\n```⟧\nmore\n⟦~~~\nnever  closed\n```⟧",
    # prose
    "Nothing: at all (here). “Quoted” – and so on; 12:30, 3.5, e.g. that! Is it? ~5 km",
    "Мама мыла раму. Что? 你好。दुनिया।",
]


@pytest.mark.parametrize("marked", TEXTS)
def test_protected(marked: str) -> None:
    text = marked.replace("⟦", "").replace("⟧", "")
    spans = protected_spans(text)
    seen = text
    for start, end in reversed(spans):
        seen = f"{seen[:start]}⟦{seen[start:end]}⟧{seen[end:]}"
    assert seen.replace("⟧⟦", "") == marked.replace("⟧⟦", "")


LITERALS = [
    *"(<{`$@#%\\/.~[*_&a1 ",
    *(
        "://",
        "http://",
        "http://(",
        "www.a",
        "mailto:",
        "a@",
        "@a",
        "#A",
        "a.",
        "a.a(",
        "é.a",
        "v1.",
        "1.",
        "a::",
        "::",
    ),
    *(
        '<a b="',
        "<a b='<a c=\"",
        "<a ",
        "<!--",
        "<![CDATA[",
        "<?",
        "<code>",
        "</",
        "```",
        "``` `",
        "~~~\n",
        "`a",
        "` \n",
    ),
    *("{a,plural,", "{a,plural, a{", "{{", "{%", "{a:", "%(", "%<", "%{", "%1", "$t(", "$a", "$$a", "${"),
    *("\\(", "\\[", "\\(\n\n", "\\a{", "\\begin{a}", "C:\\", "C:\\a ", "\\\\a", "./", "~/", " /a", "a/", "10.1000/"),
]


@pytest.mark.parametrize("literal", LITERALS)
def test_hostile_input_ends(literal: str) -> None:
    text = literal * (100_000 // len(literal))
    for s in (text, "a" * 50_000 + text, text + "a" * 50_000):
        assert all(0 <= a < b <= len(s) for a, b in protected_spans(s))


@given(st.text() | st.lists(st.sampled_from([*LITERALS, ">", "}", ")", "]", "é", "中", "\n", '"', "-->"])).map("".join))
def test_spans_are_in_order_and_apart(text: str) -> None:
    at = -1
    for start, end in protected_spans(text):
        assert at < start < end <= len(text)
        at = end


@given(st.text(st.characters(exclude_characters="/@#<{$%\\`.:~")))
def test_text_without_a_gate_character_has_none(text: str) -> None:
    assert protected_spans(text) == []
