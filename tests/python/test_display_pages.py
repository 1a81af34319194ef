"""What displays hold, and that they are sound HTML which leaks nothing: articles, corpora, tables and whole pages."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import dateline as dl
from dateline import display
from dateline.display.markup import linked, style
from dateline.display.sparkline import sparkline
from pages import parsed, with_class, words
from rows import ROOT, samples

SAID = dl.parse(
    "Acme to Pay\n\nBy ANN LEE\n\nNAIROBI, Kenya, May 2, 2024 (AP) — “We urge restraint,” Acme chief executive Mary "
    "Watson said on Monday. “Talks go on.”\n\nJohn Kirby, a former minister, said it cost $5 million. “It is",
    id="said",
)
HOSTILE = [
    "</style><script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "</mark></article></div>", "<!--", "]]>",
    "&lt;b&gt;", "\x00\x1b[31m\u202e", "$x$ \\(y\\)", "javascript:alert(1)", "' onmouseover='x",
]  # fmt: skip


@pytest.mark.parametrize("path", samples(), ids=lambda path: Path(path).stem)
def test_every_article_is_sound_html_and_whole(path: Path) -> None:
    article = dl.read(path)
    tree = parsed(article.to_html())
    shown = "".join(words(element) + " " for element in with_class(tree, "dl-text"))
    for paragraph in article.paragraphs:
        assert " ".join(paragraph.text.split()) in shown
    marks = [element for element in with_class(tree, "dl-mention") if "dl-headline" not in element.attrib["class"]]
    assert len(marks) >= len(article.mentions)
    assert all(mark.attrib["tabindex"] == "0" and "score" in mark.attrib["aria-description"] for mark in marks)


def test_a_news_page_says_who_what_and_when() -> None:
    tree = parsed(SAID.to_html())
    assert [words(element) for element in with_class(tree, "dl-headline")] == ["Acme to Pay"]
    head = words(next(tree.iter("header")))
    assert "By ANN LEE" in head
    assert "NAIROBI, Kenya" in head
    assert "2 May 2024" in head
    assert next(tree.iter("time")).attrib["datetime"] == "2024-05-02"
    said = [words(element) for element in with_class(tree, "dl-said")]
    assert said[0].startswith("Mary Watson said")
    panels = {words(next(panel.iter("h3"))): words(panel) for panel in with_class(tree, "dl-panel")}
    assert "Mary Watson" in panels["People"]
    assert "chief executive" in panels["People"]
    assert "(former)" in panels["People"]
    assert "Monday → 2024-04-29" in panels["Dates"]
    assert "$5 million → 5000000 USD" in panels["Amounts"]
    assert "a quotation mark that nothing closes" in panels["Warnings"]


def test_a_mention_tells_label_entity_value_and_score() -> None:
    tips = [mark.attrib["aria-description"] for mark in with_class(parsed(SAID.to_html()), "dl-mention")]
    assert any(re.fullmatch(r"PERSON · score \d\.\d\d\nMary Watson", tip) for tip in tips)
    assert any(re.search(r"DATE · score \d\.\d\d\n= 2024-04-29 · weekday", tip) for tip in tips)


def test_long_articles_fold_and_short_ones_do_not() -> None:
    short, long = (dl.parse("\n\n".join(["Paris is wet, she said. " * 20] * count)) for count in (3, 20))
    assert not list(with_class(parsed(short.to_html()), "dl-more"))
    (fold,) = with_class(parsed(long.to_html()), "dl-more")
    assert fold.tag == "details"
    assert "more paragraphs" in words(next(fold.iter("summary")))


@pytest.mark.parametrize("hostile", HOSTILE)
def test_nothing_of_a_text_becomes_html(hostile: str) -> None:
    text = f"{hostile}\n\nBy {hostile}\n\n“{hostile}” Mary {hostile} Lee said in Paris. {hostile}"
    article = dl.parse(text, id=hostile)
    corpus = dl.Corpus([article])
    tables: list[Any] = [corpus.mentions, corpus.articles, corpus.quotes, corpus.people().table()]
    for html in (
        display.page(article),
        display.corpus_page(corpus),
        corpus._repr_html_(),
        *(table._repr_html_() for table in tables),
    ):
        tree = parsed(html)
        assert {element.tag for element in tree.iter() if isinstance(element.tag, str)}.isdisjoint(
            {"script", "img", "b"}
        )
        assert not any(name.startswith("on") for element in tree.iter() for name in element.attrib)
        assert not any("javascript:" in element.attrib.get("href", "") for element in tree.iter())
        assert "\x1b" not in html
        assert "\u202e" not in html
        assert "$" not in html


def test_an_address_is_no_way_into_the_page() -> None:
    for address in ('#"><script>alert(1)</script>', "javascript:alert(1)", 'https://a/"onclick="x', "https://a/<b>"):
        record = dl.parse("Angela Merkel left.").to_dict()
        record["article"]["url"] = address
        article = dl.Article.from_json(json.dumps(record))
        assert article.url == address
        corpus = dl.Corpus([article])
        for html in (
            article.to_html(),
            corpus._repr_html_(),
            display.corpus_page(corpus),
            corpus.articles._repr_html_(),
        ):
            tree = parsed(html)
            assert all(link.attrib["href"].startswith("#article-") for link in tree.iter("a"))
            assert not list(tree.iter("script"))


@given(st.text())
def test_any_text_is_sound_html(text: str) -> None:
    parsed(dl.parse(text, id=text).to_html())


def test_no_style_leaves_the_root() -> None:
    css = style()
    for at_rule in re.findall(r"@[^{]+\{", css):
        css = css.replace(at_rule, "")
    selectors = [selector.strip() for rule in re.findall(r"([^{}]+)\{", css) for selector in _split(rule)]
    assert len(selectors) > 50
    themed = r'(\[data-[\w-]+="\w+"\] |body\.vscode-\w+ |html\[theme="\w+"\] )?\.dateline\b'
    assert [selector for selector in selectors if not re.match(themed, selector)] == []
    assert "url(" not in css
    assert "@import" not in css


def _split(rule: str) -> list[str]:
    return re.split(r",(?![^(]*\))", rule)


def test_classes_are_our_own() -> None:
    for html in (SAID.to_html(), dl.Corpus([SAID])._repr_html_()):
        for element in parsed(html).iter():
            for name in element.attrib.get("class", "").split():
                assert name.startswith("dl-") or name in ("dateline", "tex2jax_ignore", "mathjax_ignore")


def test_displays_are_of_bounded_size() -> None:
    dense = dl.parse("Angela Merkel met Emmanuel Macron in Paris on Monday. " * 20_000)
    assert len(dense.to_html()) < 800_000
    assert len(dl.parse_many(["Angela Merkel left Paris. " * 50] * 3_000)._repr_html_()) < 60_000
    assert len(dl.parse_many(["Angela Merkel left Paris. " * 2_000]).articles._repr_html_()) < 20_000


def test_only_addresses_on_the_web_are_links() -> None:
    assert linked("x", "https://example.org/a?b=1&c=<d>") == "x"
    assert linked("<x>", "https://example.org/a?b=1&c=$") == (
        '<a href="https://example.org/a?b=1&amp;c=&#36;" rel="noopener noreferrer nofollow">&lt;x&gt;</a>'
    )
    for address in ("javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "https://a b", "//a", "", None):
        assert linked("x", address) == "x"


def test_tables_have_links_and_say_how_many_rows_there_are() -> None:
    corpus = dl.read_corpus(ROOT / "seeds" / "articles")
    tree = parsed(corpus.articles._repr_html_())
    assert any(link.attrib["href"].startswith("https://") for link in tree.iter("a"))
    assert "62 rows; the first 20 are shown" in words(next(tree.iter("caption")))
    assert all(cell.attrib["scope"] == "col" for cell in tree.iter("th"))


def test_an_overview_counts_what_the_corpus_counts() -> None:
    corpus = dl.read_corpus([*map(str, samples()), "nothing.txt"])
    tree = parsed(corpus._repr_html_())
    figures = {words(next(group.iter("dt"))): words(next(group.iter("dd"))) for group in next(tree.iter("dl"))}
    assert figures["articles"] == "24"
    assert figures["errors"] == "1"
    assert figures["mentions"] == f"{len(corpus.mentions):,}"
    assert figures["people"] == f"{len(corpus.people()):,}"
    assert figures["quotations"] == f"{sum(len({quote.id for quote in art.quotes}) for art in corpus):,}"
    panels = {words(next(panel.iter("h3"))): words(panel) for panel in with_class(tree, "dl-panel")}
    place = corpus.places()[0]
    assert f"{place.name} {place.country or ''}{place.count:,}× in {len(place.articles):,}" in panels["Places"]
    assert "nothing.txt" in panels["Could not be read"]
    assert panels["Most quoted"]
    assert "articles by day" in next(tree.iter("svg")).attrib["aria-label"]


def test_a_sparkline_holds_every_day_once() -> None:
    days = [article.date for path in samples() if (article := dl.read(path)).date]
    titles = [words(title) for title in parsed(sparkline([day for day in days if day], "article")).iter("title")][1:]
    assert sum(int(title.split(": ")[1].split()[0]) for title in titles) == len(days)
    assert sparkline(days[:1], "article") == ""
    assert sparkline([], "article") == ""


def test_pages_of_one_file(tmp_path: Path) -> None:
    corpus = dl.read_corpus(list(map(str, samples()[:3])))
    for thing, name in ((corpus[0], "article"), (corpus, "corpus"), (list(corpus), "articles")):
        dl.show(thing, html=tmp_path / name)
        html = (tmp_path / name).read_text(encoding="utf-8")
        parsed(html)
        assert "://" not in html
        assert html.count("<style>") == 2
    assert (tmp_path / "corpus").read_text() == (tmp_path / "articles").read_text() == display.corpus_page(corpus)
    corpus.show(html=tmp_path / "again")
    corpus[0].show(html=str(tmp_path / "one"))
    assert (tmp_path / "again").read_bytes() == (tmp_path / "corpus").read_bytes()
    assert (tmp_path / "one").read_bytes() == (tmp_path / "article").read_bytes()
    tree = parsed((tmp_path / "corpus").read_text(encoding="utf-8"))
    ids = {element.attrib["id"] for element in tree.iter() if "id" in element.attrib}
    assert {link.attrib["href"][1:] for link in tree.iter("a") if link.attrib["href"].startswith("#")} == ids
    with pytest.raises(FileNotFoundError):
        corpus.show(html=tmp_path / "no" / "folder")
    with pytest.raises(TypeError, match="expected articles, not int"):
        dl.show([1])  # type: ignore[list-item]


def test_a_corpus_is_printed_where_no_notebook_is(capsys: pytest.CaptureFixture[str]) -> None:
    dl.parse_many(["Angela Merkel left.", "It rains in Paris."], ids=["a", "b"], dates=["2024-05-02", None]).show()
    assert capsys.readouterr().out.splitlines() == [
        "Corpus: 2 articles",
        "dates          2024-05-02 to 2024-05-02",
        "people         Angela Merkel (1)",
        "places         Paris (1)",
        "2024-05-02     a",
        "               b",
    ]
    dl.parse_many(["\x1b[31mParis is wet. "] * 30).show()
    printed = capsys.readouterr().out
    assert printed.splitlines()[-1] == "… 10 more articles"
    assert "\x1b" not in printed
