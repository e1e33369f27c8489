"""What language models say around a translation goes; text that looks like it stays."""

from __future__ import annotations

import pytest

import textfix
from textfix import Cleaner, Options
from textfix.model import Report

RULES = (
    "llm-preamble",
    "llm-epilogue",
    "llm-wrapper",
    "llm-thinking",
    "llm-prompt-echo",
    "llm-source-echo",
    "llm-refusal",
    "llm-question",
)
CLEANER = Cleaner(Options(select=RULES))

DE = "Der Zug fährt um acht Uhr ab."
FR = "Le train part à huit heures."
ES = "El tren sale a las ocho de la mañana."
RU = "Поезд отправляется в восемь часов."
ZH = "火车八点出发。"
JA = "電車は八時に出発します。"
KO = "기차는 여덟 시에 출발합니다."
AR = "يغادر القطار في الساعة الثامنة."
TWO = "Der Zug fährt um acht Uhr ab.\n\nEr kommt um neun Uhr an."

# answer, translation
FIRST_HALF = [
    (f"Here is the translation:\n\n{DE}", DE),
    (f"Here's the German translation:\n{DE}\n", DE + "\n"),
    (f"Sure! Here is the translation of the text into German:\n\n{TWO}", TWO),
    (f"Certainly! Below is the translated text:\n\n{FR}", FR),
    (f"Of course. Here's your text in Spanish:\n\n{ES}", ES),
    (f"**Translation:**\n\n{DE}", DE),
    (f"Translation: {FR}", FR),
    (f"### German translation:\n\n{DE}", DE),
    (f"Here is the text translated into Russian:\n{RU}", RU),
    (f"Natürlich! Hier ist die Übersetzung ins Deutsche:\n\n{DE}", DE),
    (f"Gerne, hier ist die deutsche Übersetzung: {DE}", DE),
    (f"Übersetzung:\n{DE}", DE),
    (f"Bien sûr ! Voici la traduction en français :\n\n{FR}", FR),
    (f"Voici la traduction de votre texte :\n{FR}", FR),
    (f"Traduction : {FR}", FR),
    (f"¡Claro! Aquí tienes la traducción al español:\n\n{ES}", ES),
    (f"Aquí está la traducción: {ES}", ES),
    ("Ecco la traduzione in italiano:\n\nIl treno parte alle otto.", "Il treno parte alle otto."),
    ("Claro! Aqui está a tradução para o português:\n\nO trem parte às oito.", "O trem parte às oito."),
    ("Hier is de vertaling:\n\nDe trein vertrekt om acht uur.", "De trein vertrekt om acht uur."),
    (f"Конечно! Вот перевод на русский язык:\n\n{RU}", RU),
    (f"Перевод:\n\n{RU}", RU),
    ("Oto tłumaczenie:\n\nPociąg odjeżdża o ósmej.", "Pociąg odjeżdża o ósmej."),
    ("Zde je překlad do češtiny:\n\nVlak odjíždí v osm hodin.", "Vlak odjíždí v osm hodin."),
    ("Här är översättningen:\n\nTåget går klockan åtta.", "Tåget går klockan åtta."),
    (f"好的，以下是翻译：\n\n{ZH}", ZH),
    (f"以下是中文翻译：\n{ZH}", ZH),
    (f"翻译：{ZH}", ZH),
    (f"以下は日本語訳です：\n\n{JA}", JA),
    (f"はい、以下が翻訳です：\n{JA}", JA),
    (f"다음은 한국어 번역입니다:\n\n{KO}", KO),
    (f"إليك الترجمة إلى العربية:\n\n{AR}", AR),
    ("İşte çevirisi:\n\nTren saat sekizde kalkıyor.", "Tren saat sekizde kalkıyor."),
    (f"{DE}\n\nNote: I translated “all aboard” freely, because there is no literal equivalent.", DE),
    (f"{DE}\n\n(Translator's note: The idiom “break a leg” was rendered as “Hals- und Beinbruch”.)", DE),
    (f"{FR}\n\nLet me know if you'd like me to adjust the translation!", FR),
    (f"Here is the translation:\n\n{FR}\n\nI hope this helps!", FR),
    (f"{ZH}\n\n注：原文中的“all aboard”采用了意译。", ZH),
    (f"```\n{TWO}\n```", TWO),
    (f"Here is the translation:\n\n```text\n{DE}\n```\n", DE + "\n"),
    (f"<translation>\n{FR}\n</translation>", FR),
    ('{"translation": "Le train part \\u00e0 huit heures."}', FR),
    (f"<think>\nThe user wants German. “Zug” is fine.\n</think>\n\n{DE}", DE),
    (f"Okay, I will say Zug here.\n</think>\n\n{DE}", DE),
    (f"Translate the following text from English to German:\n\n{DE}", DE),
]
SECOND_HALF = [
    (f"Absolutely! Here is your translation in French:\n\n{FR}", FR),
    (f"Here is my translation of the passage:\n\n{TWO}\n", TWO + "\n"),
    (f"The translation of the text into Spanish is:\n\n{ES}", ES),
    (f'The French translation is: "{FR}"', FR),
    (f"Translated text:\n{DE}", DE),
    (f"Translation (German):\n\n{DE}", DE),
    (
        f"Sure, I'd be happy to help! Here's the translation:\n\n---\n\n{DE}\n\n---\n\nLet me know if you need anything else.",
        DE,
    ),
    (f"Selbstverständlich. Nachfolgend finden Sie die Übersetzung:\n\n{DE}", DE),
    (f"Die Übersetzung lautet: {DE}", DE),
    (f"Voici le texte traduit en français :\n\n{FR}", FR),
    (f"Por supuesto, a continuación te presento la traducción:\n\n{ES}", ES),
    ("Certo! Ecco il testo tradotto:\n\nIl treno parte alle otto.", "Il treno parte alle otto."),
    ("Segue a tradução do texto:\n\nO comboio parte às oito.", "O comboio parte às oito."),
    (f"Ниже приведён перевод текста:\n\n{RU}", RU),
    ("Ось переклад українською мовою:\n\nПотяг вирушає о восьмій.", "Потяг вирушає о восьмій."),
    ("Jasne! Poniżej znajduje się tłumaczenie na język polski:\nPociąg odjeżdża o ósmej.", "Pociąg odjeżdża o ósmej."),
    ("Iată traducerea în română:\n\nTrenul pleacă la ora opt.", "Trenul pleacă la ora opt."),
    ("Íme a fordítás:\n\nA vonat nyolckor indul.", "A vonat nyolckor indul."),
    ("Ορίστε η μετάφραση:\n\nΤο τρένο φεύγει στις οκτώ.", "Το τρένο φεύγει στις οκτώ."),
    ("Her er oversættelsen:\n\nToget kører klokken otte.", "Toget kører klokken otte."),
    ("Tässä on käännös suomeksi:\n\nJuna lähtee kello kahdeksan.", "Juna lähtee kello kahdeksan."),
    ("Berikut adalah terjemahannya:\n\nKereta berangkat pukul delapan.", "Kereta berangkat pukul delapan."),
    ("Dưới đây là bản dịch tiếng Việt:\n\nTàu khởi hành lúc tám giờ.", "Tàu khởi hành lúc tám giờ."),
    ("यहाँ हिंदी अनुवाद है:\n\nट्रेन आठ बजे चलती है।", "ट्रेन आठ बजे चलती है।"),
    ("הנה התרגום לעברית:\n\nהרכבת יוצאת בשעה שמונה.", "הרכבת יוצאת בשעה שמונה."),
    (f"当然可以！这是您要的译文：\n\n{ZH}", ZH),
    (f"翻译结果如下：\n{ZH}", ZH),
    (f"承知しました。翻訳は以下の通りです：\n\n{JA}", JA),
    (f"번역:\n{KO}", KO),
    ("Evo prijevoda na hrvatski:\n\nVlak polazi u osam sati.", "Vlak polazi u osam sati."),
    ("Tu je preklad do slovenčiny:\n\nVlak odchádza o ôsmej.", "Vlak odchádza o ôsmej."),
    (f"{FR}\n\n**Notes:**\n\n- I kept “Intercity” untranslated, as it is a brand name.\n- The tone is formal.", FR),
    (f"{DE}\n\nAnmerkung: Ich habe „all aboard“ sinngemäß übersetzt, da es keine wörtliche Entsprechung gibt.", DE),
    (f"{FR}\n\nRemarque : j'ai traduit « all aboard » de manière idiomatique.", FR),
    (f"{ES}\n\nNota: He traducido «all aboard» de forma no literal para mantener el tono.", ES),
    (f"{RU}\n\nПримечание: я перевёл «all aboard» не дословно, чтобы сохранить смысл.", RU),
    (f"{JA}\n\n注：「all aboard」は直訳ではなく、自然な表現に意訳しました。", JA),
    (f"Hier ist die Übersetzung:\n\n{DE}\n\nIch hoffe, das hilft! Wenn Sie weitere Fragen haben, melden Sie sich.", DE),
    (f"Voici la traduction :\n\n« {FR} »\n\nN'hésitez pas à me contacter si vous avez besoin d'autre chose.", FR),
    (f'```json\n{{\n  "translation": "{ES}"\n}}\n```', ES),
    (
        f"Here's the translation:\n\n<translated_text>{FR}</translated_text>\n\nNote: The translation keeps the formal tone.",
        FR,
    ),
    (f"[THINK]Spanish, formal register, so I will use usted.[/THINK]\n{ES}", ES),
    (f"<reasoning>\nShort text.\n</reasoning>\n\nTranslation:\n{DE}", DE),
    (f"Traduis le texte suivant en français :\n\n{FR}", FR),
    (f"请将下面的英文文本翻译成中文：\n\n{ZH}", ZH),
]
THIRD_SET = [
    ("Naravno! Evo prijevoda teksta:\n\nVlak polazi u osam sati.", "Vlak polazi u osam sati."),
    ("Ево превода на српски:\n\nВоз полази у осам сати.", "Воз полази у осам сати."),
    ("Tukaj je prevod v slovenščino:\n\nVlak odpelje ob osmih.", "Vlak odpelje ob osmih."),
    ("Žinoma! Štai vertimas į lietuvių kalbą:\n\nTraukinys išvyksta aštuntą.", "Traukinys išvyksta aštuntą."),
    ("Šeit ir tulkojums latviešu valodā:\n\nVilciens atiet astoņos.", "Vilciens atiet astoņos."),
    ("Siin on tõlge eesti keelde:\n\nRong väljub kell kaheksa.", "Rong väljub kell kaheksa."),
    ("És clar! Aquí tens la traducció al català:\n\nEl tren surt a les vuit.", "El tren surt a les vuit."),
    ("นี่คือคำแปลภาษาไทย:\n\nรถไฟออกเวลาแปดโมง", "รถไฟออกเวลาแปดโมง"),
    ("Berikut ialah terjemahan Bahasa Melayu:\n\nKereta api bertolak pukul lapan.", "Kereta api bertolak pukul lapan."),
    ("অবশ্যই! এখানে বাংলা অনুবাদ দেওয়া হল:\n\nট্রেন আটটায় ছাড়ে।", "ট্রেন আটটায় ছাড়ে।"),
    ("یہاں اردو ترجمہ ہے:\n\nٹرین آٹھ بجے روانہ ہوتی ہے۔", "ٹرین آٹھ بجے روانہ ہوتی ہے۔"),
    ("இதோ தமிழ் மொழிபெயர்ப்பு:\n\nரயில் எட்டு மணிக்குப் புறப்படும்.", "ரயில் எட்டு மணிக்குப் புறப்படும்."),
    ("Hii hapa tafsiri ya Kiswahili:\n\nTreni inaondoka saa mbili.", "Treni inaondoka saa mbili."),
    ("در اینجا ترجمه فارسی متن آمده است:\n\nقطار ساعت هشت حرکت می‌کند.", "قطار ساعت هشت حرکت می‌کند."),
    ("Ето превода на български:\n\nВлакът тръгва в осем.", "Влакът тръгва в осем."),
    ("Her er oversettelsen til norsk:\n\nToget går klokka åtte.", "Toget går klokka åtte."),
    ("I've translated the text into Spanish for you:\n\n" + ES, ES),
    ("Here's a natural German translation of the sentence:\n\n> " + DE, DE),
    ("Here's the German translation:\n\n> " + DE + "\n> " + DE, DE + "\n" + DE),
    ("Here's the translation in French:\n\n**" + FR + "**", FR),
    (f"{DE}\n\n---\n\n**Translation notes:**\n1. “Zug” was chosen over “Bahn”.\n2. The formal register was kept.", DE),
    (f"{FR}\n\n**Explanation:**\nI translated “leaves” as “part” to keep the meaning of the original text.", FR),
    (f"{ZH}\n\n（注：我将“all aboard”意译为“请上车”，以符合中文的表达习惯。）", ZH),
    (f"翻译如下：\n\n{ZH}\n\n如果您需要其他帮助，请随时告诉我。", ZH),
    (f"다음은 번역입니다:\n\n{KO}\n\n도움이 되셨기를 바랍니다!", KO),
    (f"Вот перевод:\n\n{RU}\n\nЕсли вам нужна дополнительная помощь, дайте мне знать!", RU),
    (f"Aquí tienes la traducción:\n\n{ES}\n\n¿Te gustaría que hiciera algún cambio?", ES),
    (f"Sure, here you go:\n\nTranslation: {DE}", DE),
    (f"<think>\nOk.\n</think>\n\nHere is the translation:\n\n```\n{DE}\n```\n\nNote: I kept the tone formal.", DE),
    (f"<output>{FR}</output>", FR),
    ('```json\n{"source": "The train leaves.", "translation": "Il dit : \\"Oui\\"."}\n```', 'Il dit : "Oui".'),
]
FOURTH_SET = [
    (f"The user wants a translation into French.</think>\n{FR}", FR),
    ('{"translations": [{"text": "' + FR + '"}]}', FR),
    ('[{"translation": "' + FR + '"}]', FR),
    ('{"source": "The train leaves.", "target": "' + FR + '"}', FR),
    (f"Source: The train leaves at eight.\nTranslation: {FR}", FR),
    (f"Okay, ich übersetze den Text:\n\n{DE}", DE),
    ("Vlak odchádza o ôsmej.\n\nPoznámka: Preklad som prispôsobil kontextu.", "Vlak odchádza o ôsmej."),
    ("A vonat nyolckor indul.\n\nMegjegyzés: A fordítás a semleges stílust követi.", "A vonat nyolckor indul."),
    ("Juna lähtee kello 8.\n\nHuomautus: Käännös noudattaa alkuperäistä sävyä.", "Juna lähtee kello 8."),
    ("Το τρένο φεύγει.\n\nΣημείωση: Η μετάφραση διατηρεί τον τόνο του πρωτοτύπου.", "Το τρένο φεύγει."),
    (f"{KO}\n\n참고: 원문의 어조를 유지하여 번역했습니다.", KO),
    (f"{AR}\n\nملاحظة: حافظت الترجمة على نبرة النص الأصلي.", AR),
    ("Tàu khởi hành lúc tám giờ.\n\nLưu ý: Bản dịch giữ nguyên giọng văn gốc.", "Tàu khởi hành lúc tám giờ."),
    ("Kereta berangkat.\n\nCatatan: Terjemahan ini mempertahankan nada asli.", "Kereta berangkat."),
    ("הרכבת יוצאת בשמונה.\n\nהערה: התרגום שומר על הטון המקורי.", "הרכבת יוצאת בשמונה."),
    ("Vlak vozi ob osmih.\n\nOpomba: Prevod ohranja ton izvirnika.", "Vlak vozi ob osmih."),
    ("Влакът тръгва в осем.\n\nЗабележка: Преводът запазва оригиналния тон.", "Влакът тръгва в осем."),
]
WITH_SOURCE = [
    ("The train leaves.\n\nDer Zug fährt.", "The train leaves.", "Der Zug fährt."),
    ("The train leaves. -> Der Zug fährt.", "The train leaves.", "Der Zug fährt."),
    ("English: The train leaves.\nGerman: Der Zug fährt.", "The train leaves.", "Der Zug fährt."),
    ('Translation: "Der Zug fährt."', "The train leaves.", "Der Zug fährt."),
    ("Translation: Fahrplan", "Timetable", "Fahrplan"),
    ('{"target": "Der Zug fährt."}', "The train leaves.", "Der Zug fährt."),
]

STAY = [
    "Here is a list of the main features:\n\nIt is light.",
    "Sure, but I'm confusing you",
    "Sure! I will come.",
    "Here are five tips for better translations:\n\nRead the text first.",
    "Here is what gets lost in translation: the small words.",
    "Translation: Jane Doe",
    "Translation: the process of carrying a text over into another language.",
    "Lost in Translation: a film about two people who cannot sleep.",
    "Machine translation: how it began.\n\nIt began in 1954, in New York.",
    "## Translation\n\nThe word has a long history.",
    "This is an unofficial translation of the law.\n\nArticle 1. All are equal.",
    "The translation of Homer: a history\n\nIt begins in Rome.",
    "Here is the translation:",
    "Traduction : Marie Dupont\nIllustrations : Jean Martin",
    "Voici cinq règles pour une bonne traduction :\n\nLisez.",
    "Hier ist Platz für eine Übersetzung oder zwei.\n\nMehr nicht.",
    "Übersetzung: Max Müller",
    "La traducción de la Biblia: una historia\n\nEmpieza en Roma.",
    "Перевод: Иван Петров",
    "Перевод на карту: как это сделать.\n\nОткройте приложение.",
    "翻译：张伟",
    "翻译的技巧：先读原文。",
    "翻訳：山田太郎",
    "注：配達時間は、通関により長くなることがあります。",
    "The kit holds three tools.\n\nNote: All logs of Papyrus are kept.",
    "Mischen Sie alles.\n\nHinweis: Ich habe keinen Ofen.",
    "Lisez bien.\n\nNote : Je n’ai pas de four, juste une grande casserole.",
    "A hymn.\n\nNote: the translation of the Bible into Gothic was made in the 4th century.",
    "The terms.\n\nNote: This translation is for convenience only. In case of doubt the original text prevails.",
    "A word.\n\nNote: “Kindergarten” literally means “garden of children”.",
    "Wichtig.\n\nHinweis: Dieser Artikel wurde maschinell übersetzt. Den Originaltext finden Sie hier.",
    "The draft is done.\n\nLet me know if the translation is ready.",
    "See you.\n\nI hope this helps!",
    "If you need a translation, call the office.",
    "We met.\n\nIf you want to know more about translation, read our book.",
    "(Note that a child may know more than you do!)",
    "```python\nprint('good morning to you')\n```",
    "```\nnpm install left-pad\n```",
    '{"name": "Anna", "age": 7}',
    '{"title": "The train", "text": "It leaves at eight."}',
    "<result><id>7</id><name>Anna</name></result>",
    "“The train leaves.”",
    "The model writes `<think>` and `</think>` around its thoughts.",
    "<think> and </think> are tags.",
    "Translate the following sentences into German:\n\n1. The train leaves.\n2. It rains.",
    "Übersetzen Sie die folgenden Sätze ins Englische:\n\nDer Zug fährt.",
    "I'm sorry, but I can't come tonight.",
    "Es tut mir leid, aber ich kann heute nicht kommen.",
    "Je suis désolé, mais je ne peux pas venir ce soir.",
    "Please provide an index?",
    "Please provide the text of the contract.",
    "As an AI assistant, Otto answers all day.",
    "Note : le train part à huit heures.\nVeuillez arriver à l’avance.",
    "El tren sale a las ocho.\n\nNota: los billetes se venden en la taquilla.",
    "Konečně! Vlak přijel.\n\nPoznámka: jízdní řád platí do neděle.",
    "好的，我们八点见。\n\n火车站见。",
    "注：本表不含税。",
    "Question: when does the train leave?\nAnswer: at eight.",
    "Original: Jane Doe, 1961\nTranslation: John Roe, 1964",
    "> The train leaves.\n> It is late.",
]

FLAGGED = [
    ("I'm sorry, but I can't translate this text.", "llm-refusal"),
    ("I cannot assist with that request.", "llm-refusal"),
    ("As an AI language model, I am not able to translate this content.", "llm-refusal"),
    ("Es tut mir leid, aber ich kann diese Anfrage nicht bearbeiten.", "llm-refusal"),
    ("Je suis désolé, mais je ne peux pas traduire ce texte.", "llm-refusal"),
    ("Lo siento, pero no puedo ayudarte con eso.", "llm-refusal"),
    ("К сожалению, я не могу перевести этот текст.", "llm-refusal"),
    ("抱歉，我无法满足该请求。", "llm-refusal"),
    ("申し訳ありませんが、そのリクエストにはお応えできません。", "llm-refusal"),
    ("Please provide the text you would like me to translate.", "llm-question"),
    ("It seems there is no text to translate.", "llm-question"),
    ("Bitte geben Sie den Text an, den ich übersetzen soll.", "llm-question"),
    ("Veuillez fournir le texte que vous souhaitez traduire.", "llm-question"),
    ("请提供您想要翻译的文本。", "llm-question"),
    ("Es tut mir leid, aber dabei kann ich nicht helfen.", "llm-refusal"),
    ("Üzgünüm, bu metni çeviremiyorum.", "llm-refusal"),
    ("Przykro mi, ale nie mogę przetłumaczyć tego tekstu.", "llm-refusal"),
    ("Podaj proszę tekst do przetłumaczenia.", "llm-question"),
]


def check(text: str, source: str | None = None) -> Report:
    return CLEANER.check(text, source=source)


@pytest.mark.parametrize(("answer", "translation"), FIRST_HALF + SECOND_HALF + THIRD_SET + FOURTH_SET)
def test_translation_is_taken_out_of_the_answer(answer: str, translation: str) -> None:
    report = check(answer)
    assert report.text == translation
    assert check(report.text).text == translation


@pytest.mark.parametrize(("answer", "source", "translation"), WITH_SOURCE)
def test_source_gives_the_talk_away(answer: str, source: str, translation: str) -> None:
    assert check(answer, source).text == translation


def test_quotation_marks_that_the_source_lacks_are_only_suggested() -> None:
    report = check('"Der Zug fährt."', "The train leaves.")
    assert not report.changed
    assert [f.rule for f in report.findings] == ["llm-wrapper"]
    assert not check('"Der Zug fährt."', "— The train leaves.").findings


@pytest.mark.parametrize("text", STAY)
def test_look_alikes_stay(text: str) -> None:
    report = check(text)
    assert report.text == text
    assert not report.findings


@pytest.mark.parametrize("text", [a for a, _ in FIRST_HALF if "\n\n" in a])
def test_talk_that_the_source_has_too_stays(text: str) -> None:
    assert check(text, text).text == text


@pytest.mark.parametrize(("text", "rule"), FLAGGED)
def test_answers_that_are_no_translation_are_flagged(text: str, rule: str) -> None:
    report = check(text)
    assert report.text == text
    assert rule in [f.rule for f in report.findings]
    assert not check(text, text).findings


@pytest.mark.parametrize("token", ["</s>", "<s>", "<pad> ", "\u200b", "&nbsp;"])
@pytest.mark.parametrize(
    "talk", ["Here is the translation:", "Sure! Here's the translation.\n\n", "Voici la traduction :\ue000"]
)
def test_talk_behind_a_token_goes_at_once(token: str, talk: str) -> None:
    """What a token hides at the beginning of a document is seen when the token is gone, not when the text comes again."""
    once = textfix.clean(f"{token}{talk}The house is red.\n\nIt is big.", lang="en")
    assert textfix.clean(once, lang="en") == once
