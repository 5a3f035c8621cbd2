"""Python's audit events that may mean something leaves, and what each asks for.

Source: https://docs.python.org/3/library/audit_events.html. An event that is not here is let pass
after one look into a dictionary: imports and opened files are by far the most of them.
"""

import os
import re
import socket
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any

from exposure_app.guard.doors import Door, address_text

Args = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Attempt:
    """Something that would leave. `door` is the only way it may; None if there is none."""

    event: str
    target: str
    door: Door | None = None


_FAMILIES = {int(socket.AF_INET), int(socket.AF_INET6), int(getattr(socket, "AF_UNIX", -1)), -1}
_TYPES = {int(socket.SOCK_STREAM), int(socket.SOCK_DGRAM), -1}
_TYPE_BITS = 0xF  # above them Linux keeps flags

# Names in C libraries by which Python code could go around everything here.
_WAYS_OUT = frozenset(
    {
        "connect", "sendto", "sendmsg", "sendmmsg", "getaddrinfo", "gethostbyname",
        "gethostbyname2", "gethostbyaddr", "system", "popen", "execv", "execve", "execvp",
        "execl", "execlp", "fexecve", "posix_spawn", "posix_spawnp", "fork", "vfork",
        "WSAConnect", "WSAConnectByNameW", "GetAddrInfoW", "WinHttpOpen", "WinHttpConnect",
        "InternetOpenW", "InternetOpenUrlW", "InternetConnectW", "URLDownloadToFileW",
        "ShellExecuteW", "ShellExecuteExW", "WinExec", "CreateProcessW", "DnsQuery_W",
    }
)  # fmt: skip
_VERSION_ASKED = re.compile(r'[^"]*\\cmd\.exe /c "(?:command /c |cmd /c )?ver"', re.IGNORECASE)
_LIBRARIES_OF_THE_NETWORK = ("curl", "winhttp", "wininet", "urlmon", "dnsapi")


def _socket_made(event: str, args: Args) -> Attempt | None:
    _, family, kind, *_ = args
    known = kind if kind == -1 else kind & _TYPE_BITS
    if family in _FAMILIES and known in _TYPES:
        return None
    return Attempt(event, f"family {int(family)}, type {int(kind)}")  # raw packets and the like


def _sent_to(event: str, args: Args) -> Attempt | None:
    """A connection, or a packet without one. `sendmsg` on a connected socket has no address."""
    address = args[1]
    if address is None:
        return None
    if isinstance(address, tuple):
        if len(address) < 2:  # no family has such
            return Attempt(event, str(address))
        return Attempt(event, address_text(str(address[0]), address[1]), Door.ADDRESS)
    return Attempt(event, _text(address), Door.KEYCHAIN)


def _bound(event: str, args: Args) -> Attempt | None:
    """To listen is to be reached: on loopback alone, where urllib3 too binds to try out IPv6."""
    address = args[1]
    if not isinstance(address, tuple):
        return None
    if len(address) < 2:  # no family has such
        return Attempt(event, str(address))
    if _is_loopback(str(address[0])):
        return None
    return Attempt(event, address_text(str(address[0]), address[1]))


def _looked_up(event: str, args: Args) -> Attempt | None:
    host = args[0]
    if host is None or _is_literal(_text(host)):  # nobody is asked
        return None
    return Attempt(event, _text(host), Door.NAME)


def _started(event: str, args: Args) -> Attempt | None:
    executable = args[0]
    if executable is None and len(args) > 1:
        executable = _first_of(args[1])
    return Attempt(event, _text(executable), Door.PROGRAM)


def _first_of(command: Any) -> Any:
    """The program in a list of arguments, or in the one line that Windows is given."""
    if isinstance(command, list | tuple):
        return command[0]
    line = _text(command)
    return line[1:].partition('"')[0] if line.startswith('"') else line.partition(" ")[0]


def is_question_of_version(event: str, args: Args) -> bool:
    """Whether `platform` of Python up to 3.11 asks Windows' shell which Windows this is.

    Libraries do so whenever they are imported, in these very words, and go on without an answer.
    """
    line = args[1] if event == "subprocess.Popen" and len(args) > 1 else None
    return isinstance(line, str) and bool(_VERSION_ASKED.fullmatch(line))


def _symbol_asked(event: str, args: Args) -> Attempt | None:
    name = args[1]
    return Attempt(event, str(name)) if name in _WAYS_OUT else None


def _library_opened(event: str, args: Args) -> Attempt | None:
    name = os.path.basename(_text(args[0])).lower() if args[0] else ""  # noqa: PTH119 - no file
    is_of_the_network = any(one in name for one in _LIBRARIES_OF_THE_NETWORK)
    return Attempt(event, name) if is_of_the_network else None


def _computer_named(event: str, args: Args) -> Attempt | None:
    return Attempt(event, str(args[0])) if args[0] else None


def _never(event: str, args: Args) -> Attempt | None:
    return Attempt(event, _text(args[0]) if args else "")


LOOKS: dict[str, Callable[[str, Args], Attempt | None]] = {
    "socket.__new__": _socket_made,
    "socket.connect": _sent_to,
    "socket.sendto": _sent_to,
    "socket.sendmsg": _sent_to,
    "socket.bind": _bound,
    "socket.getaddrinfo": _looked_up,
    "socket.gethostbyname": _looked_up,
    "socket.gethostbyaddr": _never,
    "socket.getnameinfo": _never,
    "subprocess.Popen": _started,
    "os.posix_spawn": _started,
    "_winapi.CreateProcess": _started,
    "os.exec": _never,
    "os.fork": _never,
    "os.forkpty": _never,
    "os.spawn": _never,
    "os.startfile": _never,
    "os.startfile/2": _never,
    "os.system": _never,
    "pty.spawn": _never,
    "webbrowser.open": _never,
    "winreg.ConnectRegistry": _computer_named,
    "ctypes.dlopen": _library_opened,
    "ctypes.dlsym": _symbol_asked,
    "ctypes.dlsym/handle": _symbol_asked,
}
"""By event: what it asks for, or None where nothing would leave."""


def _text(named: Any) -> str:
    try:
        return os.fsdecode(named)
    except TypeError:
        return str(named)


def _is_literal(host: str) -> bool:
    try:
        ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return True


def _is_loopback(host: str) -> bool:
    return _is_literal(host) and ip_address(host.partition("%")[0]).is_loopback
