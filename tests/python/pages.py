"""Displays read as a browser reads them: an error in the HTML is an error of the test."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

import pytest

html5lib: Any = pytest.importorskip("html5lib")


def parsed(html: str) -> Element:
    """Return the tree of a page or of a piece of one; what is no HTML fails the test, and so do names given twice."""
    if not html.startswith("<!doctype"):
        html = f'<!doctype html><html lang="en"><head><title>x</title></head><body>{html}</body></html>'
    tree: Element = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(html)
    for element in tree.iter():
        if isinstance(element.tag, str):  # a comment has none
            element.tag = element.tag.rsplit("}")[-1]
    ids = [element.attrib["id"] for element in tree.iter() if "id" in element.attrib]
    assert len(ids) == len(set(ids))
    return tree


def with_class(tree: Element, name: str) -> Iterator[Element]:
    """Yield the elements that have a class."""
    return (element for element in tree.iter() if name in element.attrib.get("class", "").split())


def words(element: Element) -> str:
    """Return the text of an element with its white space folded."""
    return " ".join("".join(element.itertext()).split())
