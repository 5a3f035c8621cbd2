"""The Windows installers: one for a user (NSIS), one for administrators (MSI).

Both are made from the same folder, here or on Linux: NSIS and wixl exist for both.
"""

import os
import shutil
from pathlib import Path

from installers.release import Release, run
from installers.windows import machine_path
from installers.windows.components import component_of, write_components

HERE = Path(__file__).parent
# The SHA-1 thumbprint of a certificate in the user's store; a password would be seen in `ps`.
CERTIFICATE = "EXPOSURE_WINDOWS_CERTIFICATE"
TIMESTAMPS = "http://timestamp.digicert.com"
DESCRIPTIONS = {"exposure-app": "Exposure", "exposure": "Exposure (command line)"}
# Set to anything: setup.exe is made for a trial, in a fraction of the time, and is a third larger.
FAST = "EXPOSURE_FAST_SETUP"
NSIS_FOLDERS = ("C:/Program Files (x86)/NSIS", "C:/Program Files/NSIS")


def package(release: Release) -> list[Path]:
    """Write an installer with each tool that is here; sign programs and installers if we can."""
    certificate = os.environ.get(CERTIFICATE)
    if certificate:
        sign([*release.payload.glob("*.exe")], certificate)
    made = [make(release, is_signed=bool(certificate)) for make in (setup_exe, msi)]
    files = [path for path in made if path]
    if certificate:
        sign(files, certificate)
    return files


def setup_exe(
    release: Release, *, is_signed: bool, target_of_nsis: str | None = None
) -> Path | None:
    """The installer for one user; None without NSIS. `FAST` makes it large and soon.

    target_of_nsis: of which kind the installer itself is; else of 64 bits where NSIS can.
    """
    makensis = find_makensis()
    if not makensis:
        print("No makensis here: no setup.exe.")
        return None
    target = release.file("-setup.exe", is_signed=is_signed)
    names = {
        **({"TARGET": target_of_nsis} if target_of_nsis else {}),
        "VERSION": release.version,
        "NUMBER": release.number,
        "PAYLOAD": release.payload,
        "KILOBYTES": size_of(release.payload) // 1024,
        "ICON": release.made / "exposure.ico",
        "OUTPUT": target,
    }
    defines = [f"-D{name}={value}" for name, value in names.items()]
    if os.environ.get(FAST):
        defines.append("-DFAST")
    run([makensis, "-V2", "-WX", "-INPUTCHARSET", "UTF8", *defines, HERE / "installer.nsi"])
    return target


def find_makensis() -> str | None:
    """The compiler of setup.exe, on PATH or where its own installer puts it."""
    elsewhere = os.pathsep.join(NSIS_FOLDERS)
    return shutil.which("makensis") or shutil.which("makensis", path=elsewhere)


def size_of(folder: Path) -> int:
    """The bytes of all files below `folder`."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def msi(release: Release, *, is_signed: bool) -> Path | None:
    """The package for administrators; None with neither WiX 3 nor wixl and msibuild."""
    target = release.file(".msi", is_signed=is_signed)
    components = release.made / "components.wxs"
    sources = [HERE / "app.wxs", components]
    version = release.number.rpartition(".")[0]
    wix = Path(os.environ["WIX"], "bin") if "WIX" in os.environ else None
    if not wix and not (shutil.which("wixl") and shutil.which("msibuild")):
        print("Neither WiX 3 nor wixl and msibuild here: no .msi.")
        return None
    write_components(release.payload, components, with_path=bool(wix))
    if wix:
        objects = [release.made / f"{source.stem}.wixobj" for source in sources]
        for source, compiled in zip(sources, objects, strict=True):
            run([wix / "candle", "-nologo", "-arch", "x64", f"-dVersion={version}",
                 "-out", compiled, source])  # fmt: skip
        run([wix / "light", "-nologo", "-spdb", "-b", release.payload, "-out", target, *objects])
    else:
        run(
            ["wixl", "-a", "x64", "-D", f"Version={version}", "-o", target, *sources],
            cwd=release.payload,
        )
        machine_path.add_rows(target, component_of(machine_path.PROGRAM))
    return target


def sign(files: list[Path], certificate: str) -> None:
    """Sign with a time stamp, so that the signature outlives the certificate."""
    run([
        "signtool", "sign", "/sha1", certificate, "/fd", "sha256", "/tr", TIMESTAMPS,
        "/td", "sha256", *files,
    ])  # fmt: skip


def version_info(version: str, number: str, program: str) -> str:
    """What Windows shows under Properties, in the notation that PyInstaller reads."""
    figures = tuple(int(figure) for figure in number.split("."))
    strings = {
        "CompanyName": "Exposure",
        "ProductName": "Exposure",
        # The name in the task manager, and in what a firewall asks.
        "FileDescription": DESCRIPTIONS[program],
        "InternalName": program,
        "OriginalFilename": f"{program}.exe",
        "FileVersion": version,
        "ProductVersion": version,
        "LegalCopyright": "AGPL-3.0-or-later",
    }
    table = ", ".join(f"StringStruct({name!r}, {text!r})" for name, text in strings.items())
    # 0409, 04B0: US English, Unicode.
    return (
        f"VSVersionInfo(ffi=FixedFileInfo(filevers={figures}, prodvers={figures}), kids=["
        f"StringFileInfo([StringTable('040904B0', [{table}])]), "
        "VarFileInfo([VarStruct('Translation', [0x0409, 0x04B0])])])\n"
    )
