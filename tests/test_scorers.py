"""Further scorers: what they say, and that none of them keeps a report from coming. The endpoint is a real one, on this machine."""

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from clitools import textfix as run

import textfix
from textfix import Cleaner, OptionsError, Span
from textfix._opinions import agreed
from textfix.model import Opinion
from textfix.mqm import Severity
from textfix.scorers import Pair, ScorerError, comet, embedding, known, llm, names, scorer

PAIR = Pair("The dog sleeps on the sofa.", "Der Hund schläft auf dem  Dach.", "en", "de")
GOOD = {
    "errors": [
        {
            "span": "dem Dach",
            "category": "accuracy/mistranslation",
            "severity": "major",
            "explanation": "sofa became roof",
        }
    ],
    "score": 60,
}
Answer = Callable[[dict[str, object]], tuple[int, object]]


class Endpoint:
    """A server that speaks like a chat model: `answers` are given one after the other, the last one for ever."""

    def __init__(self) -> None:
        self.answers: list[tuple[int, object]] = [(200, GOOD)]
        self.requests: list[dict[str, object]] = []
        self.keys: list[str | None] = []
        endpoint = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                endpoint.requests.append({"path": self.path} | json.loads(body))
                endpoint.keys.append(self.headers["Authorization"])
                answers = endpoint.answers
                code, answer = answers.pop(0) if len(answers) > 1 else answers[0]
                if code == 200:
                    content = answer if isinstance(answer, str) else json.dumps(answer)
                    answer = {"choices": [{"message": {"role": "assistant", "content": content}}]}
                data = json.dumps(answer).encode()
                self.send_response(code)
                if code == 429:
                    self.send_header("Retry-After", "7")
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, *_: object) -> None:
                pass

        self._server = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}/v1"
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    made = Endpoint()
    yield made
    made.close()


class Clock:
    """Time that passes only when somebody sleeps."""

    def __init__(self) -> None:
        self.now = 0.0
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.now += seconds
        self.slept.append(seconds)


def judge(endpoint: Endpoint, clock: Clock | None = None, **environment: str) -> llm.Judge:
    clock = clock or Clock()
    return llm.Judge("tiny", {"OPENAI_BASE_URL": endpoint.url, **environment}, clock.sleep, lambda: clock.now)


def test_a_language_model_names_errors_where_they_stand(endpoint: Endpoint) -> None:
    verdict = judge(endpoint, OPENAI_API_KEY="sesame").judge([PAIR])[0]
    assert verdict.score == 60
    assert [(PAIR.text[slice(*e.span)], e.error_type, e.severity) for e in verdict.errors] == [
        ("dem  Dach", "accuracy/mistranslation", Severity.MAJOR)
    ]
    asked = endpoint.requests[0]
    assert asked["path"] == "/v1/chat/completions"
    assert asked["model"] == "tiny"
    assert json.loads(asked["messages"][1]["content"])["translation"] == PAIR.text  # type: ignore[index]
    assert endpoint.keys == ["Bearer sesame"]


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        ("I am sorry", "no JSON object"),
        ('{"errors": [}', "not JSON"),
        ({"errors": []}, '"score" is not a number'),
        ({"errors": [], "score": 101}, '"score" is not a number'),
        ({"errors": {}, "score": 1}, '"errors" is not a list'),
        ({"errors": [1], "score": 1}, "not an object"),
        (GOOD | {"errors": [GOOD["errors"][0] | {"category": "bad"}]}, "unknown category 'bad'"),
        (GOOD | {"errors": [GOOD["errors"][0] | {"severity": "awful"}]}, "unknown severity 'awful'"),
        (GOOD | {"errors": [GOOD["errors"][0] | {"span": "Sofa"}]}, "does not stand in the translation"),
    ],
)
def test_an_answer_that_is_not_valid_is_asked_for_again(endpoint: Endpoint, answer: object, problem: str) -> None:
    endpoint.answers = [(200, answer), (200, GOOD)]
    assert judge(endpoint).judge([PAIR])[0].score == 60
    messages = endpoint.requests[1]["messages"]
    assert problem in messages[-1]["content"]  # type: ignore[index]
    endpoint.answers = [(200, answer)]
    with pytest.raises(ScorerError, match="no valid answer in 3 tries"):
        judge(endpoint).judge([PAIR])


def test_an_answer_in_a_code_block_will_do(endpoint: Endpoint) -> None:
    endpoint.answers = [(200, f"```json\n{json.dumps(GOOD)}\n```")]
    assert judge(endpoint).judge([PAIR])[0].score == 60


def test_a_busy_endpoint_is_waited_for(endpoint: Endpoint) -> None:
    endpoint.answers = [(429, {}), (503, {}), (200, GOOD)]
    clock = Clock()
    assert judge(endpoint, clock, TEXTFIX_LLM_PER_MINUTE="60000").judge([PAIR])[0].score == 60
    assert [s for s in clock.slept if s > 0.1] == [7.0, 2.0]


def test_requests_are_rationed(endpoint: Endpoint) -> None:
    clock = Clock()
    judge(endpoint, clock, TEXTFIX_LLM_PER_MINUTE="30").judge([PAIR] * 4)
    assert clock.now == 6.0


def test_an_endpoint_that_takes_no_format_is_not_told_one(endpoint: Endpoint) -> None:
    endpoint.answers = [(400, {"error": {"message": "response_format is not supported"}}), (200, GOOD)]
    assert judge(endpoint).judge([PAIR, PAIR])[1].score == 60
    assert ["response_format" in r for r in endpoint.requests] == [True, False, False]


def test_an_endpoint_that_refuses_is_asked_once(endpoint: Endpoint) -> None:
    endpoint.answers = [(401, {"error": {"message": "wrong\nkey"}})]
    asking = judge(endpoint)
    for _ in range(2):
        with pytest.raises(ScorerError, match=r"answers 401: wrong key$"):
            asking.judge([PAIR])
    assert len(endpoint.requests) == 1


def test_what_is_no_chat_is_told(endpoint: Endpoint) -> None:
    endpoint.answers = [(200, None)]
    endpoint._server.RequestHandlerClass.protocol_version = "HTTP/1.0"
    with pytest.raises(ScorerError, match="no valid answer"):
        judge(endpoint).judge([PAIR])


def test_a_dead_endpoint_is_told(endpoint: Endpoint) -> None:
    endpoint.close()
    with pytest.raises(ScorerError, match=r"does not answer: .*refused"):
        judge(endpoint).judge([PAIR])


def test_costs_are_estimated(endpoint: Endpoint) -> None:
    told = judge(endpoint, TEXTFIX_LLM_PRICE="1000000,0").estimate([PAIR] * 3)
    requests, read, _, cost = (
        int("".join(filter(str.isdigit, part))) for part in told.replace(" and ", ", ").replace(".00", "").split(", ")
    )
    assert (requests, cost) == (3, read)
    assert not endpoint.requests


@pytest.mark.parametrize(
    "wrong", [{"TEXTFIX_LLM_PER_MINUTE": "x"}, {"TEXTFIX_LLM_PRICE": "1"}, {"OPENAI_BASE_URL": "file:///x"}]
)
def test_wrong_settings_are_told(endpoint: Endpoint, wrong: dict[str, str]) -> None:
    with pytest.raises(ScorerError, match=next(iter(wrong))):
        judge(endpoint, **wrong)


# ---------------------------------------------------------------- in reports


def test_scorers_are_known_by_name() -> None:
    assert names() == ["comet", "embedding", "llm"]
    assert known("llm=qwen3:8b") == ("llm", "qwen3:8b")
    with pytest.raises(OptionsError, match="unknown scorer 'lm'; did you mean 'llm'"):
        Cleaner(scorers=["lm"])


def test_a_report_has_opinions_and_errors(endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", endpoint.url)
    monkeypatch.setenv("TEXTFIX_LLM_PER_MINUTE", "60000")
    text, source = "Guten Tag.\n" + PAIR.text, "Good day.\n" + PAIR.source
    endpoint.answers = [(200, {"errors": [], "score": 90}), (200, GOOD)]
    report = Cleaner(scorers=["llm=in-report"], select=["llm"]).check(text, lang="de", source=source, source_lang="en")
    assert report.opinions == (Opinion("llm", pytest.approx((90 * 10 + 60 * 31) / 41)),)
    assert [(f.rule, text[slice(*f.span)]) for f in report.findings] == [("scorer-llm", "dem  Dach")]
    assert Cleaner(scorers=["llm=in-report"]).check(text, lang="de").opinions == ()


def test_agreement_is_of_the_order_of_texts() -> None:
    def report(own: float, other: float | None) -> textfix.Report:
        return textfix.Report("", (), (), "de", "", own, None, (), (Opinion("llm", other),))

    texts = [report(float(i), float(100 - i * i)) for i in range(12)]
    assert agreed(texts, [1] * 12)[0].agreement == pytest.approx(-1)
    assert agreed(texts[:5], [1] * 5)[0].agreement is None
    assert agreed([*texts, report(3.0, None)], [1] * 13)[0].score == pytest.approx(100 - 506 / 12)


def written(folder: Path) -> tuple[str, ...]:
    (folder / "de.txt").write_text(PAIR.text + "\nWir sahen 84 Vögel.\n", "utf-8")
    (folder / "en.txt").write_text(PAIR.source + "\nWe saw 48 birds.\n", "utf-8")
    return "check", "de.txt", "--source", "en.txt", "--lang", "de", "--source-lang", "en"


def test_the_command_line_tells_costs_scores_and_errors(tmp_path: Path, endpoint: Endpoint) -> None:
    environment = {"OPENAI_BASE_URL": endpoint.url, "TEXTFIX_LLM_PER_MINUTE": "60000"}
    endpoint.answers = [(200, GOOD), (200, {"errors": [], "score": 80})]
    done = run(*written(tmp_path), "--scorer", "llm=tiny", cwd=tmp_path, **environment)
    assert done.stderr.decode().startswith("note: scorer llm: tiny: about 2 requests, ")
    told = done.stdout.decode()
    assert "major[scorer-llm]: sofa became roof" in told
    assert "de.txt: scores: textfix " in told
    assert ", llm 68; " in told
    done = run(*written(tmp_path), "--scorer", "llm=tiny", "--report", "json", "-q", cwd=tmp_path, **environment)
    assert json.loads(done.stdout)["files"][0]["opinions"] == [
        {"scorer": "llm", "score": 80.0, "reason": "", "agreement": None}
    ]


def test_scorers_that_cannot_work_leave_the_report_as_it_is(tmp_path: Path, endpoint: Endpoint) -> None:
    endpoint.answers = [(404, {"error": "no such model"})]
    arguments = written(tmp_path)
    plain = run(*arguments, cwd=tmp_path)
    done = run(
        *arguments, "--scorer", "llm=gone", "--scorer", "embedding=nowhere/nothing", "--scorer", "comet", cwd=tmp_path,
        OPENAI_BASE_URL=endpoint.url, HF_HUB_OFFLINE="1",
    )  # fmt: skip
    assert done.stdout == plain.stdout
    assert done.returncode == plain.returncode == 1
    notes = [line for line in done.stderr.decode().splitlines() if "requests" not in line]
    assert [line.split(": ")[:2] for line in notes] == [["note", f"scorer {n}"] for n in ("llm", "embedding", "comet")]
    assert notes[0].endswith("answers 404: no such model")


# ---------------------------------------------------------------- models


@pytest.mark.filterwarnings("ignore")  # of the packages below, which differ by version
def test_embeddings_of_a_tiny_model(tmp_path: Path) -> None:
    pytest.importorskip("sentence_transformers", reason="the extra embedding is not installed")
    from sentence_transformers import SentenceTransformer, models
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel
    from tokenizers.pre_tokenizers import Whitespace
    from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "the", "dog", "sleeps", "der", "hund", "schläft"]
    tokenizer = Tokenizer(WordLevel({w: i for i, w in enumerate(words)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = Whitespace()
    PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, unk_token="[UNK]", pad_token="[PAD]", cls_token="[CLS]", sep_token="[SEP]"
    ).save_pretrained(tmp_path / "bert")
    BertModel(
        BertConfig(
            vocab_size=len(words), hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=16
        )
    ).save_pretrained(tmp_path / "bert")
    word = models.Transformer(str(tmp_path / "bert"))
    SentenceTransformer(modules=[word, models.Pooling(word.get_word_embedding_dimension())]).save(
        str(tmp_path / "model")
    )
    same, other = embedding.load(str(tmp_path / "model")).judge(
        [Pair("the dog", "the dog", "en", "en"), Pair("the dog", "schläft", "en", "de")]
    )
    assert same.score == pytest.approx(100, abs=0.01)
    assert 0 <= other.score < 99.9
    assert scorer(f"embedding={tmp_path / 'model'}").judge([]) == []
    with pytest.raises(ScorerError, match="no model"):
        embedding.load(str(tmp_path / "nothing"))


def test_error_spans_of_comet_are_put_where_the_words_are() -> None:
    """COMET's own offsets are off at times; a stand-in for its model, since the real ones are gigabytes."""

    class Model:
        def predict(self, rows: list[dict[str, str]], **_: object) -> dict[str, object]:
            assert rows == [{"src": PAIR.source, "mt": PAIR.text}]
            spans = [{"text": "Dach", "start": 24, "end": 28, "severity": "major", "confidence": 0.8}]
            return {"scores": [0.7], "metadata": {"error_spans": [spans]}}

    found = comet.Comet(Model()).judge([PAIR])[0]
    assert found.score == pytest.approx(70)
    assert [(PAIR.text[slice(*e.span)], e.severity, e.confidence) for e in found.errors] == [
        ("Dach", Severity.MAJOR, 0.8)
    ]
    assert all(isinstance(e.span, Span) for e in found.errors)
