from ipaddress import IPv4Address, IPv6Address, ip_address

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from exposure_app.net.addresses import is_own_network, is_public

PUBLIC = """
    1.1.1.1 8.8.8.8 93.184.216.34 100.63.255.255 100.128.0.0 126.255.255.255 128.0.0.0
    169.253.255.255 169.255.0.0 172.15.255.255 172.32.0.0 191.255.255.255 192.0.1.0 192.0.3.0
    192.31.196.1 192.52.193.1 192.88.98.255 192.88.100.0 192.167.255.255 192.169.0.0 192.175.48.1
    198.17.255.255 198.20.0.0 198.51.99.255 198.51.101.0 203.0.112.255 203.0.114.0
    223.255.255.255
    2000:: 2001:200::1 2001:4860:4860::8888 2606:4700:4700::1111 2a00:1450:4001:81b::200e
    2620:4f:8000::1 3ffe:ffff:: 3fff:1000::
    ::ffff:8.8.8.8 ::8.8.8.8 ::ffff:0:8.8.8.8 64:ff9b::8.8.8.8 2002:808:808::1
    2001:0:808:808::f7f7:f7f7 2001:4860::5efe:8.8.8.8
"""

NOT_PUBLIC = """
    0.0.0.0 0.1.2.3 10.0.0.0 10.255.255.255 100.64.0.0 100.127.255.255 127.0.0.1 127.255.255.255
    169.254.0.0 169.254.169.254 172.16.0.0 172.31.255.255 192.0.0.0 192.0.0.8 192.0.0.9 192.0.0.10
    192.0.0.128 192.0.0.170 192.0.0.255 192.0.2.1 192.88.99.0 192.88.99.1 192.88.99.255 192.168.0.1
    192.168.255.255 198.18.0.0 198.19.255.255 198.51.100.7 203.0.113.7 224.0.0.1 239.255.255.255
    240.0.0.0 255.255.255.255
    :: ::1 ::2 64:ff9b:1::8.8.8.8 100:: 100:0:0:1::1 2001::1 2001:2::1 2001:3::1 2001:4:112::1
    2001:10::1 2001:20::1 2001:30::1 2001:1ff:ffff::1 2001:db8::1 3fff::1 3fff:fff::1 5f00::1
    fc00::1 fd12:3456::1 fe80::1 febf::1 fec0::1 ff00:: ff02::1 ff0e::1 1::1 4000::1 8000::1
    e000::1 200::1
    ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:192.88.99.1 ::127.0.0.1 ::10.0.0.1 ::ffff:0:127.0.0.1
    64:ff9b::127.0.0.1 64:ff9b::169.254.169.254 2002:7f00:1::1 2002:a00:1::1 2002:c0a8:101::
    2001:0:a00:1::f7f7:f7f7 2001:0:808:808::80ff:fffe 2001:0:808:808::f5ff:fffe
    2001:4860::5efe:10.0.0.1 2001:4860::200:5efe:127.0.0.1
    fe80::1%eth0 2001:4860:4860::8888%eth0
    localhost example.org 1.2.3 0x7f000001 127.1 1.2.3.4.5 1.2.3.4/32
"""

OWN = """
    127.0.0.1 10.1.2.3 172.16.5.5 192.168.1.10 169.254.7.7 100.64.0.1 0.0.0.0
    ::1 :: fd00::5 fe80::1 fe80::1%eth0 ::ffff:192.168.1.10
"""

NOBODYS = """
    8.8.8.8 0.0.0.1 224.0.0.1 255.255.255.255 192.0.2.1 198.18.0.1
    2001:db8::1 ff02::1 64:ff9b::10.0.0.1 nonsense
"""


@pytest.mark.parametrize("address", PUBLIC.split())
def test_an_address_of_the_internet_is_public(address):
    assert is_public(address)


@pytest.mark.parametrize("address", [*NOT_PUBLIC.split(), "", " 8.8.8.8"])
def test_any_other_address_is_not(address):
    assert not is_public(address)


WRAPPERS = {
    "mapped": lambda v4: IPv6Address(0xFFFF << 32 | v4),
    "compatible": IPv6Address,
    "translated": lambda v4: IPv6Address(0xFFFF << 48 | v4),
    "NAT64": lambda v4: IPv6Address(0x64FF9B << 96 | v4),
    "6to4": lambda v4: IPv6Address(0x2002 << 112 | v4 << 80 | 1),
    "Teredo": lambda v4: IPv6Address(
        0x20010000 << 96 | 0x08080808 << 64 | 0xABCD << 32 | v4 ^ 0xFFFFFFFF
    ),
    "Teredo server": lambda v4: IPv6Address(0x20010000 << 96 | v4 << 64 | 0xF7F7F7F7),
    "ISATAP": lambda v4: IPv6Address(0x20014860 << 96 | 0x5EFE << 32 | v4),
}


@pytest.mark.parametrize("wrap", WRAPPERS.values(), ids=WRAPPERS.keys())
@given(st.integers(0, 2**32 - 1))
@example(int(IPv4Address("127.0.0.1")))
@example(int(IPv4Address("169.254.169.254")))
@example(int(IPv4Address("8.8.8.8")))
def test_a_wrapped_address_is_as_public_as_what_it_carries(wrap, v4):
    assert is_public(wrap(v4)) == is_public(IPv4Address(v4))


@given(st.ip_addresses())
def test_no_address_python_calls_special_is_public(address):
    special = (
        address.is_private
        or address.is_loopback
        or address.is_link_local
        or address.is_multicast
        or address.is_unspecified
    )
    if special and not isinstance(address, IPv6Address):
        assert not is_public(address)
    if address.is_multicast or address.is_unspecified or address.is_link_local:
        assert not is_public(address)


@given(st.ip_addresses())
def test_text_and_object_are_judged_alike(address):
    assert is_public(str(address)) == is_public(address)
    assert is_own_network(str(address)) == is_own_network(address)


@given(st.ip_addresses())
def test_nothing_is_both_public_and_the_users_own(address):
    assert not (is_public(address) and is_own_network(address))


@pytest.mark.parametrize("address", OWN.split())
def test_a_user_may_name_their_own_network(address):
    assert is_own_network(address)


@pytest.mark.parametrize("address", NOBODYS.split())
def test_but_nothing_that_is_nobodys_network(address):
    assert not is_own_network(address)


def test_what_some_python_releases_get_wrong_is_right():
    for address in ("192.0.0.128", "192.88.99.1", "64:ff9b:1::1", "2002:7f00:1::", "3fff::1"):
        assert not is_public(ip_address(address))
