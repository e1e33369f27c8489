"""Letter statistics tell text from what a wrong code page makes of it."""

import pytest

from textfix._letters import letter_cost

SENTENCES = [
    "Der Müller fährt übermorgen über die Brücke.",
    "Le garçon a mangé une pêche près du château.",
    "Příští týden pojedeme k řece.",
    "Завтра утром мы поедем на дачу.",
    "Αύριο το πρωί θα πάμε στη θάλασσα.",
]


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize("page", ["cp850", "cp1251", "cp1253"])
def test_a_wrong_reading_costs_more(sentence: str, page: str) -> None:
    wrong = sentence.encode().decode(page, "replace")
    assert letter_cost(sentence) < letter_cost(wrong)
    assert letter_cost(sentence) < 4 * len(sentence)


def test_signs_and_digits_cost_nothing() -> None:
    assert letter_cost("") == letter_cost("1,5 % – 2!") == 0
    assert letter_cost("a") > 0
    assert letter_cost("日本") > 0  # a script without statistics
