"""https: the certificate and the name are verified always, on the address that was checked."""

import ssl
import threading
import time
from datetime import UTC, datetime, timedelta

import certifi
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from exposure_app.domain import errors
from exposure_app.domain.work import Cancelled, CancelToken
from tests.net.asking import asking
from tests.net.badserver import STATUS, BadServer, answer, drip, raw, silence

HOST = "photos.example"


def certificate(name, *, issuer=None, days=1, is_authority=False):
    """(certificate, key); signed by `issuer`, another such pair, or by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    signed = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer[0].subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=3))
        .not_valid_after(now + timedelta(days=days))
        .add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(issuer[1] if issuer else key, hashes.SHA256())
    )
    return signed, key


def server_context(folder, pair):
    cert, key = pair
    path = folder / f"{cert.serial_number}.pem"
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + cert.public_bytes(serialization.Encoding.PEM)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    return context


@pytest.fixture(scope="module")
def authority():
    return certificate("Authority", is_authority=True)


@pytest.fixture
def trusted(authority, tmp_path, monkeypatch, names):
    """The authority is one of those the program trusts; the host's name leads to loopback."""
    path = tmp_path / "authorities.pem"
    path.write_bytes(authority[0].public_bytes(serialization.Encoding.PEM))
    monkeypatch.setattr(certifi, "where", lambda: str(path))
    names[HOST] = [["127.0.0.1"]]


@pytest.fixture
def asked(trusted):
    with asking() as asked:
        yield asked


@pytest.fixture
def server(tmp_path, authority):
    with BadServer(tls=server_context(tmp_path, certificate(HOST, issuer=authority))) as server:
        yield server


def url_of(server, path="/"):
    return f"https://{HOST}:{server.port}{path}"


def test_a_verified_host_is_asked_by_name_on_the_checked_address(tmp_path, authority, asked, names):
    context = server_context(tmp_path, certificate(HOST, issuer=authority))
    wanted = []
    context.sni_callback = lambda connection, name, context: wanted.append(name)
    with BadServer(tls=context) as server:
        server.on("/", answer(b"x" * 300_000))
        for _ in range(2):
            assert asked.get(url_of(server)).untrusted_body == b"x" * 300_000
    assert wanted == [HOST]
    assert names.asked == [HOST]
    assert [seen.header("Host") for seen in server.seen] == [f"{HOST}:{server.port}"] * 2
    assert {seen.connection for seen in server.seen} == {1}
    assert [(r.address, r.status) for r in asked.ledger] == [("127.0.0.1", 200)] * 2
    assert asked.ledger[0].bytes_up == len(server.seen[0].raw)


@pytest.mark.parametrize("fault", ["self-signed", "another name", "expired", "unknown authority"])
def test_a_certificate_that_is_not_right_is_refused(tmp_path, authority, asked, fault):
    pair = {
        "self-signed": lambda: certificate(HOST),
        "another name": lambda: certificate("other.example", issuer=authority),
        "expired": lambda: certificate(HOST, issuer=authority, days=-1),
        "unknown authority": lambda: certificate(
            HOST, issuer=certificate("Nobody", is_authority=True)
        ),
    }[fault]()
    with BadServer(tls=server_context(tmp_path, pair)) as server:
        server.on("/", answer(b"evil"))
        with pytest.raises(errors.Unreachable):
            asked.get(url_of(server))
        assert server.seen == []
    assert [(r.address, r.refused, r.bytes_up) for r in asked.ledger] == [
        ("127.0.0.1", "unreachable", 0)
    ]


def test_the_authorities_shipped_do_not_vouch_for_a_stranger(tmp_path, names):
    names[HOST] = [["127.0.0.1"]]
    with (
        BadServer(tls=server_context(tmp_path, certificate(HOST))) as server,
        asking() as asked,
        pytest.raises(errors.Unreachable),
    ):
        asked.get(url_of(server))


def test_the_environment_cannot_add_an_authority(tmp_path, trusted, monkeypatch):
    pair = certificate(HOST)
    path = tmp_path / "own.pem"
    path.write_bytes(pair[0].public_bytes(serialization.Encoding.PEM))
    for name in ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE"):
        monkeypatch.setenv(name, str(path))
    with (
        BadServer(tls=server_context(tmp_path, pair)) as server,
        asking() as asked,
        pytest.raises(errors.Unreachable),
    ):
        asked.get(url_of(server))


def test_tls_is_never_given_up_for_plain_http(asked):
    with (
        BadServer(greeting=b"HTTP/1.1 400 Plain\r\n\r\n") as plain,
        pytest.raises(errors.Unreachable),
    ):
        asked.get(url_of(plain))


def test_a_line_cut_without_goodbye_is_not_the_end_of_a_body(server, asked):
    # Without a length, only TLS's own close says that this was all.
    server.on("/", raw(STATUS + b"\r\nhalf of i"))
    with pytest.raises(errors.Unreachable):
        asked.get(url_of(server))


def test_a_body_with_a_length_needs_no_goodbye(server, asked):
    server.on("/", raw(STATUS + b"Content-Length: 5\r\n\r\nwhole"))
    assert asked.get(url_of(server)).untrusted_body == b"whole"


def test_what_drips_over_tls_ends_at_the_deadline(server, trusted):
    server.on("/", drip(STATUS + b"\r\n"))
    began = time.monotonic()
    with asking(total_s=0.5) as asked, pytest.raises(errors.TimedOut):
        asked.get(url_of(server))
    assert time.monotonic() - began < 1.5


def test_silence_over_tls_is_timed_out(server, trusted):
    server.on("/", silence(STATUS))
    with asking(silence_s=(10, 0.3)) as asked, pytest.raises(errors.TimedOut):
        asked.get(url_of(server))


def test_a_handshake_that_is_never_answered_is_timed_out(full_silence, trusted):
    began = time.monotonic()
    with asking(silence_s=(0.3, 10)) as asked, pytest.raises(errors.TimedOut):
        asked.get(f"https://{HOST}:{full_silence}/")
    assert time.monotonic() - began < 1.5


def test_stop_is_heard_during_a_handshake(full_silence, asked):
    cancel = CancelToken()
    threading.Timer(0.2, cancel.cancel).start()
    began = time.monotonic()
    with pytest.raises(Cancelled):
        asked.get(f"https://{HOST}:{full_silence}/", cancel=cancel)
    assert time.monotonic() - began < 1.5


@pytest.fixture
def full_silence():
    """A port where connections are taken and nothing is ever said."""
    import socket

    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(5)
        yield listening.getsockname()[1]
