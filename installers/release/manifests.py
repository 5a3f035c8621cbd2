"""Fills in what winget, Homebrew and Flathub are given, from a release's sums.

    manifests SHA256SUMS OUT

They are sent in by a person, once the release is published. The names below are placeholders as
long as nobody owns the domain and the accounts: installers/README.md, "Before the first release".
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from string import Template

from exposure_app import RELEASED, __version__

STORES = Path(__file__).resolve().parents[1] / "stores"
REPOSITORY = "https://github.com/exposure-app/exposure"
RAW = "https://raw.githubusercontent.com/exposure-app/exposure"
WINGET_ID = "Exposure.Exposure"
# A part of such a name has no hyphen; the domain's becomes an underscore, as with D-Bus.
FLATPAK_ID = "org.exposure_app.Exposure"
SUMMARY = "Shows where your own face appears"

# What each file of a release is called in the templates.
FILES = {
    "setup": "-setup.exe",
    "msi": ".msi",
    "dmg": ".dmg",
    "tar": ".tar.xz",
}
# Template, and where it goes.
TARGETS = {
    "winget/version.yaml": f"winget/{WINGET_ID}.yaml",
    "winget/installer.yaml": f"winget/{WINGET_ID}.installer.yaml",
    "winget/locale.en-US.yaml": f"winget/{WINGET_ID}.locale.en-US.yaml",
    "homebrew/exposure.rb": "homebrew/exposure.rb",
    "flatpak/manifest.yml": f"flatpak/{FLATPAK_ID}.yml",
    "flatpak/app.desktop": f"flatpak/{FLATPAK_ID}.desktop",
    "flatpak/app.metainfo.xml": f"flatpak/{FLATPAK_ID}.metainfo.xml",
}


def main(arguments: Sequence[str]) -> int:
    """Write all of them; return 1 if the release lacks a file that they name."""
    sums, out = map(Path, arguments)
    values = names(sums.read_text("utf-8").splitlines())
    missing = [ending for name, ending in FILES.items() if f"{name}_sha256" not in values]
    if missing:
        print(f"release: {sums.name} names no {', no '.join(missing)}.")
        return 1
    for template, target in TARGETS.items():
        path = out / target
        path.parent.mkdir(parents=True, exist_ok=True)
        text = Template((STORES / template).read_text("utf-8")).substitute(values)
        path.write_text(text, encoding="utf-8", newline="\n")
    print(f"release: {len(TARGETS)} files in {out}")
    return 0


def names(sums: Iterable[str]) -> dict[str, str]:
    """What the templates' gaps are filled with."""
    values = {
        "version": __version__,
        "day": RELEASED,
        "summary": SUMMARY,
        "repository": REPOSITORY,
        "raw": f"{RAW}/v{__version__}",
        "download": f"{REPOSITORY}/releases/download/v{__version__}",
        "winget_id": WINGET_ID,
        "flatpak_id": FLATPAK_ID,
        "developer_id": FLATPAK_ID.rpartition(".")[0],
    }
    for line in sums:
        digest, _, file = line.partition("  ")
        for name, ending in FILES.items():
            # A signature's name begins like that of what it signs.
            if file.endswith(ending):
                values |= {f"{name}_name": file, f"{name}_sha256": digest}
    return values
