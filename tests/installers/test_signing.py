"""Signing: everything must be there first, and a name claims only what was checked."""

import shutil
import subprocess

import pytest

from installers.release import keychain, secrets, sign, signed
from installers.release.native import is_mach_o, is_native

needs_gpg = pytest.mark.skipif(not shutil.which("gpg"), reason="needs GnuPG")
MACH_O = b"\xcf\xfa\xed\xfe" + bytes(28)


@pytest.fixture
def ran(monkeypatch):
    """The commands that would have been run, in order; those of macOS are not here."""
    commands = []

    def note(command):
        commands.append([str(word) for word in command])

    for module in (keychain, sign):
        monkeypatch.setattr(module, "run", note)
    return commands


@pytest.mark.parametrize("system", secrets.NEEDED)
def test_asked_to_sign_without_a_secret_it_fails_and_names_what_is_missing(
    system, monkeypatch, capsys
):
    for name in secrets.NEEDED[system]:
        monkeypatch.setenv(name, "there")
    assert secrets.main([system]) == 0
    last = secrets.NEEDED[system][-1]
    monkeypatch.setenv(last, " ")
    assert secrets.main([system]) == 1
    assert last in capsys.readouterr().out


def test_the_app_is_signed_from_the_inside_out_and_only_programs_are_entitled(ran, tmp_path):
    app = tmp_path / "Exposure.app"
    parts = ["MacOS/exposure", "Frameworks/libz.dylib", "Frameworks/Qt/Versions/A/Qt"]
    for part in parts:
        (app / "Contents" / part).parent.mkdir(parents=True, exist_ok=True)
        (app / "Contents" / part).write_bytes(MACH_O)
    (app / "Contents/Resources").mkdir()
    (app / "Contents/Resources/libz.dylib").symlink_to("../Frameworks/libz.dylib")
    (app / "Contents/Resources/words.txt").write_text("no code")
    sign.sign_app(app, "Developer ID")
    assert [command[-1] for command in ran] == [
        str(app / "Contents" / part)
        for part in ("Frameworks/Qt/Versions/A/Qt", "Frameworks/libz.dylib", "MacOS/exposure")
    ] + [str(app)]
    assert ["--entitlements" in command for command in ran] == [False, False, True, True]
    assert all({"--timestamp", "runtime"} <= set(command) for command in ran)


def test_the_certificate_is_in_a_keychain_of_its_own_and_in_no_file_afterwards(
    ran, tmp_path, monkeypatch
):
    monkeypatch.setenv("RUNNER_TEMP", str(tmp_path))
    monkeypatch.setenv("MACOS_CERTIFICATE_P12", "bm90IG9uZQ==")
    monkeypatch.setenv("MACOS_CERTIFICATE_PASSWORD", "secret")
    keychain.main(["open"])
    assert [command[1] for command in ran][:4] == [
        "create-keychain", "set-keychain-settings", "unlock-keychain", "import",
    ]  # fmt: skip
    assert not [path for path in tmp_path.rglob("*") if path.suffix == ".p12"]
    assert keychain.place().with_suffix(".p12").parent == tmp_path


def test_a_keychain_is_removed_if_there_is_one_and_it_is_no_fault_if_not(
    ran, tmp_path, monkeypatch
):
    monkeypatch.setenv("RUNNER_TEMP", str(tmp_path))
    keychain.main(["close"])
    assert ran == []
    keychain.place().touch()
    keychain.main(["close"])
    assert ran == [["security", "delete-keychain", str(keychain.place())]]


@pytest.fixture(scope="module")
def private_key(tmp_path_factory):
    home = tmp_path_factory.mktemp("gnupg")
    home.chmod(0o700)
    gpg = ["gpg", "--homedir", str(home), "--batch", "--quiet", "--passphrase", ""]
    subprocess.run([*gpg, "--quick-generate-key", "release@example.org", "ed25519"], check=True)
    done = subprocess.run(
        [*gpg, "--armor", "--export-secret-keys"], capture_output=True, check=True
    )
    subprocess.run(["gpgconf", "--homedir", str(home), "--kill", "gpg-agent"], check=True)
    return done.stdout.decode()


@pytest.fixture
def on_linux(monkeypatch, private_key):
    monkeypatch.setenv("EXPOSURE_GPG_PRIVATE_KEY", private_key)
    for module in (sign, signed):
        monkeypatch.setattr(module, "here", lambda: "linux")


@pytest.fixture
def archive(tmp_path):
    (tmp_path / "dist").mkdir()
    path = tmp_path / "dist" / "exposure-1-linux-x86_64-unsigned.tar.xz"
    path.write_bytes(b"stands in for an archive")
    return path


@needs_gpg
def test_a_name_loses_unsigned_once_its_signature_holds(on_linux, archive):
    folder = archive.parent
    assert sign.main(["files", str(folder)]) == 0
    assert signed.main([str(folder)]) == 0
    assert sorted(path.name for path in folder.iterdir()) == [
        "exposure-1-linux-x86_64.tar.xz", "exposure-1-linux-x86_64.tar.xz.asc",
    ]  # fmt: skip


@needs_gpg
@pytest.mark.parametrize("change", ["nothing was signed", "changed afterwards"])
def test_a_name_keeps_unsigned_while_its_signature_does_not_hold(on_linux, archive, change, capsys):
    if change == "changed afterwards":
        sign.main(["files", str(archive.parent)])
        archive.write_bytes(b"another archive")
    assert signed.main([str(archive.parent)]) == 1
    assert archive.exists()
    assert archive.name in capsys.readouterr().out


@needs_gpg
def test_a_name_beside_one_that_was_checked_claims_nothing(on_linux, archive):
    beside = archive.with_name("exposure-1-linux-x86_64-unsigned.txt")
    beside.touch()
    assert sign.main(["files", str(archive.parent)]) == 0
    assert signed.main([str(archive.parent)]) == 0
    assert beside.exists()


@needs_gpg
def test_a_folder_with_nothing_to_check_is_no_success(on_linux, tmp_path):
    assert signed.main([str(tmp_path)]) == 1


def test_code_is_told_by_its_first_bytes(tmp_path):
    for name, body in {"a": MACH_O, "b": b"\x7fELF", "c": b"MZ\x90\x00", "d": b"text"}.items():
        (tmp_path / name).write_bytes(body)
    assert [path.name for path in sorted(tmp_path.iterdir()) if is_native(path)] == ["a", "b", "c"]
    assert [path.name for path in sorted(tmp_path.iterdir()) if is_mach_o(path)] == ["a"]
