"""From a host's name to the addresses that may be connected to."""

import socket
from dataclasses import dataclass
from ipaddress import ip_address
from queue import Empty, SimpleQueue
from threading import Thread
from time import monotonic
from typing import Any

from exposure_app.domain import errors
from exposure_app.guard.doors import Door, passing
from exposure_app.net.addresses import is_own_network, is_public
from exposure_app.net.exchange import GLANCE_S, Exchange

_FAMILIES = (socket.AF_INET, socket.AF_INET6)


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A checked address. `address` is its text; `socket_address` what `connect` takes."""

    family: int
    address: str
    socket_address: tuple[Any, ...]


def endpoints(host: str, port: int, exchange: Exchange) -> list[Endpoint]:
    """The addresses of `host`, IPv4 first, every one of them allowed.

    One bad address among many refuses them all: which one is used is the host's choice, not ours.

    Args:
        host: a name, or an IP address without brackets.

    Raises:
        RefusedAddress: an address is not public, and `exchange` does not say it may be private.
        Unreachable: the name has no address.
        TimedOut, Cancelled: while waiting for an answer.
    """
    found = _literal(host, port) or _looked_up(host, port, exchange)
    if not found:
        raise errors.Unreachable(exchange.url)
    for endpoint in found:
        if not _is_allowed(endpoint.address, exchange):
            raise errors.RefusedAddress(exchange.url)
    return sorted(found, key=lambda endpoint: _FAMILIES.index(endpoint.family))


def _is_allowed(address: str, exchange: Exchange) -> bool:
    return is_public(address) or (exchange.may_be_private and is_own_network(address))


def _literal(host: str, port: int) -> list[Endpoint]:
    try:
        version = ip_address(host).version
    except ValueError:
        return []
    if version == 4:
        return [Endpoint(socket.AF_INET, host, (host, port))]
    return [Endpoint(socket.AF_INET6, host, (host, port, 0, 0))]


def _looked_up(host: str, port: int, exchange: Exchange) -> list[Endpoint]:
    # getaddrinfo cannot be interrupted and may take half a minute; so it waits on a thread of its
    # own, which is left behind, as a daemon, if nobody wants the answer any more.
    answers: SimpleQueue[list[Endpoint] | Exception] = SimpleQueue()
    asking = Thread(target=_ask, args=(host, port, answers), name="resolver", daemon=True)
    asking.start()
    began = monotonic()
    while True:
        try:
            answer = answers.get(timeout=GLANCE_S)
        except Empty:
            exchange.wait(began, exchange.silence_s[0])
            continue
        asking.join()
        if isinstance(answer, OSError | UnicodeError):  # UnicodeError: a label too long for DNS
            raise errors.Unreachable(exchange.url) from answer
        if isinstance(answer, Exception):
            raise answer
        return answer


def _ask(host: str, port: int, answers: "SimpleQueue[list[Endpoint] | Exception]") -> None:
    try:
        with passing(Door.NAME, host):
            found = socket.getaddrinfo(host, port, socket.AF_UNSPEC, socket.SOCK_STREAM)
        answers.put(
            [
                Endpoint(family, str(socket_address[0]), socket_address)
                for family, _, _, _, socket_address in found
                if family in _FAMILIES
            ]
        )
    except Exception as error:  # noqa: BLE001 - the thread's last line; the asker raises it
        answers.put(error)
