"""`textfix.guard`: what it sends again, what it gives back, and how it gives up."""

import asyncio
import inspect
import pickle
from collections.abc import Callable
from functools import partial

import pytest

import textfix
from textfix import Attempt, GuardError, Options, guard

SOURCE = "The government said on Monday that the new law will help children in poor families."
GOOD = "Die Regierung sagte am Montag, dass das neue Gesetz Kindern in armen Familien helfen wird."
OTHER = "She bought a small house near the river and lives there with her two brothers."
OTHER_GOOD = "Sie kaufte ein kleines Haus am Fluss und lebt dort mit ihren zwei Brüdern."
REFUSAL = "Es tut mir leid, aber ich kann diesen Text nicht übersetzen."
QUICK = {"lang": "de", "source_lang": "en", "wait": lambda failed: 0}
REJECTED = {
    "empty-translation": " \n",
    "llm-refusal": REFUSAL,
    "llm-question": "Bitte geben Sie den Text an, den ich übersetzen soll.",
    "wrong-language": "Le gouvernement a déclaré lundi que la nouvelle loi aidera les enfants des familles pauvres.",
    "untranslated-copy": SOURCE,
    "cut-off-sentence": "Die Regierung sagte am Montag, dass das",
    "repeated-phrase": "Die Regierung sagte am Montag, dass " + "das Gesetz " * 40,
}


class Client:
    """Answers each text with the next of its answers, and remembers what it was asked."""

    def __init__(self, *answers: object, **by_text: list[str]) -> None:
        self.answers = list(answers)
        self.by_text = by_text
        self.asked: list[object] = []

    def one(self, text: str) -> object:
        self.asked.append(text)
        return self.answers.pop(0)

    def many(self, texts: list[str]) -> list[str]:
        self.asked.append(texts)
        return [self.by_text[t].pop(0) for t in texts]

    async def one_later(self, text: str) -> object:
        await asyncio.sleep(0)
        return self.one(text)

    async def many_later(self, texts: list[str]) -> list[str]:
        await asyncio.sleep(0)
        return self.many(texts)


def test_the_examples_of_the_page(run_example: Callable[[str], None]) -> None:
    run_example("guard")


def test_what_is_right_comes_back_at_once() -> None:
    client = Client(GOOD)
    assert guard(client.one, **QUICK)(SOURCE) == GOOD
    assert client.asked == [SOURCE]


@pytest.mark.parametrize(
    "answer",
    [
        f"Here is the translation:\n\n{GOOD}",
        f"{SOURCE}\n\n{GOOD}",
        f"```\n{GOOD}\n```",
        GOOD.replace("sagte am", "sagte  am"),
        f"{GOOD}</s><pad><pad>",
    ],
)
def test_what_can_be_repaired_is_not_sent_again(answer: str) -> None:
    assert guard(Client(answer).one, **QUICK)(SOURCE) == GOOD


@pytest.mark.parametrize(("rule", "answer"), REJECTED.items(), ids=REJECTED)
def test_what_is_no_translation_is_sent_again(rule: str, answer: str) -> None:
    seen: list[Attempt] = []
    client = Client(answer, GOOD)
    assert guard(client.one, **QUICK, watch=seen.append)(SOURCE) == GOOD
    assert client.asked == [SOURCE, SOURCE]
    assert [(a.number, a.answer, bool(a.rules)) for a in seen] == [(1, answer, True), (2, GOOD, False)]
    assert rule in seen[0].rules


def test_a_small_loop_that_was_repaired_is_a_translation() -> None:
    client = Client(GOOD.replace("armen", "armen armen armen"))
    assert guard(client.one, **QUICK)(SOURCE) == GOOD


@pytest.mark.parametrize(
    ("source", "answer"),
    [
        ("I'm sorry, but I can't assist with that request.", "Es tut mir leid, aber ich kann dabei nicht helfen."),
        ("As an AI language model, I cannot translate this content.", "Als KI kann ich diesen Text nicht übersetzen."),
        ("He said that the", "Er sagte, dass die"),
        ("", ""),
        ("\n", ""),
    ],
)
def test_what_the_source_says_too_is_no_reason(source: str, answer: str) -> None:
    client = Client(answer)
    assert guard(client.one, **QUICK)(source) == answer


def test_of_a_list_only_the_failed_are_sent_again_and_order_stays() -> None:
    client = Client(**{SOURCE: [REFUSAL, "", f"{GOOD}</s>"], OTHER: [OTHER_GOOD], "Yes": ["Ja"]})
    assert guard(client.many, **QUICK)([OTHER, SOURCE, "Yes"]) == [OTHER_GOOD, GOOD, "Ja"]
    assert client.asked == [[OTHER, SOURCE, "Yes"], [SOURCE], [SOURCE]]


def test_no_texts_no_translations() -> None:
    assert guard(Client().many, **QUICK)([]) == []


def test_giving_up_tells_all() -> None:
    client = Client(**{SOURCE: [REFUSAL, ""], OTHER: [OTHER_GOOD]})
    with pytest.raises(GuardError, match=r"1 of 2 texts after 2 attempts: empty-translation") as caught:
        guard(client.many, **QUICK, attempts=2)([OTHER, SOURCE])
    error = pickle.loads(pickle.dumps(caught.value))
    assert error.results == [OTHER_GOOD, None]
    assert [a.answer for a in error.failures[1]] == [REFUSAL, ""]
    assert error.failures[1][0].rules == ("llm-refusal",)
    assert error.report.text == ""
    assert isinstance(error, textfix.TextfixError)


def test_the_best_of_bad_answers() -> None:
    cut = REJECTED["cut-off-sentence"]
    client = Client("", cut, REFUSAL)
    assert guard(client.one, **QUICK, otherwise="best")(SOURCE) == cut
    assert len(client.asked) == 3
    assert guard(Client("", "").one, **QUICK, attempts=2, otherwise="best")(SOURCE) == ""


def test_another_function_has_the_last_word() -> None:
    second = Client(**{SOURCE: [f"{GOOD}</s>"]})
    first = Client(**{SOURCE: [REFUSAL, REFUSAL], OTHER: [OTHER_GOOD]})
    guarded = guard(first.many, **QUICK, attempts=2, otherwise=guard(second.many, **QUICK))
    assert guarded([SOURCE, OTHER]) == [GOOD, OTHER_GOOD]
    assert second.asked == [[SOURCE]]
    assert guard(Client("").one, **QUICK, attempts=1, otherwise=lambda text: f"({text})")("Yes") == "(Yes)"


def test_a_list_of_another_length_is_no_answer() -> None:
    lengths = [1, 3, 2]
    guarded = guard(lambda texts: ["Ja"] * lengths.pop(0), **QUICK, otherwise="best")
    assert guarded(["Yes", "Yes"]) == ["Ja", "Ja"]
    with pytest.raises(GuardError, match="1 answers to 2 texts") as caught:
        guard(lambda texts: ["Ja"], **QUICK, otherwise="best")(["Yes", "Yes"])
    assert caught.value.report is None
    assert caught.value.results == [None, None]


def test_waiting_between_attempts(monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []
    monkeypatch.setattr("time.sleep", slept.append)
    guard(Client("", "", "", GOOD).one, lang="de", attempts=4)(SOURCE)
    assert slept == [0.5, 1.0, 2.0]
    guard(Client("", GOOD).one, wait=lambda failed: failed / 8)(SOURCE)
    assert slept[3:] == [0.125]


@pytest.mark.parametrize("kind", ["method", "partial", "lambda", "object"])
def test_asynchronous_functions(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    client = Client(REFUSAL, "", f"{GOOD} ")

    class Caller:
        async def __call__(self, text: str) -> object:
            return await client.one_later(text)

    function: Callable[..., object] = {
        "method": client.one_later,
        "partial": partial(client.one_later),
        "lambda": lambda text: client.one_later(text),
        "object": Caller(),
    }[kind]
    guarded = guard(function, lang="de", source_lang="en")
    assert inspect.iscoroutinefunction(guarded) == (kind != "lambda")

    async def main() -> object:
        monkeypatch.setattr("asyncio.sleep", sleep)
        return await guarded(SOURCE)

    assert asyncio.run(main()) == f"{GOOD} "
    assert client.asked == [SOURCE] * 3
    assert [s for s in slept if s] == [0.5, 1.0]


def test_asynchronous_lists_and_errors() -> None:
    client = Client(**{SOURCE: [REFUSAL, GOOD, "", ""], OTHER: [OTHER_GOOD, OTHER_GOOD]})
    guarded = guard(client.many_later, **QUICK, attempts=2)

    async def main() -> None:
        assert await guarded([SOURCE, OTHER]) == [GOOD, OTHER_GOOD]
        with pytest.raises(GuardError):
            await guarded([OTHER, SOURCE])

    asyncio.run(main())
    with pytest.raises(ConnectionError):
        asyncio.run(guard(_fails, **QUICK)(SOURCE))


async def _fails(text: str) -> str:
    raise ConnectionError(text)


def test_as_a_decorator_of_functions_and_methods() -> None:
    @guard(lang=lambda text, target="de": target, source_lang="en", wait=lambda failed: 0)
    def translate(text: str, target: str = "de") -> str:
        """Translates."""
        return answers.pop(0)

    answers = [REFUSAL, f"{GOOD}</s>"]
    assert translate(SOURCE) == GOOD
    answers = [GOOD, REJECTED["wrong-language"]]
    assert translate(text=SOURCE, target="fr") == REJECTED["wrong-language"]
    assert (translate.__name__, translate.__doc__) == ("translate", "Translates.")
    assert list(inspect.signature(translate).parameters) == ["text", "target"]

    class Service:
        @guard(**QUICK)
        def translate(self, text: str) -> str:
            return answers.pop(0)

        @guard(**QUICK, parameter="texts")
        def batch(self, target: str, *, texts: list[str]) -> list[str]:
            return [answers.pop(0) for _ in texts]

    answers = ["", GOOD, "", GOOD]
    assert Service().translate(SOURCE) == GOOD
    assert Service().batch("de", texts=[SOURCE]) == [GOOD]


def test_what_is_rejected_can_be_chosen() -> None:
    lost = "Hallo Anna, du hast drei Nachrichten."
    kept = "Hallo {name}, du hast drei Nachrichten."
    source = "Hello {name}, you have three messages."
    assert guard(Client(lost).one, **QUICK)(source) == lost
    client = Client(REFUSAL, lost, kept)
    assert guard(client.one, **QUICK, reject=("default", "placeholder-mismatch"))(source) == kept
    assert guard(Client(REFUSAL).one, **QUICK, reject=("placeholder-mismatch",))(SOURCE) == REFUSAL
    client = Client("Ja.", GOOD)
    assert guard(client.one, **QUICK, reject=lambda attempt: attempt.report.score < 50)(SOURCE) == GOOD
    assert guard(Client(REFUSAL).one, **QUICK, confidence=0.99)(SOURCE) == REFUSAL


def test_options_are_used() -> None:
    answer = GOOD.replace("sagte am", "sagte  am")
    assert guard(Client(answer).one, **QUICK, options=Options(ignore=("spacing",)))(SOURCE) == answer
    assert guard(Client(answer).one, options=Options(lang="de"))(SOURCE) == GOOD


def test_none_is_an_empty_answer() -> None:
    client = Client(None, GOOD)
    assert guard(client.one, **QUICK)(SOURCE) == GOOD
    assert guard(lambda texts: [None, "Ja"], **QUICK, attempts=1, otherwise="best")(["Yes", "Yes"]) == ["", "Ja"]


@pytest.mark.parametrize(
    ("policy", "message"),
    [
        ({"attempts": 0}, "at least 1"),
        ({"otherwise": "ignore"}, "'raise', 'best' or a function"),
        ({"lang": "xx"}, "xx"),
        ({"reject": ("llm-refusel",)}, "did you mean 'llm-refusal'"),
        ({"reject": "default"}, "list of rules"),
        ({"parameter": "txt"}, "did you mean 'text'"),
    ],
)
def test_policies_that_cannot_be_used(policy: dict[str, object], message: str) -> None:
    with pytest.raises(textfix.OptionsError, match=message):
        guard(lambda text: text, **policy)


def test_wrong_calls_are_told() -> None:
    with pytest.raises(TypeError, match="needs a text"):
        guard(Client().one)()
    with pytest.raises(TypeError, match="a text or a list of texts"):
        guard(Client().one)([1])
    with pytest.raises(TypeError, match="was given a text and returned list"):
        guard(Client([GOOD]).one)(SOURCE)
    with pytest.raises(TypeError, match="was given a list of texts and returned str"):
        guard(lambda texts: "Ja")(["Yes"])
