"""A Windows of its own for each module of tests: what is in its registry, and what runs in it."""

import os
import re
import shutil
import subprocess
import time
from contextlib import contextmanager

import pytest

USER_PATH = r"HKCU\Environment"
MACHINE_PATH = r"HKLM\System\CurrentControlSet\Control\Session Manager\Environment"
CURRENT = r"HKCU\Software\Microsoft\Windows\CurrentVersion"
UNINSTALL = rf"{CURRENT}\Uninstall\Exposure"
SHELL_FOLDERS = rf"{CURRENT}\Explorer\User Shell Folders"
ROOTS = ("HKCU", r"HKLM\Software\Exposure", MACHINE_PATH)
NAMES = {"HKEY_CURRENT_USER": "HKCU", "HKEY_LOCAL_MACHINE": "HKLM"}
SECONDS = 300

needs_wine = pytest.mark.skipif(not shutil.which("wine"), reason="needs Wine (Debian: wine)")
needs_nsis = pytest.mark.skipif(not shutil.which("makensis"), reason="needs NSIS (Debian: nsis)")
needs_wixl = pytest.mark.skipif(
    not (shutil.which("wixl") and shutil.which("msibuild")),
    reason="needs wixl and msibuild (Debian: wixl msitools)",
)
needs_mingw = pytest.mark.skipif(
    not shutil.which("x86_64-w64-mingw32-gcc"),
    reason="needs a compiler for Windows (Debian: gcc-mingw-w64-x86-64-win32)",
)


class Windows:
    """Windows 10, as Wine plays it, in the folder `home`; its user's programs lie below `local`."""

    def __init__(self, home):
        self._environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "LC_ALL": "C.UTF-8",
            "WINEPREFIX": str(home / "prefix"),
            "WINEARCH": "win64",
            "WINEDEBUG": "-all",
            # No browser engine, no shortcuts in the menus of whoever runs this, and no desktop: for
            # want of a screen each program would wait ten seconds for it.
            "WINEDLLOVERRIDES": "mscoree,mshtml,winemenubuilder.exe,explorer.exe=",
        }
        # Wine's services keep the pipes of whoever starts them: these start them without any.
        (home / "prefix").mkdir()
        # Or it would end with each program, and take seconds to start for the next.
        self._silently("wineserver", "-p")
        self._silently("wineboot", "-i")
        self._silently("wine", "winecfg", "-v", "win10")
        self.drive = home / "prefix" / "drive_c"
        self.move_user_to(r"C:\users\Zoë O'Brien 太郎\AppData")

    def prefer(self, overrides):
        """Which of two libraries of one name is loaded, as WINEDLLOVERRIDES says it."""
        self._environment["WINEDLLOVERRIDES"] += f";{overrides}"

    def _start(self, *command):
        nowhere = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.DEVNULL)
        return subprocess.Popen(command, env=self._environment, **nowhere)

    def _silently(self, *command):
        assert self._start(*command).wait(SECONDS) == 0, command

    def end(self):
        """End every program in it."""
        self._silently("wineserver", "-k")
        self._silently("wineserver", "-w")

    def move_user_to(self, folder):
        """Have the user's programs and menu below `folder`."""
        self._appdata = folder
        places = {"Local AppData": "Local", "AppData": "Roaming", "Programs": "Menu"}
        for name, below in places.items():
            self.path(rf"{folder}\{below}").mkdir(parents=True, exist_ok=True)
            self.set(SHELL_FOLDERS, name, ("REG_EXPAND_SZ", rf"{folder}\{below}"))

    @property
    def local(self):
        return self.path(rf"{self._appdata}\Local")

    @property
    def program(self):
        """Where setup.exe puts the program."""
        return self.local / "Programs" / "Exposure"

    @property
    def shortcut(self):
        return self.path(rf"{self._appdata}\Menu") / "Exposure.lnk"

    def path(self, windows_path):
        """The place of `windows_path` on drive C, as Linux names it."""
        return self.drive.joinpath(*windows_path.split("\\")[1:])

    def run(self, *command, code=0):
        """What `command` printed; it must end with `code`, unless that is None."""
        done = subprocess.run(
            ["wine", *map(str, command)],
            env=self._environment,
            capture_output=True,
            check=False,
            stdin=subprocess.DEVNULL,
            timeout=SECONDS,
        )
        printed = done.stdout.decode("utf-8", "replace").strip()
        assert code in (done.returncode, None), (done.returncode, printed)
        return printed

    @contextmanager
    def running(self, program):
        """While a stand-in program runs and waits."""
        child = subprocess.Popen(
            ["wine", str(program), "wait"],
            env=self._environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        assert child.stdout.readline().strip() == b"waiting"
        try:
            yield
        finally:
            child.communicate(b"\n", timeout=SECONDS)

    def registry(self):
        """{key: {name: (kind, text) or number}} of the user, and of ours of the machine."""
        return {key: values for root in ROOTS for key, values in self.below(root).items()}

    def value(self, key, name):
        """(kind, text), or a number; None if there is none."""
        return self.below(key).get(key, {}).get(name)

    def set(self, key, name, value):
        """Write (kind, text), or remove what is there if that is None."""
        if value is None:
            told = "-"
        else:
            kind, text = value
            raw = (text + "\0").encode("utf-16-le")
            number = {"REG_SZ": 1, "REG_EXPAND_SZ": 2}[kind]
            told = f"hex({number}):" + ",".join(f"{byte:02x}" for byte in raw)
        for short, long in {short: long for long, short in NAMES.items()}.items():
            key = key.replace(short, long, 1)
        lines = ["Windows Registry Editor Version 5.00", "", f"[{key}]", f'"{name}"={told}', ""]
        (self.drive / "told.reg").write_text("\r\n".join(lines), "utf-16", newline="")
        self.run("reg", "import", r"C:\told.reg")

    def below(self, key):
        """{key: {name: value}} of `key` and of all keys below it; nothing if it is not there."""
        file = self.drive / "asked.reg"
        file.unlink(missing_ok=True)
        self.run("reg", "export", key, r"C:\asked.reg", "/y", code=None)
        return parse(file.read_text("utf-16")) if file.exists() else {}

    def uninstall(self, *, code=0):
        """Run the uninstaller as Windows' list of programs does, until all it does is done."""
        self.run(self.program / "uninstall-exposure.exe", "/S", code=code)
        # It goes on as a copy of itself elsewhere, since no program can remove its own file.
        until = time.monotonic() + 30
        while code == 0 and self.is_there() and time.monotonic() < until:
            time.sleep(0.1)

    def is_there(self):
        """Whether setup.exe's program is installed, by file or by Windows' list of programs."""
        return self.program.exists() or UNINSTALL in self.below("HKCU")


def parse(exported):
    """{key: {name: value}} of what `reg export` wrote."""
    parts = re.split(r"^\[(.*)\]$", exported.replace("\\\n", ""), flags=re.MULTILINE)
    keys = {}
    for long, told in zip(parts[1::2], parts[2::2], strict=True):
        root, _, rest = long.partition("\\")
        lines = re.findall(r'^(?:"(.*?)"|@)=(.*)$', told, re.MULTILINE)
        keys[f"{NAMES[root]}\\{rest}"] = {name: value_of(text) for name, text in lines}
    return keys


def value_of(text):
    """(kind, text), a number, or what else there is as it is written."""
    if text.startswith("hex(2):"):
        raw = bytes.fromhex(text.removeprefix("hex(2):").replace(",", "").replace(" ", ""))
        return "REG_EXPAND_SZ", raw.decode("utf-16-le").rstrip("\0")
    if text.startswith("dword:"):
        return int(text.removeprefix("dword:"), 16)
    if text.startswith('"'):
        return "REG_SZ", re.sub(r"\\(.)", r"\1", text[1:-1])
    return text
