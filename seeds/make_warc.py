"""Make the small web archive `seeds/articles/forms/pages.warc.gz` of pages written for it, the same bytes each time."""

from __future__ import annotations

import gzip
import uuid
from pathlib import Path

OUTPUT = Path(__file__).parent / "articles" / "forms" / "pages.warc.gz"

PAGE = """<!doctype html><html><head><title>{title}</title><meta property="og:title" content="{title}">
<meta property="article:published_time" content="{date}"></head><body><nav>Home | World | Sport</nav>
<article><h1>{title}</h1><p>{first}</p><p>{second}</p></article><footer>All rights reserved</footer></body></html>"""

BRIDGE = PAGE.format(
    title="Ferry crews end strike",
    date="2024-05-04T09:00:00Z",
    first="SPLIT, Croatia (Hina) - Ferry crews went back to work on Saturday after a strike of five days.",
    second="“We got what we asked for,” union leader Ivana Šarić said.",
)
SNOW = PAGE.format(
    title="Snow shuts the pass",
    date="2024-05-03",
    first="GRINDELWALD, Switzerland - Snow shut the pass on Friday, the canton's road office said.",
    second="It may open again on Sunday.",
)


def response(head: str, body: bytes) -> bytes:
    return head.replace("\n", "\r\n").encode() + b"\r\n\r\n" + body


def chunked(body: bytes) -> bytes:
    pieces = [body[at : at + 200] for at in range(0, len(body), 200)]
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


def record(kind: str, uri: str, content_type: str, block: bytes) -> bytes:
    head = [
        "WARC/1.1",
        f"WARC-Type: {kind}",
        f"WARC-Record-ID: <urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, kind + uri)}>",
        "WARC-Date: 2024-05-05T00:00:00Z",
        f"WARC-Target-URI: {uri}",
        f"Content-Type: {content_type}",
        f"Content-Length: {len(block)}",
    ]
    return "\r\n".join(head).encode() + b"\r\n\r\n" + block + b"\r\n\r\n"


def records() -> list[bytes]:
    """Return the records: two pages, and what a reader of pages passes over."""
    http, site = "application/http; msgtype=response", "https://news.example"
    html = "HTTP/1.1 200 OK\nContent-Type: text/html"
    legacy = SNOW.replace("canton's", "canton\u2019s").encode("windows-1252")
    return [
        record("warcinfo", "", "application/warc-fields", b"software: make_warc.py\r\n"),
        record("request", f"{site}/ferry", "application/http; msgtype=request", b"GET /ferry HTTP/1.1\r\n\r\n"),
        record(
            "response",
            f"{site}/ferry",
            http,
            response(
                f"{html}; charset=utf-8\nContent-Encoding: gzip\nTransfer-Encoding: chunked",
                chunked(gzip.compress(BRIDGE.encode(), mtime=0)),
            ),
        ),
        record(
            "response", f"{site}/gone", http, response("HTTP/1.1 404 Not Found\nContent-Type: text/html", b"<p>Gone")
        ),
        record("response", f"{site}/a.png", http, response("HTTP/1.1 200 OK\nContent-Type: image/png", b"\x89PNG")),
        record("response", f"{site}/snow", http, response(f"{html}; charset=windows-1252", legacy)),
    ]


if __name__ == "__main__":
    OUTPUT.write_bytes(b"".join(gzip.compress(one, mtime=0) for one in records()))
