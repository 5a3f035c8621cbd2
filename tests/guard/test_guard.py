"""The guard, standing in a process of its own: what it refuses, lets pass, and writes down."""

import json
import subprocess
import sys

import pytest

from exposure_app.guard.events import LOOKS
from tests.systems import only_on_windows

BEGIN = """
if __import__("sys").platform == "win32":
    import winreg
import ctypes, json, os, socket, subprocess, sys, threading, webbrowser
from exposure_app import guard
guard.install()
from exposure_app.domain.errors import EscapeRefused
from exposure_app.guard.doors import Door, passing

def is_refused(act):
    try:
        act()
    except EscapeRefused:
        return True
    except OSError:
        return False
    return False

tcp = lambda: socket.socket(socket.AF_INET)
udp = lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
said = {}
"""
END = "\nprint(json.dumps([said, [(r.url, r.purpose, r.refused) for r in guard.take_refusals()]]))"


def guarded(code):
    """What a program with the guard up says, and what the guard wrote down."""
    done = subprocess.run(
        [sys.executable, "-c", BEGIN + code + END], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


EVERYWHERE = {
    "connect": "tcp().connect(('192.0.2.1', 443))",
    "connect_ex": "tcp().connect_ex(('192.0.2.1', 443))",
    "to a proxy on loopback": "tcp().connect(('127.0.0.1', 9050))",
    "over IPv6": "socket.socket(socket.AF_INET6).connect(('2001:db8::1', 443))",
    "create_connection": "socket.create_connection(('192.0.2.1', 443), 1)",
    "a datagram": "udp().sendto(b'x', ('192.0.2.1', 53))",
    "raw packets": "socket.socket(socket.AF_INET, socket.SOCK_RAW, 1)",
    "to be reached from outside": "tcp().bind(('0.0.0.0', 0))",
    "getaddrinfo": "socket.getaddrinfo('secret.example', 443)",
    "gethostbyname": "socket.gethostbyname('secret.example')",
    "gethostbyaddr": "socket.gethostbyaddr('192.0.2.1')",
    "getnameinfo": "socket.getnameinfo(('192.0.2.1', 1), 0)",
    "a program": "subprocess.run(['true'])",
    "a shell": "os.system('true')",
    "os.popen": "os.popen('true')",
    "exec": "os.execv('/bin/true', ['true'])",
    "the browser": "webbrowser.GenericBrowser('true').open('http://192.0.2.1/?q=secret')",
}
BY_SYSTEM = {
    "linux": {
        "a datagram, by sendmsg": "udp().sendmsg([b'x'], [], 0, ('192.0.2.1', 53))",
        "a local socket": "socket.socket(socket.AF_UNIX).connect('/nonexistent')",
        "packets of another family": "socket.socket(socket.AF_PACKET, socket.SOCK_DGRAM)",
        "posix_spawn": "os.posix_spawn('/bin/true', ['true'], {})",
        "fork": "os._exit(0) if os.fork() == 0 else None",
        "libc's own connect": "ctypes.CDLL(None).connect",
        "libc's own system": "ctypes.CDLL(None)['system']",
        "a library of the network": "ctypes.CDLL('libcurl.so.4')",
    },
    "win32": {
        "startfile": "os.startfile('http://192.0.2.1/?q=secret')",
        "another's registry": "winreg.ConnectRegistry('//192.0.2.1', winreg.HKEY_USERS)",
        "Windows' own connect": "ctypes.WinDLL('ws2_32').connect",
        "Windows' own WinExec": "ctypes.WinDLL('kernel32')['WinExec']",
        "a library of the network": "ctypes.WinDLL('winhttp')",
    },
}
ESCAPES = {**EVERYWHERE, **BY_SYSTEM.get(sys.platform, {})}


@pytest.fixture(scope="module")
def tried():
    code = "".join(f"said[{name!r}] = is_refused(lambda: {act})\n" for name, act in ESCAPES.items())
    return guarded(code)


@pytest.mark.parametrize("name", ESCAPES)
def test_a_way_out_that_is_not_ours_is_refused(tried, name):
    said, _ = tried
    assert said[name]


def test_each_refusal_is_written_down_with_where_to(tried):
    _, ledger = tried
    assert len(ledger) >= len(ESCAPES)
    assert {(purpose, refused) for _, purpose, refused in ledger} == {("guard", "guard")}
    urls = [url for url, _, _ in ledger]
    for expected in (
        "socket.connect:192.0.2.1:443",
        "socket.getaddrinfo:secret.example",
        "subprocess.Popen:true",
        "webbrowser.open:http://192.0.2.1/?q=secret",
    ):
        assert expected in urls


@pytest.mark.parametrize(
    ("executable", "command", "program"),
    [
        (None, ["a.exe", "secret"], "a.exe"),
        (None, r'"C:\a b\c.exe" secret', r"C:\a b\c.exe"),  # as Windows is told
        (None, "a.exe secret", "a.exe"),
        (r"C:\a.exe", "b.exe secret", r"C:\a.exe"),
    ],
)
def test_of_a_program_its_name_is_written_down_and_no_argument(executable, command, program):
    attempt = LOOKS["subprocess.Popen"]("subprocess.Popen", (executable, command, None, None))
    assert attempt.target == program


@pytest.mark.parametrize(
    ("words", "is_written_down"),
    [("ver", False), ("command /c ver", False), ("cmd /c ver", False), ("ver & curl a", True)],
)
def test_which_windows_this_is_may_not_be_asked_of_its_shell_and_is_no_news(words, is_written_down):
    shell = r"C:\Windows\system32\cmd.exe"
    said, ledger = guarded(
        f"line = r'''{shell} /c \"{words}\"'''\n"
        f"ask = lambda: sys.audit('subprocess.Popen', r'{shell}', line, None, None)\n"
        "said['refused'] = is_refused(ask)"
    )
    assert said == {"refused": True}
    assert bool(ledger) is is_written_down


@only_on_windows
def test_importing_what_asks_for_the_system_leaves_no_refusal():
    said, ledger = guarded("import platform\nsaid['system'] = platform.system()")
    assert (said, ledger) == ({"system": "Windows"}, [])


def test_what_leaves_nothing_is_let_pass():
    said, ledger = guarded(
        """
import tempfile, sqlite3, zipfile, xml.etree.ElementTree
with tempfile.NamedTemporaryFile() as file:
    file.write(b"x")
with socket.socket() as server:
    server.bind(("127.0.0.1", 0))
socket.getaddrinfo("127.0.0.1", 80)
socket.getaddrinfo(None, 80)
ctypes.pythonapi.Py_GetVersion
thread = threading.Thread(target=int); thread.start(); thread.join()
said["done"] = True
"""
    )
    assert said["done"]
    assert ledger == []


def test_a_door_lets_through_one_target_on_one_thread_for_one_block():
    said, ledger = guarded(
        """
with socket.socket() as server:
    server.bind(("127.0.0.1", 0)); server.listen()
    at = server.getsockname()
    go = lambda: tcp().connect(at)
    with passing(Door.ADDRESS, f"127.0.0.1:{at[1]}"):
        said["through the door"] = is_refused(go)
        said["elsewhere"] = is_refused(lambda: tcp().connect(("127.0.0.1", 1)))
        said["a name"] = is_refused(lambda: socket.getaddrinfo("secret.example", 1))
        others = []
        thread = threading.Thread(target=lambda: others.append(is_refused(go)))
        thread.start(); thread.join()
        said["another thread"] = others[0]
    said["after"] = is_refused(go)
"""
    )
    assert said == {
        "through the door": False,
        "elsewhere": True,
        "a name": True,
        "another thread": True,
        "after": True,
    }
    assert len(ledger) == 4


def test_behind_the_air_gap_no_door_is_open_but_that_to_a_site_of_our_own():
    said, _ = guarded(
        """
from exposure_app.guard.air_gap import serving
one, other = object(), object()
with socket.socket() as server:
    server.bind(("127.0.0.1", 0)); server.listen()
    at = server.getsockname(); text = f"127.0.0.1:{at[1]}"
    def go():
        with passing(Door.ADDRESS, text):
            tcp().connect(at)
    def look_up():
        with passing(Door.NAME, "secret.invalid"):
            socket.getaddrinfo("secret.invalid", 1)
    guard.close_off(one); guard.close_off(other); guard.close_off(one)
    said["connects"], said["looks up"] = is_refused(go), is_refused(look_up)
    with serving(text):
        said["its own"] = is_refused(go)
    guard.reopen(one)
    said["while another wants it"] = is_refused(go)
    guard.reopen(other)
    said["reopened"] = is_refused(go)
"""
    )
    assert said == {
        "connects": True,
        "looks up": True,
        "its own": False,
        "while another wants it": True,
        "reopened": False,
    }


@pytest.mark.skipif(sys.platform == "win32", reason="the session bus is a local socket")
def test_the_keychain_reaches_its_bus_and_starts_no_program():
    said, ledger = guarded(
        """
import tempfile
path = tempfile.mktemp()
with socket.socket(socket.AF_UNIX) as bus:
    bus.bind(path); bus.listen()
    with passing(Door.KEYCHAIN):
        said["bus"] = is_refused(lambda: socket.socket(socket.AF_UNIX).connect(path))
        said["compiler"] = is_refused(lambda: subprocess.run(["gcc", "--version"]))
        said["internet"] = is_refused(lambda: tcp().connect(("192.0.2.1", 1)))
os.unlink(path)
"""
    )
    assert said == {"bus": False, "compiler": True, "internet": True}
    assert [url for url, _, _ in ledger] == ["socket.connect:192.0.2.1:1"]


def test_the_guard_can_be_asked_whether_it_stands_without_a_trace():
    said, ledger = guarded("said['stands'] = guard.stands() and guard.is_installed()")
    assert said["stands"]
    assert ledger == []


def test_without_the_guard_it_is_said_not_to_stand():
    code = "from exposure_app import guard; print(guard.stands(), guard.is_installed())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


def test_a_library_that_only_tries_takes_no_for_an_answer():
    said, _ = guarded(
        """
import ctypes.util
said["none"] = ctypes.util.find_library("surely-no-such-library")
"""
    )
    assert said == {"none": None}


@pytest.mark.parametrize("start", ["command_line", "window"])
def test_the_program_puts_the_guard_up_before_anything_of_it_is_imported(start):
    code = (
        "import sys; before = set(sys.modules)\n"
        "import exposure_app.__main__ as main\n"
        "from exposure_app import guard\n"
        f"main.{start}\n"
        "new = {m for m in set(sys.modules) - before if m.startswith(('exposure_app', 'PySide6',"
        " 'requests', 'onnxruntime', 'keyring'))}\n"
        "allowed = ('exposure_app.guard', 'exposure_app.domain', 'exposure_app.__main__',"
        " 'exposure_app.confine')\n"
        "print(guard.stands(), sorted(m for m in new if m != 'exposure_app'"
        " and not m.startswith(allowed)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "True []"


@pytest.mark.parametrize("event", ["socket.connect", "socket.bind"])
@pytest.mark.parametrize("address", [(), ("a.example",)])
def test_an_address_without_a_port_leads_nowhere(event, address):
    refused = LOOKS[event](event, (None, address))
    assert (refused.event, refused.door) == (event, None)
