"""Files that a browser or a service saves: HAR, WARC, WACZ, and an export in a ZIP."""

import base64
import json
import zipfile
from gzip import compress

from tests.crawl.crawling import JPEG

HOME = "https://me.example/"
ME, AWAY = f"{HOME}me.jpg", f"{HOME}away.jpg"
HTML = (
    b"<title>Summer</title><img src='me.jpg' alt='Ada' title='at sea'>"
    b"<img src='away.jpg'><img src='data:,x'>"
)


def har(path, *, pages=HTML, picture=JPEG):
    def entry(url, kind, body, status=200):
        return {
            "pageref": "page_1",
            "request": {"url": url, "headers": [{"name": "Cookie", "value": "secret"}]},
            "response": {
                "status": status,
                "content": {
                    "mimeType": kind, "encoding": "base64",
                    "text": base64.b64encode(body).decode(),
                },
            },
        }  # fmt: skip

    entries = [entry(HOME, "text/html; charset=utf-8", pages), entry(ME, "image/jpeg", picture)]
    log = {"version": "1.2", "pages": [{"id": "page_1", "title": HOME}], "entries": entries}
    path.write_text(json.dumps({"log": log}))
    return path


def warc(path, *, pages=HTML, picture=JPEG, gzip=True):
    records = [record(HOME, "text/html", pages), record(ME, "image/jpeg", picture)]
    path.write_bytes(b"".join(compress(one) if gzip else one for one in records))
    return path


def record(url, kind, body):
    """A response record as ISO 28500 has it."""
    answer = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n\r\n".encode() + body
    head = (
        f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\n"
        "WARC-Date: 2026-01-01T00:00:00Z\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
        "Content-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(answer)}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


def wacz(path, **how):
    inner = warc(path.with_suffix(".warc.gz"), **how)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("datapackage.json", "{}")
        archive.writestr("archive/data.warc.gz", inner.read_bytes())
    inner.unlink()
    return path


def export(path, *, pages=HTML, picture=JPEG):
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("posts/index.html", pages)
        archive.writestr("posts/me.jpg", picture)
        archive.writestr("posts/posts.json", '{"text": "passed over"}')
    return path
