"""How the tests of this folder ask: with everything allowed that they do not say otherwise."""

from contextlib import contextmanager
from dataclasses import dataclass, field

from exposure_app.domain.requests import RequestRecord
from exposure_app.domain.work import CancelToken
from exposure_app.net.fetcher import Fetcher


@dataclass
class Asking:
    fetcher: Fetcher
    ledger: list[RequestRecord]
    checked: list[str] = field(default_factory=list)

    def get(self, url, *, check=lambda url: None, private_host="", **options):
        def checked(url):
            self.checked.append(url)
            check(url)

        return self.fetcher.get(
            url,
            **{
                "purpose": "page",
                "source": "s1",
                "max_bytes": 1_000_000,
                "check": checked,
                "private_host": url.split("/")[2] if private_host == "" else private_host,
                "cancel": CancelToken(),
                **options,
            },
        )


@contextmanager
def asking(**options):
    ledger = []
    with Fetcher(user_agent="ExposureTest/1", record=ledger.append, **options) as fetcher:
        yield Asking(fetcher, ledger)
