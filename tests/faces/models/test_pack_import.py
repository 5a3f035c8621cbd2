"""What a stranger's folder or zip file may hold, and what is made of it."""

import io
import os
import shutil
import struct
import zipfile

import numpy as np
import onnx
import pytest
from insightface.model_zoo.model_zoo import ModelRouter
from onnx import TensorProto, helper, numpy_helper

from exposure_app.domain import errors
from exposure_app.domain.work import Cancelled, CancelToken
from exposure_app.faces.models import onnx_files, pack_archive
from exposure_app.faces.models.onnx_files import ModelPart, part_of
from exposure_app.faces.models.pack import default_pack, sha256_of
from exposure_app.faces.models.pack_folder import read_pack
from tests.faces.packs import insightface_folder, intake, own_folder, vectron


@pytest.fixture
def took(tmp_path):
    return intake(tmp_path / "home")


def take(took, *files, name="", cancel=None):
    return took.take(list(files), name=name, cancel=cancel or CancelToken())


def refusal(took, *files, name=""):
    """Why it was refused; and that nothing of it was kept."""
    with pytest.raises(errors.PackUnusable) as caught:
        take(took, *files, name=name)
    assert not took.models.exists() or not list(took.models.iterdir())
    return caught.value.reason


def zipped(path, files):
    """A zip file of {name: bytes}."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in files.items():
            archive.writestr(name, body)
    return path


def weights(folder):
    return {file.name: file.read_bytes() for file in sorted(folder.iterdir())}


def graph(inputs, outputs, *, weight=None):
    """A model of one node that has these inputs and outputs: {name: shape}."""
    constant = weight or numpy_helper.from_array(np.ones(1, np.float32), "w")
    first = next(iter(inputs))
    model = helper.make_model(
        helper.make_graph(
            [helper.make_node("Mul", [first, "w"], [name]) for name in outputs],
            "made-up",
            [helper.make_tensor_value_info(n, TensorProto.FLOAT, s) for n, s in inputs.items()],
            [helper.make_tensor_value_info(n, TensorProto.FLOAT, s) for n, s in outputs.items()],
            [constant],
        )
    )
    return model.SerializeToString()


RECOGNISER = graph({"x": [1, 3, 112, 112]}, {"y": [1, 3, 112, 112]})


class TestWhatAModelIsFor:
    @pytest.mark.parametrize(
        ("name", "part"),
        [
            ("scrfd_500m_bnkps.onnx", ModelPart.SCRFD),
            ("w600k_mbf.onnx", ModelPart.RECOGNISER),
            ("2d106det.onnx", ModelPart.OTHER),
            ("scrfd_nms.onnx", ModelPart.OTHER),
        ],
    )
    def test_real_models_are_told_apart_as_insightface_does(self, name, part):
        file = vectron() / name
        assert part_of(file) is part
        if part is not ModelPart.OTHER:
            routed = ModelRouter(str(file)).get_model(providers=["CPUExecutionProvider"])
            wanted = {ModelPart.SCRFD: "SCRFD", ModelPart.RECOGNISER: "ArcFaceONNX"}[part]
            assert type(routed).__name__ == wanted

    def test_the_weights_that_ship_are_known_as_published(self):
        assert part_of(default_pack().detector.path) is ModelPart.YUNET
        assert part_of(default_pack().recogniser.path) is ModelPart.RECOGNISER

    @pytest.mark.parametrize("outputs", [6, 10])
    def test_a_detector_without_landmarks_cannot_be_used(self, tmp_path, outputs):
        path = tmp_path / "boxes.onnx"
        path.write_bytes(graph({"x": [1, 3, 64, 64]}, {f"y{n}": [1] for n in range(outputs)}))
        assert part_of(path) is ModelPart.OTHER

    @pytest.mark.parametrize("size", [96, 128, 224])
    def test_a_recogniser_of_another_size_cannot_be_used(self, tmp_path, size):
        path = tmp_path / "other.onnx"
        path.write_bytes(graph({"x": [1, 3, size, size]}, {"y": [1, 512]}))
        assert part_of(path) is ModelPart.OTHER

    @pytest.mark.parametrize(
        "body",
        [b"", b"\0" * 100, b"<html>", os.urandom(3000), onnx.ModelProto().SerializeToString()],
    )
    def test_what_is_no_model_is_said_so(self, tmp_path, body):
        path = tmp_path / "no.onnx"
        path.write_bytes(body)
        with pytest.raises(errors.PackUnusable) as caught:
            part_of(path)
        assert caught.value.reason == "not_a_model"

    @pytest.mark.parametrize("nested", [False, True])
    def test_weights_in_other_files_are_refused_wherever_they_hide(self, tmp_path, nested):
        tensor = numpy_helper.from_array(np.ones(1, np.float32), "w")
        onnx.external_data_helper.set_external_data(tensor, location="../../../etc/passwd")
        tensor.data_location = TensorProto.EXTERNAL
        model = onnx.load_from_string(RECOGNISER)
        if nested:
            branch = helper.make_graph([], "branch", [], [], [tensor])
            model.graph.node.append(
                helper.make_node("If", ["c"], ["d"], then_branch=branch, else_branch=branch)
            )
        else:
            model.graph.initializer.append(tensor)
        path = tmp_path / "external.onnx"
        path.write_bytes(model.SerializeToString())
        with pytest.raises(errors.PackUnusable) as caught:
            part_of(path)
        assert caught.value.reason == "external"

    def test_a_file_too_large_is_not_read(self, tmp_path, monkeypatch):
        monkeypatch.setattr(onnx_files, "MAX_MODEL_BYTES", 10)
        path = tmp_path / "large.onnx"
        path.write_bytes(RECOGNISER)
        with pytest.raises(errors.PackUnusable) as caught:
            part_of(path)
        assert caught.value.reason == "too_large"


class TestAFolder:
    def test_is_copied_pinned_and_called_after_itself(self, took, tmp_path):
        folder = own_folder(tmp_path / "Two Models (2)")
        assert take(took, folder) == "two-models--2"
        pack = read_pack(took.models / "two-models--2")
        assert pack.recogniser.sha256 == sha256_of(folder / "rec.onnx")
        assert {f.name for f in pack.folder.iterdir()} == {
            "det.onnx", "rec.onnx", "LicenseRef-of-the-folder.txt", "pack.toml",
        }  # fmt: skip

    def test_within_its_only_folder_is_found_too(self, took, tmp_path):
        own_folder(tmp_path / "outer" / "inner")
        assert take(took, tmp_path / "outer") == "outer"

    def test_without_a_licence_text_says_so(self, took, tmp_path):
        folder = own_folder(tmp_path / "own")
        (folder / "LICENSE.txt").unlink()
        pack = read_pack(took.models / take(took, folder))
        assert pack.licence == "LicenseRef-unknown"
        assert "you have the right" in pack.licence_text

    @pytest.mark.parametrize(
        ("gone", "reason"), [("det.onnx", "no_detector"), ("rec.onnx", "no_recogniser")]
    )
    def test_with_half_a_pack_is_refused(self, took, tmp_path, gone, reason):
        folder = own_folder(tmp_path / "own")
        (folder / gone).unlink()
        assert refusal(took, folder) == reason

    @pytest.mark.parametrize(
        ("twice", "reason"),
        [("det.onnx", "several_detectors"), ("rec.onnx", "several_recognisers")],
    )
    def test_with_two_of_a_kind_is_refused(self, took, tmp_path, twice, reason):
        folder = own_folder(tmp_path / "own")
        shutil.copy(folder / twice, folder / f"other-{twice}")
        assert refusal(took, folder) == reason

    def test_whose_models_do_not_work_is_refused(self, took, tmp_path):
        folder = own_folder(tmp_path / "own")
        broken = graph({"x": [1, 3, 112, 112]}, {"y": [1, 512]}, weight=numpy_helper.from_array(
            np.ones((7, 5), np.float32), "w"))  # fmt: skip
        (folder / "rec.onnx").write_bytes(broken)
        assert refusal(took, folder) == "does_not_work"

    def test_that_is_empty_or_not_there_is_refused(self, took, tmp_path):
        (tmp_path / "empty").mkdir()
        assert refusal(took, tmp_path / "empty") == "no_detector"
        with pytest.raises(errors.CannotRead):
            take(took, tmp_path / "nowhere")

    def test_a_name_that_leads_elsewhere_is_refused(self, took, tmp_path):
        folder = own_folder(tmp_path / "own")
        for name in ("../evil", "/evil", "a/b", ".hidden", "UPPER", "x" * 41, "nul\0"):
            assert refusal(took, folder, name=name) == "name"

    def test_the_name_of_the_pack_that_ships_is_taken(self, took, tmp_path):
        with pytest.raises(errors.PackExists):
            take(took, own_folder(tmp_path / "own"), name=default_pack().name)

    def test_a_published_packs_name_is_for_that_pack(self, took, tmp_path):
        assert take(took, own_folder(tmp_path / "buffalo_l")) == "buffalo_l-own"
        assert take(took, insightface_folder(tmp_path / "buffalo_sc")) == "buffalo_sc"
        assert read_pack(took.models / "buffalo_sc").title == "InsightFace Buffalo SC"

    def test_a_stop_keeps_nothing(self, took, tmp_path):
        cancel = CancelToken()
        cancel.cancel()
        with pytest.raises(Cancelled):
            take(took, own_folder(tmp_path / "own"), cancel=cancel)
        assert not list(took.models.iterdir())

    def test_what_a_killed_attempt_left_goes_with_the_next(self, took, tmp_path):
        left = took.models / ".adding-abc"
        left.mkdir(parents=True)
        (left / "half.onnx").write_bytes(b"x")
        take(took, own_folder(tmp_path / "own"))
        assert not left.exists()


class TestAZipFile:
    @pytest.mark.parametrize("inside", ["", "antelopev2/"])
    def test_is_unpacked_flat_or_nested_once(self, took, tmp_path, inside):
        files = weights(own_folder(tmp_path / "own"))
        archive = zipped(tmp_path / "mine.zip", {inside + n: body for n, body in files.items()})
        pack = read_pack(took.models / take(took, archive))
        assert (pack.name, pack.embedding_length) == ("mine", 128)

    @pytest.mark.parametrize(
        "name", ["../det.onnx", "/det.onnx", "a/../../det.onnx", "a\\..\\det.onnx", "C:det.onnx"]
    )
    def test_with_a_name_that_leads_out_is_refused(self, took, tmp_path, name):
        archive = tmp_path / "slip.zip"
        with zipfile.ZipFile(archive, "w") as zipped_:
            info = zipfile.ZipInfo("x")
            info.filename = name
            zipped_.writestr(info, b"x")
        assert refusal(took, archive) == "name"
        assert not (tmp_path / "home" / "det.onnx").exists()

    def test_with_a_name_that_no_disk_takes_is_refused(self, took, tmp_path):
        archive = zipped(tmp_path / "long.zip", {f"{300 * 'n'}.onnx": b"x"})
        assert refusal(took, archive) == "name"

    def test_with_a_name_in_no_encoding_is_refused(self, took, tmp_path):
        archive = zipped(tmp_path / "name.zip", {"\u00e9.onnx": b"x"})
        archive.write_bytes(archive.read_bytes().replace("\u00e9".encode(), b"\xff\xff"))
        assert refusal(took, archive) == "damaged"

    def test_with_a_file_that_begins_before_it_is_refused(self, took, tmp_path):
        archive = zipped(tmp_path / "before.zip", {"det.onnx": b"x"})
        body = bytearray(archive.read_bytes())
        where = len(body) - 6  # of the list of members, in the end record: APPNOTE 4.3.16
        (begins,) = struct.unpack_from("<I", body, where)
        struct.pack_into("<I", body, where, begins + 4)
        archive.write_bytes(body)
        assert refusal(took, archive) == "damaged"

    def test_with_a_link_is_refused(self, took, tmp_path):
        archive = tmp_path / "link.zip"
        link = zipfile.ZipInfo("det.onnx")
        link.external_attr = 0o120777 << 16
        with zipfile.ZipFile(archive, "w") as zipped_:
            zipped_.writestr(link, b"/etc/passwd")
        assert refusal(took, archive) == "name"

    def test_that_unpacks_without_end_is_refused(self, took, tmp_path, monkeypatch):
        monkeypatch.setattr(pack_archive, "MAX_TOTAL_BYTES", 3_000_000)
        archive = zipped(tmp_path / "bomb.zip", {"det.onnx": b"\0" * 4_000_000})
        assert archive.stat().st_size < 10_000
        assert refusal(took, archive) == "too_large"

    def test_that_lies_about_its_sizes_is_refused(self, took, tmp_path, monkeypatch):
        monkeypatch.setattr(pack_archive, "MAX_TOTAL_BYTES", 3_000_000)
        archive = zipped(tmp_path / "bomb.zip", {"det.onnx": b"\0" * 4_000_000})
        body = archive.read_bytes()
        archive.write_bytes(body.replace(struct.pack("<I", 4_000_000), struct.pack("<I", 100)))
        assert refusal(took, archive) in ("damaged", "not_a_model", "too_large", "no_detector")

    def test_with_one_name_twice_is_refused(self, took, tmp_path):
        archive = tmp_path / "twice.zip"
        with zipfile.ZipFile(archive, "w") as zipped_:
            zipped_.writestr("a/det.onnx", RECOGNISER)
            zipped_.writestr("b/det.onnx", RECOGNISER)
        assert refusal(took, archive) == "several"

    def test_with_too_many_files_is_refused(self, took, tmp_path):
        many = {f"{n}.onnx": b"x" for n in range(pack_archive.MAX_FILES + 1)}
        assert refusal(took, zipped(tmp_path / "many.zip", many)) == "several"

    @pytest.mark.parametrize("cut", [10, 200, 5000])
    def test_that_is_damaged_is_refused(self, took, tmp_path, cut):
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as zipped_:
            zipped_.writestr("det.onnx", os.urandom(20_000))
        archive = tmp_path / "cut.zip"
        archive.write_bytes(stream.getvalue()[:cut])
        assert refusal(took, archive) == "damaged"

    def test_with_other_things_in_it_keeps_none_of_them(self, took, tmp_path):
        files = weights(own_folder(tmp_path / "own"))
        extra = {"run.sh": b"rm -rf /", "model.py": b"x", "__MACOSX/._det.onnx": b"x"}
        archive = zipped(tmp_path / "mine.zip", {**files, **extra})
        folder = took.models / take(took, archive)
        assert {f.suffix for f in folder.iterdir()} == {".onnx", ".txt", ".toml"}


def test_a_pack_file_that_leads_elsewhere_is_not_followed(took, tmp_path):
    folder = took.models / take(took, own_folder(tmp_path / "own"))
    toml = folder / "pack.toml"
    good = toml.read_text()
    for bad in ('name = "../../det.onnx"', "name = 7", 'name = ""'):
        toml.write_text(good.replace('name = "det.onnx"', bad))
        with pytest.raises(errors.ModelDamaged):
            read_pack(folder)
    without_end = good.replace("embedding_length = 128", "embedding_length = inf")
    for bad in ("not toml at all [", f"ignored = {30_000 * '['}", without_end):
        toml.write_text(bad)
        with pytest.raises(errors.ModelDamaged):
            read_pack(folder)


@pytest.mark.parametrize("licence", ['with "quotes" and \\ and ü', "two\nlines\r\nand\x7f\x00more"])
def test_a_hostile_name_does_not_break_the_pack_file(took, tmp_path, licence):
    from dataclasses import replace

    from exposure_app.faces.models.pack_folder import write_pack

    pack = read_pack(took.models / take(took, own_folder(tmp_path / "own")))
    write_pack(replace(pack, title=licence))
    again = read_pack(pack.folder)
    assert "\n" not in again.title
    assert again.detector == pack.detector
