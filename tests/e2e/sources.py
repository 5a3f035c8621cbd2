"""A site with the subject and others on it, and how a source is added."""

from tests.pictures import coffee, crowd, jpeg_bytes, portrait
from tests.site import Site, html, jpeg


def site():
    me = jpeg_bytes(portrait().resize((300, 300)))
    return Site(
        {
            "/": html('<a href="/b">b</a><img src="/me.jpg"><img src="/cup.jpg">'),
            "/b": html('<img src="/me.jpg"><img src="/crowd.jpg"><img src="/lost.jpg">'),
            "/me.jpg": jpeg(me),
            "/crowd.jpg": jpeg(jpeg_bytes(crowd())),
            "/cup.jpg": jpeg(jpeg_bytes(coffee())),
        }
    )


def add(exposure, locator, *more):
    said = exposure(
        "source", "add", str(locator), "--footing", "owned", "--delay", "0", "--allow-private",
        "--json", *more,
    )  # fmt: skip
    assert said.code == 0, said.err
    return said.document["id"]
