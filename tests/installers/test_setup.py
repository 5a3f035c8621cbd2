"""setup.exe under Wine: what one user's Windows is like before, between and after."""

import pytest

from installers.windows.package import FAST, setup_exe
from tests.installers.wine import (
    CURRENT,
    UNINSTALL,
    USER_PATH,
    needs_mingw,
    needs_nsis,
    needs_wine,
)

pytestmark = [pytest.mark.slow, needs_wine, needs_nsis, needs_mingw]

STILL_RUNNING, NEWER_IS_THERE, THERE_FOR_EVERYBODY, WINDOWS_TOO_OLD = 3, 4, 5, 6


@pytest.fixture(scope="module")
def setup(of_version):
    """Makes setup.exe of a version, once."""
    made = {}

    def make(version="1.2.3"):
        if version not in made:
            with pytest.MonkeyPatch.context() as patched:
                patched.setenv(FAST, "1")
                made[version] = setup_exe(of_version(version), is_signed=False)
        return made[version]

    return make


@pytest.fixture(autouse=True)
def _clean(request, windows):
    """Each test begins and ends without the program, and without a PATH of the user's."""
    yield
    if windows.is_there():
        windows.uninstall()
    windows.set(USER_PATH, "Path", None)


def files_of(folder):
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def path_of(windows):
    return windows.value(USER_PATH, "Path")


def folder_of(windows):
    """The program's folder, as Windows names it."""
    return windows.value(UNINSTALL, "InstallLocation")[1]


def test_it_installs_just_its_files_below_a_name_that_no_old_code_page_has(
    setup, windows, of_version
):
    windows.run(setup(), "/S", "/D=C:\\somewhere-else")
    assert "太郎" in str(windows.program)
    payload = of_version("1.2.3").payload
    assert files_of(windows.program) == {*files_of(payload), "uninstall-exposure.exe"}
    assert (windows.program / "exposure.exe").read_bytes() == (
        payload / "exposure.exe"
    ).read_bytes()
    assert windows.shortcut.exists()
    assert not (windows.drive / "somewhere-else").exists()


def test_windows_list_of_programs_shows_name_version_maker_and_size(setup, windows, of_version):
    windows.run(setup(), "/S")
    shown = windows.registry()[UNINSTALL]
    payload = of_version("1.2.3").payload
    size = sum(path.stat().st_size for path in payload.rglob("*") if path.is_file())
    assert shown["DisplayName"] == ("REG_SZ", "Exposure")
    assert shown["DisplayVersion"] == ("REG_SZ", "1.2.3")
    assert shown["Publisher"] == ("REG_SZ", "Exposure")
    assert shown["EstimatedSize"] == size // 1024
    folder = folder_of(windows)
    assert shown["QuietUninstallString"][1] == f'"{folder}\\uninstall-exposure.exe" /S'


def test_both_programs_are_found_by_their_names(setup, windows):
    windows.run(setup(), "/S")
    assert windows.run("cmd", "/c", "exposure", code=7) == "1.2.3"
    assert windows.run("cmd", "/c", "exposure-app", code=7) == "1.2.3"
    for name in ("exposure", "exposure-app"):
        told = windows.value(rf"{CURRENT}\App Paths\{name}.exe", "")
        assert told == ("REG_SZ", rf"{folder_of(windows)}\{name}.exe")


def test_uninstalling_leaves_the_vault_and_nothing_else(setup, windows):
    vault = windows.local / "exposure_app" / "vault.db"
    vault.parent.mkdir(exist_ok=True)
    vault.write_bytes(b"encrypted")
    before, files = windows.registry(), files_of(windows.local.parent)
    windows.run(setup(), "/S")
    assert windows.registry() != before
    windows.uninstall()
    assert windows.registry() == before
    assert files_of(windows.local.parent) == files
    assert not windows.program.exists()
    assert vault.read_bytes() == b"encrypted"


def test_installing_over_an_older_version_leaves_just_this_versions_files(
    setup, windows, of_version
):
    windows.run(setup("1.2.3"), "/S")
    (windows.program / "left-by-an-older-version.dll").touch()
    vault = windows.local / "exposure_app" / "vault.db"
    vault.parent.mkdir(exist_ok=True)
    vault.write_bytes(b"encrypted")
    windows.run(setup("1.10.0"), "/S")
    payload = of_version("1.10.0").payload
    assert files_of(windows.program) == {*files_of(payload), "uninstall-exposure.exe"}
    assert windows.run("cmd", "/c", "exposure", code=7) == "1.10.0"
    assert windows.value(UNINSTALL, "DisplayVersion") == ("REG_SZ", "1.10.0")
    assert vault.read_bytes() == b"encrypted"


def test_an_older_version_does_not_replace_a_newer_one(setup, windows):
    windows.run(setup("1.10.0"), "/S")
    windows.run(setup("1.2.3"), "/S", code=NEWER_IS_THERE)
    assert windows.run("cmd", "/c", "exposure", code=7) == "1.10.0"


def test_the_same_version_again_mends_what_is_broken(setup, windows):
    windows.run(setup(), "/S")
    (windows.program / "exposure.exe").write_bytes(b"broken")
    windows.run(setup(), "/S")
    assert windows.run("cmd", "/c", "exposure", code=7) == "1.2.3"


@pytest.mark.parametrize("name", ["exposure.exe", "exposure-app.exe"])
def test_while_a_program_runs_nothing_of_it_is_touched(setup, windows, name):
    windows.run(setup(), "/S")
    files = files_of(windows.program)
    with windows.running(windows.program / name):
        windows.run(setup("1.10.0"), "/S", code=STILL_RUNNING)
        assert files_of(windows.program) == files
        assert path_of(windows) == ("REG_EXPAND_SZ", folder_of(windows))
    assert windows.run("cmd", "/c", "exposure", code=7) == "1.2.3"


def test_a_program_for_everybody_is_not_doubled(setup, windows):
    windows.run(
        "reg", "add", r"HKLM\Software\Exposure", "/v", "installed", "/t", "REG_DWORD", "/d", "1"
    )
    try:
        windows.run(setup(), "/S", code=THERE_FOR_EVERYBODY)
    finally:
        windows.run("reg", "delete", r"HKLM\Software\Exposure", "/f")
    assert not windows.is_there()


def test_a_windows_that_is_too_old_is_told(setup, windows):
    windows.run("winecfg", "-v", "win81")
    try:
        windows.run(setup(), "/S", code=WINDOWS_TOO_OLD)
    finally:
        windows.run("winecfg", "-v", "win10")
    assert not windows.is_there()


LONG = ";".join(rf"C:\some folder\number {number:04}" for number in range(360))


@pytest.mark.parametrize(
    "before",
    [
        None,
        ("REG_SZ", r"C:\one"),
        ("REG_EXPAND_SZ", r"%USERPROFILE%\bin;;C:\two;"),
        ("REG_EXPAND_SZ", ";"),
        ("REG_EXPAND_SZ", LONG),
        ("REG_EXPAND_SZ", LONG + ";"),
    ],
    ids=[
        "none",
        "one",
        "empty entries",
        "a semicolon",
        "9,000 characters",
        "9,000 and a semicolon",
    ],
)
def test_path_gains_one_entry_and_is_as_before_afterwards(setup, windows, before):
    windows.set(USER_PATH, "Path", before)
    assert path_of(windows) == before
    windows.run(setup(), "/S")
    windows.run(setup("1.10.0"), "/S")
    kind, text = path_of(windows)
    assert text.split(";").count(folder_of(windows)) == 1
    assert kind == (before[0] if before else "REG_EXPAND_SZ")
    assert text.startswith(before[1] if before else folder_of(windows))
    windows.uninstall()
    assert path_of(windows) == before


def test_an_entry_that_the_user_moved_is_found_again_and_its_neighbours_stay(setup, windows):
    windows.run(setup(), "/S")
    folder = folder_of(windows)
    moved = rf"C:\one;{folder.upper()};{folder}\deeper;C:\two"
    windows.set(USER_PATH, "Path", ("REG_EXPAND_SZ", moved))
    windows.run(setup(), "/S")
    assert path_of(windows)[1] == moved
    windows.uninstall()
    assert path_of(windows)[1] == rf"C:\one;{folder}\deeper;C:\two"


def test_a_path_that_is_no_text_is_left_alone(setup, windows):
    windows.run("reg", "add", USER_PATH, "/v", "Path", "/t", "REG_DWORD", "/d", "5")
    windows.run(setup(), "/S")
    assert path_of(windows) == 5
    windows.uninstall()
    assert path_of(windows) == 5
