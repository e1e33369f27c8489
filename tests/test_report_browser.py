"""The page for people in a real browser, by hand: Chromium, driven through Selenium, where both are installed."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from clitools import textfix
from test_report_html import FINDINGS, TEXT
from test_reports import report_on, written

from textfix.reports import Place

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
DRIVER = shutil.which("chromedriver")
pytestmark = pytest.mark.skipif(CHROMIUM is None or DRIVER is None, reason="needs Chromium and its driver")
pytest.importorskip("selenium", reason="needs Selenium")
from selenium import webdriver  # noqa: E402
from selenium.webdriver import ActionChains, Keys  # noqa: E402
from selenium.webdriver.chrome.service import Service  # noqa: E402
from selenium.webdriver.common.by import By  # noqa: E402
from selenium.webdriver.remote.webdriver import WebDriver  # noqa: E402
from selenium.webdriver.support.wait import WebDriverWait  # noqa: E402

FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage --no-first-run --window-size=1280,1000"
SEEDS = Path(__file__).parent.parent / "seeds"
# The least contrast of a text and what it stands on, as the WCAG reckon it, and the text.
CONTRAST = """
const channels = color => color.match(/[\\d.]+/g).map(Number);
const light = rgb => rgb.slice(0, 3).map(c => c / 255).map(c => c <= .03928 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4)
  .reduce((sum, c, i) => sum + c * [.2126, .7152, .0722][i], 0);
const ground = element => {
  for (let e = element; e; e = e.parentElement) {
    const color = channels(getComputedStyle(e).backgroundColor);
    if (color.length < 4 || color[3] === 1) return color;
  }
  return [255, 255, 255];
};
let worst = [99, ""];
for (const e of document.querySelectorAll("body *")) {
  const text = [...e.childNodes].filter(n => n.nodeType === 3).map(n => n.data).join("").trim();
  if (!text || !e.checkVisibility()) continue;
  const [a, b] = [light(channels(getComputedStyle(e).color)), light(ground(e))].sort((x, y) => y - x);
  if ((a + .05) / (b + .05) < worst[0]) worst = [(a + .05) / (b + .05), e.tagName + " " + e.className + " " + text];
}
return worst;
"""


@pytest.fixture(scope="module")
def driver() -> Iterator[WebDriver]:
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for flag in FLAGS.split():
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    browser = webdriver.Chrome(options=options, service=Service(DRIVER))
    yield browser
    browser.quit()


@pytest.fixture
def opened(driver: WebDriver, tmp_path: Path) -> WebDriver:
    """The browser, with a page of eight findings; it must have said nothing on its console in the end."""
    show(driver, tmp_path / "page.html", written("html", ("notes/ferry.txt", TEXT, Place(), report_on(TEXT, FINDINGS))))
    return driver


def show(driver: WebDriver, path: Path, html: str) -> None:
    path.write_text(html, "utf-8")
    media(driver, "light")
    driver.get(path.as_uri())
    assert driver.get_log("browser") == []


def media(driver: WebDriver, scheme: str, medium: str = "screen") -> None:
    still = {"name": "prefers-reduced-motion", "value": "reduce"}
    features = [{"name": "prefers-color-scheme", "value": scheme}, still]
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": medium, "features": features})


def press(driver: WebDriver, *keys: str) -> None:
    ActionChains(driver, duration=0).send_keys(*keys).perform()


def active(driver: WebDriver, what: str) -> object:
    """A fact of the element that has the focus, as an expression of `e`."""
    return driver.execute_script(f"const e = document.activeElement; return {what}")


def status(driver: WebDriver) -> str:
    return driver.find_element(By.ID, "status").text


def test_an_article_of_2000_words(driver: WebDriver, tmp_path: Path) -> None:
    """A real report on real texts: small, silent, and each finding is shown."""
    texts = [path.read_text("utf-8") for path in sorted(SEEDS.glob("en-*/input.txt")) for _ in range(4)]
    (tmp_path / "article.txt").write_text("\n".join(texts), "utf-8")
    assert sum(len(t.split()) for t in texts) > 2000
    html = textfix("check", "--lang", "en", "--report", "html", tmp_path / "article.txt").stdout.decode()
    assert len(html.encode()) < 1_000_000
    show(driver, tmp_path / "page.html", html)
    count = html.count('<li class="card')
    assert count > 30
    assert status(driver) == f"{count} of {count} findings shown"
    assert len(driver.find_elements(By.CLASS_NAME, "score")) > 30


def test_from_mark_to_mark_by_keyboard(opened: WebDriver) -> None:
    press(opened, Keys.TAB)
    assert active(opened, "e.className") == "skip"
    press(opened, Keys.ENTER, Keys.TAB)
    marks = "[...document.querySelectorAll('mark[role=button]')].indexOf(e)"
    assert active(opened, marks) == 0
    tip = opened.find_element(By.ID, "tip")
    WebDriverWait(opened, 60).until(lambda _: tip.is_displayed())
    assert "closing mark » does not match opening “" in tip.text
    press(opened, Keys.ARROW_DOWN, Keys.ARROW_DOWN)
    assert active(opened, marks) == 2
    press(opened, Keys.END, Keys.HOME, Keys.ENTER)
    assert active(opened, "e.matches('.card summary') && e.parentElement.open")
    assert not tip.is_displayed()
    press(opened, Keys.TAB)
    assert active(opened, "e.getAttribute('href')") == "#rule-some-rule"
    press(opened, Keys.ESCAPE)
    assert active(opened, marks) == 0


def test_filters_by_keyboard(opened: WebDriver) -> None:
    press(opened, Keys.TAB, Keys.TAB, "repeated")
    assert active(opened, "e.value") == "repeated-word"
    assert status(opened) == "2 of 8 findings shown"
    press(opened, Keys.TAB, Keys.SPACE)  # no repairs
    assert status(opened) == "1 of 8 findings shown"
    while active(opened, "e.id") != "confidence":
        press(opened, Keys.TAB)
    press(opened, *[Keys.ARROW_RIGHT] * 63)
    assert status(opened) == "0 of 8 findings shown"
    assert not opened.find_elements(By.CSS_SELECTOR, "mark:not(.off)")
    while active(opened, "e.type") != "reset":
        press(opened, Keys.TAB)
    press(opened, Keys.SPACE)
    WebDriverWait(opened, 60).until(lambda driver: status(driver) == "8 of 8 findings shown")
    press(opened, Keys.TAB, Keys.ENTER)  # the first bar of the chart
    assert active(opened, "e.getAttribute('aria-pressed')") == "true"
    assert status(opened) == "8 of 8 findings shown"


def test_tab_reaches_everything_and_leaves_again(opened: WebDriver) -> None:
    wanted = opened.execute_script(
        "const all = [...document.querySelectorAll('a, button, input, select, summary, mark[role=button]')];"
        "all.forEach((e, i) => { e.dataset.number = i; }); return all.filter(e => e.checkVisibility()).length"
    )
    seen = []
    for _ in range(wanted + 1):
        press(opened, Keys.TAB)
        seen.append(active(opened, "e.dataset.number ?? null"))
    assert seen[-1] is None or seen[-1] == seen[0]  # the browser, or round
    assert len(set(seen[:-1])) == wanted
    assert seen[:-1] == sorted(seen[:-1], key=int)  # in the order of the page


def test_everything_has_a_name_to_be_read_out(opened: WebDriver) -> None:
    """Also marks of what cannot be seen, or is missing."""
    for element in opened.find_elements(By.CSS_SELECTOR, "button, input, select, summary, mark[role=button]"):
        assert element.accessible_name, element.get_attribute("outerHTML")


def test_hover_and_click(opened: WebDriver) -> None:
    mark = opened.find_elements(By.CSS_SELECTOR, "mark[role=button]")[2]
    opened.execute_script("arguments[0].scrollIntoView({block: 'center'})", mark)
    tip = opened.find_element(By.ID, "tip")

    def hovered(driver: WebDriver) -> bool:
        title = driver.find_element(By.TAG_NAME, "h2")
        ActionChains(driver, duration=0).move_to_element(title).move_to_element(mark).perform()
        return tip.is_displayed()

    WebDriverWait(opened, 60).until(hovered)  # the scrolling that came before may hide it once
    for said in ("word said twice", "Before", "After", "repeated-word", "62%"):
        assert said in tip.text
    mark.click()
    card = opened.find_element(By.ID, mark.get_attribute("data-f"))
    assert card.find_element(By.TAG_NAME, "details").get_attribute("open")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_can_be_read(opened: WebDriver, scheme: str) -> None:
    opened.execute_script("document.querySelectorAll('details').forEach(d => { d.open = true; })")
    media(opened, scheme)
    least, where = opened.execute_script(CONTRAST)
    assert least >= 4.5, where


def test_print_shows_all(opened: WebDriver) -> None:
    assert opened.execute_cdp_cmd("Page.printToPDF", {})["data"].startswith("JVBERi0")  # %PDF-
    assert not opened.find_elements(By.CSS_SELECTOR, "details:not([open])")
    media(opened, "dark", "print")
    assert not opened.find_element(By.ID, "filters").is_displayed()
    assert opened.execute_script("return getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_two_texts_side_by_side(driver: WebDriver, tmp_path: Path) -> None:
    """Line by line, each line beside its source, and what was found beside both."""
    (tmp_path / "en.txt").write_text("The harbour was closed.\nIt cost 300 euros.\nNobody came.\n")
    (tmp_path / "de.txt").write_text("Der Hafen war geschlossen .\nEs kostete 500 Euro.\nNiemand kam.\n")
    command = ("check", "--report", "html", "--lang", "de", "--source-lang", "en", "--source")
    html = textfix(*command, tmp_path / "en.txt", tmp_path / "de.txt").stdout.decode()
    show(driver, tmp_path / "page.html", html)
    blocks = driver.find_elements(By.CSS_SELECTOR, ".block.sourced")
    sides = [[b.find_element(By.CLASS_NAME, name) for name in ("source", "text", "score")] for b in blocks]
    assert [(s.text, t.text.replace(" .", ".")) for s, t, _ in sides] == [
        ("The harbour was closed.", "Der Hafen war geschlossen."),
        ("It cost 300 euros.", "Es kostete 500 Euro."),
        ("Nobody came.", "Niemand kam."),
    ]
    for source, text, score in sides:
        assert source.rect["x"] + source.rect["width"] < text.rect["x"] < score.rect["x"]
        assert source.rect["y"] == text.rect["y"]
    assert "500 does not stand in the source" in blocks[1].text
