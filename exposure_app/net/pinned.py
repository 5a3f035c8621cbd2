"""How `requests` connects only to an address that was checked, and never waits deaf.

urllib3 resolves a name when it connects, which may give another address than the one that was
checked (DNS rebinding). Here resolving, checking and connecting are one step of the connection,
asked for once; Host, SNI and the certificate keep the name. The sockets count what passes and
look at the exchange of their thread at every read, so that dripped bytes end at the deadline and
Stop is heard, in headers, chunk sizes and trailers as well.
"""

import logging
import socket
import ssl
from collections.abc import Callable, Mapping
from functools import cache
from time import monotonic
from typing import Any

import certifi
import requests
import urllib3
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.util.wait import wait_for_write

from exposure_app.domain import errors
from exposure_app.guard.doors import Door, address_text, passing
from exposure_app.net.addresses import is_public
from exposure_app.net.exchange import GLANCE_S, Exchange, current
from exposure_app.net.resolve import Endpoint, endpoints
from exposure_app.net.response import StrictResponse

_HOSTS_KEPT = 64
_CONNECTIONS_KEPT_PER_HOST = 16
_MOST_ADDRESSES_TRIED = 4

# It names hosts and URLs in its log.
logging.getLogger("urllib3").setLevel(logging.CRITICAL + 1)


def _receive(read: Callable[[], int]) -> int:
    exchange = current()
    began = monotonic()
    while True:
        try:
            count = read()
        except TimeoutError:
            exchange.wait(began, exchange.silence_s[1])
            continue
        exchange.receive(count)
        return count


class _Socket(socket.socket):
    """A socket that waits in glances."""

    def recv_into(self, buffer: Any, nbytes: int = 0, flags: int = 0) -> int:
        return _receive(lambda: super(_Socket, self).recv_into(buffer, nbytes, flags))

    def sendall(self, data: Any, flags: int = 0) -> None:
        current().sent += len(data)
        super().sendall(data, flags)


class _TlsSocket(ssl.SSLSocket):
    """The same over TLS. Bytes are counted as they are inside it."""

    def do_handshake(self, block: bool = False) -> None:
        # An end without TLS's own goodbye may be somebody cutting the line; the default is to
        # take it for the end of the body.
        self.suppress_ragged_eofs = False
        exchange = current()
        began = monotonic()
        try:
            while True:
                try:
                    return super().do_handshake(block)
                except TimeoutError:
                    exchange.wait(began, exchange.silence_s[0])
        except BaseException:
            self.close()  # wrap_socket does so only for the errors it knows
            raise

    def recv_into(self, buffer: Any, nbytes: int | None = None, flags: int = 0) -> int:
        return _receive(lambda: super(_TlsSocket, self).recv_into(buffer, nbytes, flags))

    def sendall(self, data: Any, flags: int = 0) -> None:
        current().sent += len(data)
        super().sendall(data, flags)


def _connected(endpoint: Endpoint, exchange: Exchange, longest_s: float) -> _Socket:
    began = monotonic()
    connection = _Socket(endpoint.family, socket.SOCK_STREAM)
    try:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        connection.settimeout(0)
        try:
            host, port, *_ = endpoint.socket_address
            with passing(Door.ADDRESS, address_text(host, port)):
                connection.connect(endpoint.socket_address)
        except BlockingIOError:  # it is on its way
            while not wait_for_write(connection, GLANCE_S):
                exchange.wait(began, longest_s)
            if failure := connection.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR):
                raise OSError(failure, "connect") from None
        connection.settimeout(GLANCE_S)
    except BaseException:
        connection.close()
        raise
    return connection


class _PinnedConnection(HTTPConnection):
    """A connection to a checked address, which it remembers for the ledger."""

    response_class = StrictResponse
    _address = ""
    _is_private = False

    def _new_conn(self) -> socket.socket:
        exchange = current()
        # `requests` reads the URL once more, by other rules; it must come to the same.
        if self._dns_host != exchange.target.host.strip("[]") or self.port != exchange.target.port:
            raise errors.RefusedAddress(exchange.url)
        *others, last = endpoints(self._dns_host, self.port, exchange)[:_MOST_ADDRESSES_TRIED]
        longest_s = exchange.silence_s[0] / (len(others) + 1)
        for endpoint in others:
            try:
                return self._connect_to(endpoint, exchange, longest_s)
            except (OSError, errors.TimedOut):
                exchange.give_up_address()
        return self._connect_to(last, exchange, longest_s)

    def _connect_to(self, endpoint: Endpoint, exchange: Exchange, longest_s: float) -> _Socket:
        exchange.address = self._address = endpoint.address
        self._is_private = not is_public(endpoint.address)
        return _connected(endpoint, exchange, longest_s)

    def request(  # type: ignore[override]  # as in urllib3, which this follows
        self,
        method: str,
        url: str,
        body: Any = None,
        headers: Mapping[str, str] | None = None,
        **options: Any,
    ) -> None:
        exchange = current()
        if self.sock is not None and not exchange.address:
            self._reuse(exchange)
        # Never a body, and the path as the URL standard writes it: urllib3 would escape what is
        # escaped already ("100%.jpg").
        super().request(method, exchange.target.path, None, headers, **options)

    def _reuse(self, exchange: Exchange) -> None:
        # A connection made for a source on the user's own network stays in the pool; another
        # source may not use it.
        if self._is_private and not exchange.may_be_private:
            raise errors.RefusedAddress(exchange.url)
        exchange.address = self._address
        exchange.is_reused = True


class _PinnedTlsConnection(_PinnedConnection, HTTPSConnection):
    """The same over TLS."""


class _PinnedPool(HTTPConnectionPool):
    ConnectionCls = _PinnedConnection


class _PinnedTlsPool(HTTPSConnectionPool):
    ConnectionCls = _PinnedTlsConnection


@cache
def _tls_context(authorities: str) -> ssl.SSLContext:
    """Certificates and names verified; nothing of it taken from the environment."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    # Some Pythons set it (Debian 12's does): a body cut by a stranger would pass for a whole one.
    context.options &= ~getattr(ssl, "OP_IGNORE_UNEXPECTED_EOF", 0)
    context.sslsocket_class = _TlsSocket
    context.load_verify_locations(authorities)
    return context


class PinnedAdapter(HTTPAdapter):
    """The transport of `requests`, with pinned connections. Safe to share between threads.

    It is used without a `requests.Session`: what a session adds is a cookie jar, redirects,
    ~/.netrc and the environment's proxies, and we want none of them.
    """

    def __init__(self) -> None:
        super().__init__(_HOSTS_KEPT, _CONNECTIONS_KEPT_PER_HOST)

    def init_poolmanager(
        self, connections: int, maxsize: int, block: bool = False, **pool_kwargs: Any
    ) -> None:
        """Make the pools, of pinned connections."""
        self.poolmanager = urllib3.PoolManager(
            num_pools=connections,
            maxsize=maxsize,
            block=block,
            ssl_context=_tls_context(certifi.where()),
        )
        self.poolmanager.pool_classes_by_scheme = {"http": _PinnedPool, "https": _PinnedTlsPool}

    def cert_verify(self, conn: Any, url: Any, verify: Any, cert: Any) -> None:
        """Always; there is no way to say otherwise."""
        # The context has its authorities already; to load them takes longer than to connect.
        conn.cert_reqs = "CERT_REQUIRED"

    def build_response(
        self, req: requests.PreparedRequest, resp: urllib3.BaseHTTPResponse
    ) -> requests.Response:
        """An answer without a cookie jar."""
        response = requests.Response()
        response.status_code = resp.status
        response.raw = resp
        return response

    def ask(self, exchange: Exchange, headers: Mapping[str, str]) -> urllib3.BaseHTTPResponse:
        """Send a GET for the current exchange; the answer's headers are read, its body is not.

        Raises:
            requests.RequestException, urllib3.exceptions.HTTPError, OSError: it did not work.
            FetchError, Cancelled: from the exchange.
        """
        request = requests.PreparedRequest()
        request.method = "GET"
        request.url = exchange.url
        request.headers = requests.structures.CaseInsensitiveDict(headers)
        answer: urllib3.BaseHTTPResponse = self.send(
            request, stream=True, timeout=(GLANCE_S, GLANCE_S), verify=True
        ).raw
        exchange.status = answer.status
        return answer
