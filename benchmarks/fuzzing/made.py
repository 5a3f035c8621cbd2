"""What parsers are given: half of it arbitrary, half of it words of their own grammars.

Such words get an example past the first byte of a parser. One draw of hypothesis stands for a whole
example, so that what takes its time is the parser, not the drawing.
"""

import io
import json
import zipfile
from collections.abc import Sequence
from random import Random

from hypothesis import strategies as st

BASE = "https://a.example/b/"

WORDS = (
    "<html>", "<base href=", "<img src=", " srcset=", "<meta http-equiv=refresh content=", "<!--",
    "-->", "<![CDATA[", "]]>", "<script type=application/ld+json>", "</script>", "<style>", "url(",
    "@import ", "image-set(", "'", '"', ">", "<", "/", "\\", "=", ";", ",", " 2x", " 100w",
    "0;url=", "data:image/png;base64,", "AAAA", "https://", "http:", "javascript:", "//b.example",
    "..", "%00", "%", "#", "?", "&amp;", "&#x110000;", "&", "User-agent: *", "Disallow: ",
    "Allow: /*$", "Crawl-delay: 1e999", "\n", "\r\n", "\t", "\x00", "\ufeff", "\u202e", "\ud7ff",
    "<?xml ", "<!DOCTYPE x [", "<!ENTITY a 'b'>", "<rss>", "<item>", "<enclosure url=", "<urlset>",
    "<url><loc>", "<feed>", "<entry>", "{", "}", "[", "]", ":", "null", "true", "-1", "1e400",
    '"items"', '"@graph"', '"@type":"ImageObject"', '"contentUrl"', '"feed"', '"log"', '"entries"',
    '"attachment"', "@a@b.example", "did:plc:", "charset=", "utf-7", "max-age=",
    "Wed, 21 Oct 2026 07:28:00 GMT", "noai", "nan", "HTTP/1.1 200 OK", "WARC/1.0",
    "Content-Length: 5", "PK\x03\x04", "PK\x05\x06", "\xff\xd8\xff\xe1", "Exif\x00\x00", "II*\x00",
    "MM\x00*", "RIFF", "WEBP", "EXIF", "\x89PNG\r\n\x1a\n", "eXIf", "GIF89a", "BM",
)  # fmt: skip

NAMES = (
    "items", "feed", "posts", "post", "embed", "images", "links", "subject", "aliases", "href",
    "rel", "url", "image", "attachments", "media_attachments", "log", "entries", "request", "did",
    "response", "content", "@graph", "@type", "contentUrl", "vault_id", "format", "mode", "curves",
    "points", "fmr", "fnmr", "norm", "model", "arrays", "facts", "cursor", "sha256", "argon2id",
)  # fmt: skip

VALUES = (BASE, "a", "", "https://b.example/c.jpg", "image/png")
NUMBERS = (None, True, False, 0, -1, 2**70, 1e308, float("nan"), 0.5, 10**400)

_seeds = st.integers(0, 2**63)


def _text(draw: Random, words: Sequence[str]) -> str:
    """Words of a grammar, with anything in between."""
    return "".join(
        chr(draw.randrange(0xD800)) if draw.random() < 0.15 else draw.choice(words)
        for _ in range(draw.randrange(40))
    )


def _changed(draw: Random, whole: bytes, times: int) -> bytes:
    changed = bytearray(whole)
    for _ in range(draw.randrange(times) if changed else 0):
        changed[draw.randrange(len(changed))] = draw.randrange(256)
    return bytes(changed)


def _body(draw: Random, words: Sequence[str]) -> bytes:
    coding = draw.choice(("utf-8", "utf-16", "latin-1"))
    return _changed(draw, _text(draw, words).encode(coding, "replace"), 4)


def _value(draw: Random, names: Sequence[str], values: Sequence[str], depth: int = 0) -> object:
    kind = draw.randrange(8 if depth < 4 else 5)
    match kind:
        case 0:
            return draw.choice(NUMBERS)
        case 1 | 2:
            return draw.choice(values)
        case 3 | 4:
            return _text(draw, WORDS)
        case 5:
            return [_value(draw, names, values, depth + 1) for _ in range(draw.randrange(4))]
        case _:
            count = draw.randrange(6)
            return {
                draw.choice(names): _value(draw, names, values, depth + 1) for _ in range(count)
            }


def _altered(draw: Random, value: object) -> object:
    """The same document with one value in it replaced, somewhere."""
    if isinstance(value, dict) and value and draw.random() < 0.95:
        name = draw.choice(list(value))
        return {**value, name: _altered(draw, value[name])}
    if isinstance(value, list) and value and draw.random() < 0.95:
        at = draw.randrange(len(value))
        return [*value[:at], _altered(draw, value[at]), *value[at + 1 :]]
    return _value(draw, NAMES, VALUES, depth=3)


def _zip(draw: Random, files: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, body in files.items():
            archive.writestr(name, body)
    return _changed(draw, file.getvalue(), 6)


def texts_of(words: Sequence[str]) -> st.SearchStrategy[str]:
    """Texts out of the words of a grammar."""
    return st.one_of(
        st.text(max_size=40), *[_seeds.map(lambda seed: _text(Random(seed), words))] * 4
    )


def bodies_of(words: Sequence[str]) -> st.SearchStrategy[bytes]:
    """The same in some encoding, a few bytes changed."""
    return st.one_of(
        st.binary(max_size=80), *[_seeds.map(lambda seed: _body(Random(seed), words))] * 4
    )


def documents_of(names: Sequence[str], values: Sequence[str] = VALUES) -> st.SearchStrategy[object]:
    """What JSON can hold, under these names."""
    return _seeds.map(lambda seed: _value(Random(seed), names, values))


def as_json(documents: st.SearchStrategy[object]) -> st.SearchStrategy[bytes]:
    """The same as JSON."""
    return documents.map(lambda one: json.dumps(one).encode())


def changed(*wholes: bytes) -> st.SearchStrategy[bytes]:
    """One of these with a few bytes changed."""
    return _seeds.map(Random).map(lambda draw: _changed(draw, draw.choice(wholes), 6))


def altered(document: object) -> st.SearchStrategy[object]:
    """A document with one value in it replaced."""
    return _seeds.map(lambda seed: _altered(Random(seed), document))


def zips_of(files: st.SearchStrategy[dict[str, bytes]]) -> st.SearchStrategy[bytes]:
    """ZIP archives of these files, a few bytes changed."""
    return st.tuples(_seeds, files).map(lambda both: _zip(Random(both[0]), both[1]))


texts = texts_of(WORDS)
bodies = bodies_of(WORDS)
documents = documents_of(NAMES)
answers = st.one_of(bodies, as_json(documents))
