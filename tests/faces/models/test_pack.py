import shutil
from dataclasses import replace

import pytest

from exposure_app.domain import errors
from exposure_app.faces.models.pack import default_pack, packs, verify


@pytest.fixture
def copied_pack(tmp_path):
    """The default pack, its files in a folder of the test's own."""
    pack = default_pack()
    files = {}
    for part in ("detector", "recogniser"):
        file = getattr(pack, part)
        files[part] = replace(file, path=tmp_path / file.name)
        shutil.copy(file.path, tmp_path)
    return replace(pack, folder=tmp_path, **files)


@pytest.mark.parametrize("pack", packs(), ids=lambda pack: pack.name)
def test_every_file_that_ships_is_the_one_that_was_pinned(pack):
    verify(pack)
    for file in pack.files:
        assert file.origin.startswith("https://")
        assert file.licence_path.read_text(encoding="utf-8").strip()


def test_no_weights_ship_that_are_not_pinned():
    shipped = {path for pack in packs() for path in pack.folder.rglob("*.onnx")}
    assert shipped == {file.path for pack in packs() for file in pack.files}


def test_the_default_pack_may_be_shipped_and_says_which_weights_it_is():
    pack = default_pack()
    assert pack.licence == "MIT AND Apache-2.0"
    assert pack.model == "yunet-sface:fb143eea"
    assert pack.embedding_length == 128


def test_a_copy_of_the_files_is_as_good_as_the_files(copied_pack):
    verify(copied_pack)


def test_a_missing_file_is_named_without_its_folder(copied_pack):
    copied_pack.recogniser.path.unlink()
    with pytest.raises(errors.ModelMissing) as caught:
        verify(copied_pack)
    assert caught.value.file == "face_recognition_sface_2021dec_int8bq.onnx"


def test_one_changed_bit_is_noticed(copied_pack):
    body = bytearray(copied_pack.recogniser.path.read_bytes())
    body[len(body) // 2] ^= 1
    copied_pack.recogniser.path.write_bytes(body)
    with pytest.raises(errors.ModelDamaged):
        verify(copied_pack)


def test_a_file_cut_short_is_noticed(copied_pack):
    with copied_pack.detector.path.open("r+b") as stream:
        stream.truncate(1000)
    with pytest.raises(errors.ModelDamaged) as caught:
        verify(copied_pack)
    assert caught.value.file == "face_detection_yunet_2023mar_int8bq.onnx"


def test_a_folder_in_the_place_of_a_file_is_no_model(copied_pack):
    copied_pack.detector.path.unlink()
    copied_pack.detector.path.mkdir()
    with pytest.raises(errors.ModelDamaged):
        verify(copied_pack)
