"""Model packs by the command line: from a folder to an audit, and back to the one that ships."""

import shutil

import pytest

from tests.faces.packs import insightface_folder
from tests.pictures import jpeg_bytes, portrait

PICTURES_EACH, PEOPLE = 4, 100


@pytest.fixture
def small(exposure, tmp_path):
    """InsightFace's small models, added as "small"; the command line."""
    folder = insightface_folder(tmp_path / "small")
    said = exposure("models", "add", str(folder), "--json")
    assert said.code == 0, said.err
    assert said.document["status"] == "licence_not_accepted"
    assert said.document["ignored"] == ["2d106det.onnx"]
    return exposure


@pytest.fixture
def labelled(labelled_faces, tmp_path):
    """A small folder with one folder for each person."""
    folders = (one for one in labelled_faces.iterdir() if one.is_dir())
    for person in sorted(folders, key=lambda one: (-len(list(one.glob("*.jpg"))), one.name))[
        :PEOPLE
    ]:
        copy = tmp_path / "labelled" / person.name
        copy.mkdir(parents=True)
        for picture in sorted(person.glob("*.jpg"))[:PICTURES_EACH]:
            shutil.copy(picture, copy)
    return tmp_path / "labelled"


def test_the_list_says_what_is_here_in_use_and_to_be_had(exposure):
    said = exposure("models", "--json")
    assert said.code == 0
    [pack] = said.document["models"]
    assert (pack["status"], pack["active"], pack["default"]) == ("ready", True, True)
    available = {one["name"]: one for one in said.document["available"]}
    assert available["buffalo_l"]["download_bytes"] == 288_621_354
    assert available["auraface"]["licence"] == "Apache-2.0"
    told = exposure("models").out
    assert "* yunet-sface" in told
    assert "289 MB" in told


def test_each_step_before_use_is_asked_for_in_plain_words(small, tmp_path):
    said = small("models", "use", "small")
    assert said.code == 1
    assert "licence" in said.err
    assert "non-commercial research" in small("models", "licence", "small").out
    assert small("models", "licence", "small", "--accept", "--json").document["status"] == (
        "not_calibrated"
    )
    said = small("models", "use", "small")
    assert said.code == 1
    assert "one folder for each person" in said.err
    said = small("models", "calibrate", "small", str(tmp_path / "nowhere"))
    assert said.code == 1
    assert said.err.strip()
    assert small("models", "remove", "small", "--json").document == {"removed": "small"}
    assert len(small("models", "--json").document["models"]) == 1


@pytest.mark.parametrize(
    "action",
    [
        ["licence", "none"], ["calibrate", "none", "."], ["download", "none"], ["compare", "none"],
        ["use", "none"], ["remove", "none"], ["add", "nowhere"], ["download", "buffalo_l"],
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_said_and_is_no_crash(exposure, action):
    said = exposure("models", *action)
    assert said.code == 1
    assert said.err.strip().endswith(".")
    assert "(" not in said.err, "an unforeseen error names its class in brackets"


@pytest.mark.parametrize("action", [["fly"], ["add"], ["calibrate", "x"], ["use"]])
def test_wrong_usage_is_said_so(exposure, action):
    assert exposure("models", *action).code == 2


@pytest.mark.slow
def test_a_pack_is_added_measured_compared_used_and_left_again(small, photo, labelled, tmp_path):
    pictures = tmp_path / "pictures"
    pictures.mkdir()
    (pictures / "her.jpg").write_bytes(jpeg_bytes(portrait().resize((300, 300))))
    assert small("enrol", str(photo)).code == 0
    assert small("source", "add", str(pictures), "--footing", "my-export").code == 0
    assert small("audit").code == 0
    [finding] = small("findings", "--json").document["findings"]
    assert small("judge", finding["id"], "me").code == 0

    small("models", "licence", "small", "--accept")
    said = small("models", "calibrate", "small", str(labelled), "--json", "--quiet")
    assert said.code == 0, said.err
    assert (said.document["status"], said.document["people"]) == ("ready", PEOPLE)

    compared = small("models", "compare", "small", "--json", "--quiet").document
    assert (compared["changed"], compared["photos"], compared["findings"]) == (False, 1, 1)
    assert small("models", "--json").document["models"][0]["active"]

    used = small("models", "use", "small", "--json", "--quiet").document
    assert used["changed"]
    assert used["changes"] == compared["changes"]
    active = [one["name"] for one in small("models", "--json").document["models"] if one["active"]]
    assert active == ["small"]
    assert "small:9cc6e4a7" in small("self-check", "--json").out
    assert small("models", "remove", "small").code == 1
    assert small("audit", "--quiet").code == 0
    [again] = small("findings", "--json").document["findings"]
    assert (again["id"], again["verdict"]) == (finding["id"], "me")

    assert small("models", "use", "yunet-sface", "--quiet").code == 0
    [back] = small("findings", "--json").document["findings"]
    assert (back["id"], back["verdict"]) == (finding["id"], "me")
    assert small("models", "remove", "small").code == 0
