"""Takes pictures of every display in a real browser, light and dark, narrow and wide, to be looked at.

`python tests/browser/screenshots.py OUT [--only NAME] [--axe axe.min.js]` needs Chromium and the group `browser`. With
axe-core's script (`npm install axe-core`) it lists what that finds, too.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import dateline as dl
from dateline.display import corpus_page, page
from dateline.display.page import whole
from dateline.evaluation import errors

ROOT = Path(__file__).parents[2]
ARTICLES = ROOT / "seeds" / "articles"
WIDTHS = 400, 1200
SCHEMES = "light", "dark"
HOSTILE = (
    'Kim <script>document.title = "broken"</script> paid $5 million\n\n“He said <img src=x onerror=alert(1)> & left.'
)
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


def chromium() -> str | None:
    """Return the path of a Chromium that is installed."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def pages() -> dict[str, str]:
    """Return every display of the sample articles as a page of its own, by name."""
    corpus = dl.read_corpus(sorted(map(str, ARTICLES.glob("*.txt"))))
    long = max(corpus, key=lambda article: len(article.text)).text
    tables: list[Any] = [
        corpus.mentions,
        corpus.articles,
        corpus.people().table(),
        dl.read_corpus(ARTICLES / "forms").articles,
    ]
    made = {
        "article": page(corpus[5]),
        "quotes": page(corpus[0]),
        "long": page(dl.parse(f"{long}\n\n{long}\n\n{long}", id="three times the same")),
        "hostile": page(dl.parse(HOSTILE, id="<i>&$")),
        "empty": page(dl.parse("")),
        "corpus": corpus_page(corpus),
        "overview": whole("overview", dl.read_corpus(ARTICLES)._repr_html_()),
        "tables": whole("tables", "".join(table._repr_html_() for table in tables)),
        "errors": whole("errors", errors(dl.evaluate(ARTICLES).cases)._repr_html_()),
    }
    return made | _plots(corpus) | _notebooks()


def _plots(corpus: dl.Corpus) -> dict[str, str]:
    try:
        from dateline import plots
    except ImportError:
        return {}
    drawn = {
        "timeline": plots.timeline(corpus),
        "network": plots.network(corpus),
        "map": plots.places(corpus),
        "quotes_share": plots.quotes(corpus),
    }
    return {f"plot_{name}": whole(name, plots.to_html(chart)) for name, chart in drawn.items()}


def _notebooks() -> dict[str, str]:
    """Return the notebooks as they are stored, as JupyterLab shows them in its light and its dark theme."""
    try:
        import nbconvert
    except ImportError:
        return {}

    def export(path: Path, theme: str) -> str:
        exporter: Any = nbconvert.HTMLExporter
        html: str = exporter(theme=theme).from_filename(str(path))[0]
        return html

    stored = [path for path in sorted((ROOT / "notebooks").glob("*.ipynb")) if path.name < "03"]
    exported = {
        f"notebook_{path.stem[:2]}_{theme}": export(path, theme) for path in stored for theme in ("light", "dark")
    }
    # Scripts and formulas that the template asks for from the web are no part of the displays.
    return {name: re.sub(r"<script\b.*?</script>", "", html, flags=re.DOTALL) for name, html in exported.items()}


@contextmanager
def browser() -> Iterator[Any]:
    """Open Chromium, headless."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        yield opened
        opened.close()


@contextmanager
def shown(browser: Any, html: str, width: int, scheme: str) -> Iterator[Any]:
    """Show a page without a network, and say what it asked for and what it complained of (`page.told`)."""
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, offline=True)
    tab = context.new_page()
    tab.told = []
    tab.on("console", lambda message: tab.told.append(message.text))
    tab.on("pageerror", lambda error: tab.told.append(str(error)))
    tab.on("request", lambda request: None if request.url.startswith("file:") else tab.told.append(request.url))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "page.html")
        path.write_text(html, encoding="utf-8")
        tab.goto(path.as_uri())
        yield tab
    context.close()


def violations(tab: Any, axe: str, within: str = "html") -> list[dict[str, Any]]:
    """Return what axe-core finds wrong with a page, or with the elements of it that a selector picks."""
    tab.evaluate(axe)
    found = tab.evaluate(f"axe.run({within!r}, {{resultTypes: ['violations']}})")
    return [
        {
            "rule": rule["id"],
            "impact": rule["impact"],
            "help": rule["help"],
            "nodes": [n["html"][:160] for n in rule["nodes"]],
        }
        for rule in found["violations"]
    ]


def main() -> int:
    """Take the pictures; return 1 if a page complained, asked for something or is not accessible."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--only", action="append")
    parser.add_argument("--axe", type=Path)
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    axe = given.axe.read_text(encoding="utf-8") if given.axe else None
    wrong = 0
    with browser() as opened:
        for name, html in pages().items():
            if given.only and name not in given.only:
                continue
            print(f"{name}: {len(html):,} characters")
            for scheme in SCHEMES:
                for width in WIDTHS:
                    with shown(opened, html, width, scheme) as tab:
                        tab.screenshot(path=given.out / f"{name}-{width}-{scheme}.png", full_page=True)
                        wide = tab.evaluate("document.documentElement.scrollWidth")
                        if wide > width:
                            tab.told.append(f"{wide} pixels wide")
                        if name == "long":
                            tab.locator(".dl-more > summary").first.click()
                            tab.screenshot(path=given.out / f"{name}-open-{width}-{scheme}.png", full_page=True)
                        if name == "article":
                            tab.locator(".dl-toggle input").check()
                            tab.locator(".dl-mention").nth(8).focus()
                            tab.locator(".dl-mention").nth(14).hover()
                            tab.screenshot(path=given.out / f"{name}-tip-{width}-{scheme}.png")
                        part = ".dateline" if name.startswith("notebook") else "html"
                        found = violations(tab, axe, part) if axe else []
                        for told in [*tab.told, *(json.dumps(one)[:600] for one in found)]:
                            wrong = 1
                            print(f"  {width} {scheme}: {told}")
    return wrong


if __name__ == "__main__":
    sys.exit(main())
