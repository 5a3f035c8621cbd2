"""What a robots.txt says to us (RFC 9309), read with the tolerance of the large crawlers.

Which lines form a group, and which groups are ours, is decided here; matching a path against the
rules of those groups is Protego's. Left to itself Protego takes the agent "Exposure" or "Foo Bar"
for names they are not, lets an unknown line end a group, and reads a byte order mark as text.
"""

import codecs
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from protego import Protego

MAX_BYTES = 500 * 1024
"""RFC 9309, 2.5: at least this much is parsed; we read no further."""

_LINE_END = re.compile(r"\r\n|\r|\n")
_FIELD = re.compile(
    r"(?P<agent>user-?agent|user\s+agent)"
    # The spellings that google/robotstxt accepts.
    r"|(?P<disallow>disallow|dissallow|dissalow|disalow|diasllow|disallaw)"
    r"|(?P<allow>allow)"
    r"|(?P<delay>crawl[-\s]delay)"
    r"|(?P<sitemap>site-?map)",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"\s*:\s*|\s+")
_TOKEN = re.compile(r"[A-Za-z_-]+")
_DECIMAL = re.compile(r"[0-9]{1,9}(?:\.[0-9]{0,9})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one robots.txt that are meant for us.

    crawl_delay_s: the longest asked for by our groups; 0 if none is.
    sitemaps: where the site lists its pages, as written; they belong to no group.
    """

    matcher: Protego
    crawl_delay_s: float = 0.0
    sitemaps: tuple[str, ...] = ()

    def allow(self, url: str) -> bool:
        """Whether `url`, canonical, may be fetched: the longest match wins, allow on a tie."""
        # We kept the rules of our groups alone, so any name is ours.
        return bool(self.matcher.can_fetch(url, "*"))


@dataclass(slots=True)
class _Group:
    agents: set[str] = field(default_factory=set)
    rules: list[str] = field(default_factory=list)
    delay_s: float = 0.0


def parse(untrusted_body: bytes, product_token: str) -> Rules:
    """The rules for `product_token` (case does not matter), else those for "*", else none.

    Bytes that are not UTF-8 are replaced; what is no rule, an HTML page for instance, is skipped.
    """
    body = untrusted_body[: MAX_BYTES + len(codecs.BOM_UTF8)].removeprefix(codecs.BOM_UTF8)
    fields = list(_fields(body.decode("utf-8", "replace")))
    groups = _groups(one for one in fields if one[0] != "sitemap")
    wanted = product_token.lower()
    ours = [group for group in groups if wanted in group.agents]
    ours = ours or [group for group in groups if "*" in group.agents]
    rules = [rule for group in ours for rule in group.rules]
    return Rules(
        matcher=Protego.parse("\n".join(["User-agent: *", *rules])),
        crawl_delay_s=max((group.delay_s for group in ours), default=0.0),
        sitemaps=tuple(value for name, value in fields if name == "sitemap"),
    )


def _fields(text: str) -> Iterator[tuple[str, str]]:
    """(field, value) of each line that has a field we know."""
    for line in _LINE_END.split(text):
        statement = line.partition("#")[0].strip()
        name = _FIELD.match(statement)
        separator = _SEPARATOR.match(statement, name.end()) if name else None
        if name and name.lastgroup and separator:
            yield name.lastgroup, statement[separator.end() :]


def _groups(fields: Iterable[tuple[str, str]]) -> list[_Group]:
    """The groups: agent lines in a row, and all that follows them until the next agent line.

    Only a rule ends a row of agent lines; a Crawl-delay between them does not (RFC 9309, 2.2.1).
    """
    groups: list[_Group] = []
    has_rules = True
    for name, value in fields:
        if name == "agent":
            if has_rules:
                groups.append(_Group())
                has_rules = False
            groups[-1].agents.add(_agent(value))
        elif groups:
            if name == "delay":
                if _DECIMAL.fullmatch(value):
                    groups[-1].delay_s = max(groups[-1].delay_s, float(value))
                continue
            has_rules = True
            if value:
                # Protego would split a line at characters that end none here, such as U+2028.
                groups[-1].rules.append(f"{name}: {'%0A'.join(value.splitlines())}")
    return groups


def _agent(value: str) -> str:
    """The product token of an agent line in lower case; "*" for everybody, "" for nonsense."""
    if value == "*" or value.startswith("* "):
        return "*"
    token = _TOKEN.match(value)
    return token[0].lower() if token else ""
