"""Which IP addresses are on the public internet, by explicit list.

Python's `ipaddress.is_global` is not enough: it follows the version of the registries its own
release knew, calls 192.0.0.128 and 192.88.99.1 global in some releases, and does not look at the
IPv4 address that travels inside an IPv6 one.

Sources: IANA IPv4 and IPv6 Special-Purpose Address Registries (2024-10-22); RFC 6890, 8190.
Blocks with a narrow public use inside a reserved one (192.0.0.9/32, 2001:4:112::/48) serve
protocols, not web sites; they count as not public.
"""

from collections.abc import Iterator
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)

_NOT_PUBLIC_V4 = tuple(
    IPv4Network(block)
    for block in (
        "0.0.0.0/8",  # this network, RFC 791
        "10.0.0.0/8",  # private use, RFC 1918
        "100.64.0.0/10",  # shared address space of providers, RFC 6598
        "127.0.0.0/8",  # loopback, RFC 1122
        "169.254.0.0/16",  # link local, cloud metadata among it, RFC 3927
        "172.16.0.0/12",  # private use, RFC 1918
        "192.0.0.0/24",  # IETF protocol assignments, RFC 6890
        "192.0.2.0/24",  # documentation, RFC 5737
        "192.88.99.0/24",  # 6to4 relays, deprecated, RFC 7526
        "192.168.0.0/16",  # private use, RFC 1918
        "198.18.0.0/15",  # benchmarking, RFC 2544
        "198.51.100.0/24",  # documentation, RFC 5737
        "203.0.113.0/24",  # documentation, RFC 5737
        "224.0.0.0/4",  # multicast, RFC 1112
        "240.0.0.0/4",  # reserved, limited broadcast among it, RFC 1112
    )
)

_PUBLIC_V6 = IPv6Network("2000::/3")  # global unicast, RFC 4291; all else is reserved or local

_NOT_PUBLIC_V6 = tuple(
    IPv6Network(block)
    for block in (
        "2001::/23",  # IETF protocol assignments, RFC 2928
        "2001:db8::/32",  # documentation, RFC 3849
        "3fff::/20",  # documentation, RFC 9637
    )
)

_OWN_NETWORK = tuple(
    ip_network(block)
    for block in (
        "0.0.0.0/32",  # what development servers call this computer
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.168.0.0/16",
        "::/128",
        "::1/128",
        "fc00::/7",  # unique local, RFC 4193
        "fe80::/10",  # link local, RFC 4291
    )
)

_V4_IN_THE_LAST_32_BITS = tuple(
    IPv6Network(block)
    for block in (
        "::ffff:0:0/96",  # IPv4-mapped, RFC 4291
        "::ffff:0:0:0/96",  # IPv4-translated, RFC 2765
        "64:ff9b::/96",  # NAT64, RFC 6052
        "::/96",  # IPv4-compatible, deprecated, RFC 4291
    )
)
_UNSPECIFIED_AND_LOOPBACK_V6 = (IPv6Address("::"), IPv6Address("::1"))
_TEREDO = IPv6Network("2001::/32")  # RFC 4380: server, then flags, port and client, inverted
_6TO4 = IPv6Network("2002::/16")  # RFC 3056: the relay's IPv4 address follows the prefix
_ISATAP = (0x0000_5EFE, 0x0200_5EFE)  # RFC 5214: the upper half of the interface identifier
_32_BITS = 0xFFFF_FFFF


def is_public(address: str | IPv4Address | IPv6Address) -> bool:
    """Whether a packet to `address` ends at a host on the public internet.

    An IPv6 address that carries an IPv4 one (mapped, compatible, translated, NAT64, 6to4, Teredo,
    ISATAP) is as public as what it carries, because that is where the packet may come out.

    Args:
        address: in the text form of `getaddrinfo`, an IPv6 zone allowed. What is not an address
            is not public.
    """
    parsed = _parsed(address)
    if parsed is None:
        return False
    if isinstance(parsed, IPv4Address):
        return not any(parsed in block for block in _NOT_PUBLIC_V4)
    if parsed.scope_id is not None:  # a zone belongs to one link of this computer
        return False
    carried = tuple(_carried(parsed))
    if carried and not all(map(is_public, carried)):
        return False
    if _is_wrapper(parsed):
        return True
    return parsed in _PUBLIC_V6 and not any(parsed in block for block in _NOT_PUBLIC_V6)


def is_own_network(address: str | IPv4Address | IPv6Address) -> bool:
    """Whether `address` is this computer or a network it may be part of.

    Loopback, private use, link local and a provider's shared space: what a user may name as a
    source of their own. Never multicast, broadcast, documentation or reserved blocks.
    """
    parsed = _parsed(address)
    if parsed is None:
        return False
    if isinstance(parsed, IPv6Address) and parsed.ipv4_mapped is not None:
        parsed = parsed.ipv4_mapped
    return any(parsed in block for block in _OWN_NETWORK)


def _parsed(address: str | IPv4Address | IPv6Address) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(address)
    except ValueError:
        return None


def _is_wrapper(address: IPv6Address) -> bool:
    """Whether nothing but the carried IPv4 address says where a packet goes."""
    if address in _UNSPECIFIED_AND_LOOPBACK_V6:
        return False
    blocks = (*_V4_IN_THE_LAST_32_BITS, _TEREDO, _6TO4)
    return any(address in block for block in blocks)


def _carried(address: IPv6Address) -> Iterator[IPv4Address]:
    """The IPv4 addresses inside an IPv6 one."""
    number = int(address)
    if any(address in block for block in _V4_IN_THE_LAST_32_BITS):
        yield IPv4Address(number & _32_BITS)
    if address in _6TO4:
        yield IPv4Address(number >> 80 & _32_BITS)
    if address in _TEREDO:
        yield IPv4Address(number >> 64 & _32_BITS)
        yield IPv4Address(~number & _32_BITS)
    if number >> 32 & _32_BITS in _ISATAP:
        yield IPv4Address(number & _32_BITS)
