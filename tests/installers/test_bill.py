"""What the bill of materials of a bundle says, and where it comes from."""

import hashlib
import json
import sys

import pytest

from installers.release import handed_out, materials

BILL = {
    "metadata": {"component": {"bom-ref": "root", "name": "exposure-app"}},
    "components": [
        {"bom-ref": "a", "name": "Pillow_Thing"},
        {"bom-ref": "b", "name": "pytest"},
    ],
    "dependencies": [
        {"ref": "root", "dependsOn": ["a", "b"]},
        {"ref": "a", "dependsOn": ["b"]},
        {"ref": "b"},
    ],
}


def test_what_is_not_handed_out_is_not_on_the_bill_and_nothing_leads_to_it():
    bill = materials.only(BILL, ["pillow-thing"])
    assert [one["name"] for one in bill["components"]] == ["Pillow_Thing"]
    assert bill["dependencies"] == [
        {"ref": "root", "dependsOn": ["a"]},
        {"ref": "a", "dependsOn": []},
    ]


def test_each_file_of_native_code_is_named_by_its_path_inside_with_its_sum(tmp_path):
    (tmp_path / "_internal").mkdir()
    (tmp_path / "_internal" / "lib.so").write_bytes(b"\x7fELF of mine")
    (tmp_path / "_internal" / "words.txt").write_text("no code")
    (tmp_path / "other.so").symlink_to("_internal/lib.so")
    (file,) = materials.native_files(tmp_path)
    assert file["name"] == "_internal/lib.so"
    digest = hashlib.sha256(b"\x7fELF of mine").hexdigest()
    assert file["hashes"] == [{"alg": "SHA-256", "content": digest}]


def test_the_packages_handed_out_are_those_with_a_licence_in_the_bundle_and_the_loader():
    names = {package.metadata["Name"].lower() for package in handed_out.packages()}
    assert {"numpy", "requests", "certifi", "av"} <= names
    assert not {"pytest", "mypy", "exposure-app"} & names


@pytest.mark.slow
def test_the_bill_of_this_very_environment_is_valid_and_tells_nothing_of_this_machine(tmp_path):
    pytest.importorskip("cyclonedx_py", reason="needs the extra `release`")
    from installers.release import bill

    payload = tmp_path / "payload"
    payload.mkdir()
    (payload / "exposure").write_bytes(b"\x7fELF")
    assert bill.main([str(tmp_path / "out"), "--payload", str(payload)]) == 0
    (written,) = (tmp_path / "out").glob("*.cdx.json")
    text = written.read_text("utf-8")
    names = {one["name"] for one in json.loads(text)["components"]}
    assert {"numpy", "onnxruntime", "CPython", "exposure"} <= names
    assert "pytest" not in names
    assert str(tmp_path) not in text
    assert sys.prefix not in text
