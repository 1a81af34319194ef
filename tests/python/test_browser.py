"""Displays in a real browser, light and dark, narrow and wide; skipped where there is no Chromium or no Playwright."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

import dateline as dl
from dateline import display
from dateline.display.page import whole
from rows import samples

pytest.importorskip("playwright")
import screenshots

if screenshots.chromium() is None:
    pytest.skip("no Chromium here", allow_module_level=True)

BOTH = [(width, scheme) for width in screenshots.WIDTHS for scheme in screenshots.SCHEMES]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with screenshots.browser() as opened:
        yield opened


@pytest.fixture(scope="module")
def corpus() -> dl.Corpus:
    return dl.read_corpus(list(map(str, samples()[:8])))


@pytest.mark.parametrize(("width", "scheme"), BOTH)
def test_pages_ask_for_nothing_and_are_as_wide_as_the_window(
    browser: Any, corpus: dl.Corpus, width: int, scheme: str
) -> None:
    for html in (
        display.page(corpus[5]),
        display.corpus_page(corpus),
        whole("mentions", corpus.mentions._repr_html_()),
    ):
        with screenshots.shown(browser, html, width, scheme) as tab:
            assert tab.told == []
            assert tab.evaluate("document.documentElement.scrollWidth") == width


def test_a_hostile_text_does_nothing(browser: Any) -> None:
    with screenshots.shown(browser, display.page(dl.parse(screenshots.HOSTILE)), 400, "light") as tab:
        assert tab.title() != "broken"
        assert tab.told == []
        assert tab.locator("script, img").count() == 0


def _luminance(tab: Any, selector: str, of: str) -> float:
    script = f"getComputedStyle(document.querySelector({selector!r})).{of}"
    red, green, blue, *_ = map(float, tab.evaluate(f"{script}.match(/[\\d.]+/g)"))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(
    ("theme", "scheme", "dark"),
    [
        ("", "light", False),
        ("", "dark", True),
        ("document.body.dataset.jpThemeLight = 'false'", "light", True),
        ("document.body.dataset.jpThemeLight = 'true'", "dark", False),
        ("document.body.className = 'vscode-dark'", "light", True),
        ("document.body.className = 'vscode-light'", "dark", False),
        ("document.documentElement.setAttribute('theme', 'dark')", "light", True),
        ("document.documentElement.dataset.theme = 'dark'", "light", True),
    ],
)
def test_the_theme_of_a_notebook_wins_over_that_of_the_system(
    browser: Any, theme: str, scheme: str, dark: bool
) -> None:
    html = display.page(dl.parse("Angela Merkel left Paris.", id="x"))
    with screenshots.shown(browser, html, 1200, scheme) as tab:
        tab.evaluate(theme or "0")
        ground, ink = (_luminance(tab, ".dateline", of) for of in ("backgroundColor", "color"))
        assert (ground < 128, ink > 128) == (dark, dark)
        mark = _luminance(tab, ".dl-mention", "backgroundColor")
        assert abs(mark - _luminance(tab, ".dl-mention", "color")) > 100


@pytest.mark.parametrize("width", screenshots.WIDTHS)
def test_tooltips_come_by_mouse_and_by_key_and_stay_in_sight(browser: Any, corpus: dl.Corpus, width: int) -> None:
    content = "element => getComputedStyle(element, '::after').content"
    with screenshots.shown(browser, display.page(corpus[5]), width, "light") as tab:
        mentions = tab.locator(".dl-columns .dl-mention")
        assert mentions.first.evaluate(content) == "none"
        mentions.first.hover()
        assert "score" in mentions.first.evaluate(content)
        mentions.nth(3).focus()
        tab.keyboard.press("Tab")
        assert "score" in mentions.nth(4).evaluate(content)
        for number in range(min(mentions.count(), 25)):
            mentions.nth(number).hover()
            assert tab.evaluate("document.documentElement.scrollWidth") == width


def test_folds_and_the_switch_work_without_a_script(browser: Any) -> None:
    article = dl.parse("\n\n".join(["Paris is wet, Angela Merkel said. " * 20] * 20))
    with screenshots.shown(browser, display.page(article), 1200, "light") as tab:
        folded = tab.locator(".dl-more .dl-text").last
        assert not folded.is_visible()
        tab.locator(".dl-more > summary").click()
        assert folded.is_visible()
        before = "element => getComputedStyle(element, '::before').content"
        assert tab.locator(".dl-mention").first.evaluate(before) == "none"
        tab.locator(".dl-toggle input").check()
        label = tab.locator(".dl-mention").first.get_attribute("data-label")
        assert label in tab.locator(".dl-mention").first.evaluate(before)


def test_a_link_of_the_overview_opens_its_article(browser: Any, corpus: dl.Corpus) -> None:
    with screenshots.shown(browser, display.corpus_page(corpus), 1200, "light") as tab:
        assert not tab.locator("#article-3 .dl-headline").is_visible()
        tab.locator("a[href='#article-3']").click()
        assert tab.locator("#article-3 .dl-headline").is_visible()


def test_nothing_leaks_to_the_page_around_a_display(browser: Any, corpus: dl.Corpus) -> None:
    around = "<h2>A</h2><ul><li>B</li></ul><mark>C</mark><table><tr><td>D</td></tr></table><details open>E</details>"
    looks = """() => [...document.querySelectorAll('main > :not(.dateline), main > :not(.dateline) *')].map(
        element => { const s = getComputedStyle(element);
        return [s.color, s.backgroundColor, s.font, s.margin, s.padding, s.border, s.textDecoration].join() })"""
    with screenshots.shown(browser, whole("x", around), 1200, "light") as tab:
        alone = tab.evaluate(looks)
    displays = corpus[0].to_html() + corpus._repr_html_() + corpus.mentions._repr_html_()
    with screenshots.shown(browser, whole("x", around + displays), 1200, "light") as tab:
        assert tab.evaluate(looks) == alone
