"""Lists a folder as Windows Installer components: one per file, the same from build to build."""

import uuid
from pathlib import Path
from xml.etree import ElementTree as ET

from installers.windows import machine_path

WIX = "http://schemas.microsoft.com/wix/2006/wi"
# Only a seed: a file's component keeps its identity from version to version by it.
SEED = uuid.UUID("0f6a4d0c-54c3-4f1c-8f0e-3c9d1f1f7b52")


def write_components(payload: Path, target: Path, *, with_path: bool) -> None:
    """Write a WiX fragment with a component group `Payload` for every file below `payload`.

    It names them relative to `payload`: wixl understands no absolute names. `with_path`: the
    command line's component also extends PATH, by an element that WiX 3 knows and wixl does not.
    """
    ET.register_namespace("", WIX)
    root = ET.Element(f"{{{WIX}}}Wix")
    group = ET.SubElement(
        ET.SubElement(root, f"{{{WIX}}}Fragment"), f"{{{WIX}}}ComponentGroup", Id="Payload"
    )
    top = ET.SubElement(
        ET.SubElement(root, f"{{{WIX}}}Fragment"), f"{{{WIX}}}DirectoryRef", Id="INSTALLDIR"
    )
    _add_folder(payload, payload, top, group)
    if with_path:
        component = root.find(f".//{{{WIX}}}Component[@Id='{component_of(machine_path.PROGRAM)}']")
        assert component is not None
        ET.SubElement(component, f"{{{WIX}}}Environment", machine_path.ELEMENT)
    ET.indent(root)
    ET.ElementTree(root).write(target, encoding="utf-8", xml_declaration=True)


def _add_folder(folder: Path, payload: Path, parent: ET.Element, group: ET.Element) -> None:
    for path in sorted(folder.iterdir()):
        name = path.relative_to(payload).as_posix()
        if path.is_dir():
            inner = ET.SubElement(
                parent, f"{{{WIX}}}Directory", Id=_identifier("d", name), Name=path.name
            )
            _add_folder(path, payload, inner, group)
            continue
        component = ET.SubElement(
            parent,
            f"{{{WIX}}}Component",
            Id=component_of(name),
            Guid=str(uuid.uuid5(SEED, name)).upper(),
            Win64="yes",
        )
        ET.SubElement(
            component,
            f"{{{WIX}}}File",
            Id=_identifier("f", name),
            Name=path.name,
            Source=name,
            KeyPath="yes",
        )
        ET.SubElement(group, f"{{{WIX}}}ComponentRef", Id=component_of(name))


def component_of(name: str) -> str:
    """The identifier of the component that is the file `name`, relative to the payload."""
    return _identifier("c", name)


def _identifier(letter: str, name: str) -> str:
    """At most 72 characters of letters and figures, as Windows Installer wants them."""
    return f"{letter}{uuid.uuid5(SEED, name).hex}"
