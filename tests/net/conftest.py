import socket

import pytest

from tests.net.asking import asking
from tests.net.badserver import BadServer


@pytest.fixture
def server():
    with BadServer() as server:
        yield server


@pytest.fixture
def asked():
    with asking() as asked:
        yield asked


@pytest.fixture
def names(monkeypatch):
    """A name service of the test's own: `names[host] = [addresses, ...]`, one list per look-up.

    `names.asked` lists what was asked for. The last answer is repeated.
    """

    class Names(dict):
        asked: list

    names = Names()
    names.asked = []

    def getaddrinfo(host, port, *_args, **_kwargs):
        names.asked.append(host)
        if host not in names:
            raise socket.gaierror(socket.EAI_NONAME, "no such name")
        answers = names[host]
        addresses = answers.pop(0) if len(answers) > 1 else answers[0]
        return [
            (socket.AF_INET6, socket.SOCK_STREAM, 6, "", (address, port, 0, 0))
            if ":" in address
            else (socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))
            for address in addresses
        ]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    return names


@pytest.fixture
def connects(monkeypatch):
    """Every address a connection was begun to; those beyond loopback are refused, not tried."""
    real, tried = socket.socket.connect, []

    def connect(self, address):
        tried.append(address[:2])
        if address[0] not in ("127.0.0.1", "::1"):
            raise ConnectionRefusedError("not in a test")
        return real(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect)
    return tried
