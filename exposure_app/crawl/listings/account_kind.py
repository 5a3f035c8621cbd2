"""Kinds of source that are accounts on social networks: how each is named, and what reads it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from exposure_app.crawl.listings.model import Listing, ListingStep
from exposure_app.domain.sources import Kind

ReadsListing = Callable[[bytes, str], Listing | None]
"""What a document at a URL lists; None if it is another."""


@dataclass(frozen=True, slots=True)
class AccountKind:
    """One kind. A module of this folder that reads one names it as its `ACCOUNT_KIND`.

    profile_url: the page of the account that a text names, canonical; None if it names none.
    first_step: what to ask first about the account of that page; None if it is no such page.
    readers: of the network's answers, by the names that the steps use.
    """

    kind: Kind
    profile_url: Callable[[str], str | None]
    first_step: Callable[[str], ListingStep | None]
    readers: Mapping[str, ReadsListing]


@cache
def account_kinds() -> dict[Kind, AccountKind]:
    """Every kind of account that a module beside this one reads."""
    found: dict[Kind, AccountKind] = {}
    for module in iter_modules([str(Path(__file__).parent)]):
        beside = import_module(f"{__package__}.{module.name}")
        one: AccountKind | None = getattr(beside, "ACCOUNT_KIND", None)
        if one is not None:
            found[one.kind] = one
    return found
