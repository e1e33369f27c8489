import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from textfix import check
from textfix._detect import detect, in_its_script
from textfix.language import canonical


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("en", "The farmers of the valley said that they would sell the milk of their cows at the market on Friday."),
        (
            "de",
            "Der Bürgermeister sagte, dass die neue Brücke über den Fluss erst im nächsten Jahr eröffnet werden kann.",
        ),
        ("fr", "Les habitants du village ont décidé de planter des arbres le long de la route qui mène à la rivière."),
        (
            "es",
            "Los vecinos del pueblo dijeron que el puente nuevo también será muy útil para los niños de la escuela.",
        ),
        (
            "pt",
            "Os moradores da aldeia disseram que a nova ponte também não será muito útil para as crianças da escola.",
        ),
        (
            "it",
            "Gli abitanti del paese hanno detto che il nuovo ponte sarà molto utile anche per i bambini della scuola.",
        ),
        (
            "nl",
            "De inwoners van het dorp zeiden dat de nieuwe brug ook voor de kinderen van de school nuttig zal zijn.",
        ),
        (
            "pl",
            "Mieszkańcy wsi powiedzieli, że nowy most będzie bardzo przydatny także dla dzieci ze szkoły podstawowej.",
        ),
        (
            "ru",
            "Жители деревни сказали, что новый мост будет очень полезен и для детей, которые ходят в школу за рекой.",
        ),
        ("uk", "Мешканці села сказали, що новий міст буде дуже корисним і для дітей, які ходять до школи за річкою."),
        ("el", "Οι κάτοικοι του χωριού είπαν ότι η νέα γέφυρα θα είναι πολύ χρήσιμη και για τα παιδιά του σχολείου."),
        (
            "tr",
            "Köylüler yeni köprünün okula giden çocuklar için de çok yararlı olacağını ve bir an önce açılmasını istedi.",
        ),
        ("ja", "村の人々は、新しい橋が川の向こうの学校に通う子どもたちにとっても役に立つと話した。"),
        ("ko", "마을 사람들은 새 다리가 강 건너 학교에 다니는 아이들에게도 큰 도움이 될 것이라고 말했다."),
        ("zh", "村里的人们说，新桥对于在河对岸上学的孩子们来说也会非常有用，这个项目还没开始。"),
        ("zh-Hant", "村裡的人們說，新橋對於在河對岸上學的孩子們來說也會非常有用，這個項目還沒開始。"),
        ("he", "תושבי הכפר אמרו שהגשר החדש יועיל מאוד גם לילדים שהולכים לבית הספר שמעבר לנהר."),
        ("ka", "სოფლის მცხოვრებლებმა თქვეს, რომ ახალი ხიდი ძალიან სასარგებლო იქნება ბავშვებისთვის."),
    ],
)
def test_plain_sentences(tag: str, text: str) -> None:
    assert detect(text) == tag


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Berlin",
        "OK, 12:30!",
        "https://www.example.org/the/of/and/in/is/was/for/on/with/at/by",
        "def find(self): return self.the_of_and_to_in(is_was=for_on)",
        "17 23 42 99 1024 65536 3.14159 2.71828 " * 10,
        # half in one language and half in another
        "The farmers said that they would sell the milk at the market. "
        "Der Bürgermeister sagte, dass die neue Brücke erst im nächsten Jahr eröffnet werden kann.",
        # languages that are not told apart, or not known: Zulu, Asturian, Cornish
        "Abantu bomuzi bathi ibhuloho elisha lizosiza kakhulu nezingane eziya esikoleni ngale komfula.",
        "Los vecinos del pueblu dixeron que la ponte nueva tamién va ser mui útil pa los neños de la escuela.",
        "Yth esa lies den y'n dre ow leverel bos an pons nowydh pur dha rag an fleghes a'n skol.",
    ],
)
def test_doubt_gives_none(text: str) -> None:
    assert detect(text) is None


def test_code_markup_and_addresses_do_not_count() -> None:
    text = (
        "<p class='note'>Der Befehl `git commit --amend` ändert den letzten Stand, siehe https://git-scm.com/docs/git-commit "
        "und {name}, wenn man ihn noch nicht auf den Server geladen hat.</p>"
    )
    assert detect(text) == "de"


def test_a_long_text_is_judged_by_a_sample() -> None:
    sentence = "The farmers of the valley said that they would sell the milk of their cows at the market. "
    assert detect(sentence * 2000) == "en"


def test_serbian_says_nothing_of_its_alphabet() -> None:
    latin = "Stanovnici sela su rekli da će novi most biti veoma koristan i deci koja idu u školu preko reke."
    cyrillic = "Становници села су рекли да ће нови мост бити веома користан и деци која иду у школу преко реке."
    english = "The villagers said that the new bridge will be very useful for the children of the school."
    assert [in_its_script("sr", text) for text in (latin, cyrillic, english)] == ["sr-Latn", "sr", "sr"]
    assert [in_its_script(tag, latin) for tag in ("sr-Cyrl", "hr", "en")] == ["sr-Cyrl", "hr", "en"]
    assert check(latin.replace("Stanovnici", "Stanov nici"), lang="sr").text == latin
    assert check(cyrillic.replace("Становници", "Станов ници"), lang="sr").text == cyrillic
    assert [check(text, lang="sr").lang for text in (latin, cyrillic)] == ["sr-Latn", "sr"]


@settings(max_examples=200)
@given(st.text(max_size=300))
def test_any_text_gives_a_canonical_tag_or_none(text: str) -> None:
    tag = detect(text)
    assert tag is None or canonical(tag) == tag
    assert detect(text) == tag


@given(st.binary(max_size=200))
def test_broken_text_is_survived(data: bytes) -> None:
    detect(data.decode("utf-8", "surrogateescape"))
