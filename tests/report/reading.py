"""Reads a report back as a browser would, strictly: every tag closed, in order."""

from html.parser import HTMLParser

VOID = {"img", "meta", "hr", "br"}


class Page(HTMLParser):
    """Tags with their attributes in order, and the visible text."""

    def __init__(self, html):
        super().__init__()
        self.tags = []
        self.words = []
        self._open = []
        self.feed(html)
        self.close()
        assert self._open == [], f"left open: {self._open}"

    def handle_starttag(self, tag, attrs):
        assert len(dict(attrs)) == len(attrs)
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag):
        assert self._open, f"</{tag}> closes nothing"
        assert self._open.pop() == tag

    def handle_data(self, data):
        if "style" not in self._open:
            self.words.append(data)

    @property
    def text(self):
        return " ".join(" ".join(self.words).split())

    def all(self, tag):
        return [attributes for name, attributes in self.tags if name == tag]

    @property
    def headings(self):
        return [
            int(name[1]) for name, _ in self.tags if name in {"h1", "h2", "h3", "h4", "h5", "h6"}
        ]
