"""What verdicts, look-alikes and one's own folder do, from the command line."""

import json

import pytest

from tests.pictures import coffee, crowd, double, jpeg_bytes, portrait


@pytest.fixture
def album(tmp_path):
    """Two pictures of a double, one of the subject."""
    folder = tmp_path / "album"
    folder.mkdir()
    (folder / "a.jpg").write_bytes(jpeg_bytes(double()))
    (folder / "b.jpg").write_bytes(jpeg_bytes(double().resize((300, 300))))
    (folder / "me.jpg").write_bytes(jpeg_bytes(portrait().transpose(0)))
    return folder


@pytest.fixture
def audited(enrolled, album):
    """The command line, and the ids of what was found, by file name."""
    enrolled("source", "add", str(album), "--footing", "owned")
    found = enrolled("audit", "--json").document["findings"]
    ids = {one["places"][0]["image_url"].rsplit("/", 1)[1]: one["id"] for one in found}
    assert set(ids) == {"a.jpg", "b.jpg", "me.jpg"}, "or these tests test nothing"
    return enrolled, ids


def test_not_me_says_what_it_changed_elsewhere(audited):
    exposure, ids = audited
    said = exposure("judge", ids["a.jpg"], "not-me", "--json")
    assert said.code == 0, said.err
    assert said.document["changed"] == [
        {"id": ids["b.jpg"], "subject": "me", "before": "very_likely", "after": "looks_like_you"}
    ]
    back = exposure("judge", ids["a.jpg"], "unsure")
    assert ids["b.jpg"] in back.out
    assert "looks very much like you" in back.out


def test_me_offers_a_good_photo_and_enrols_it_only_when_asked(audited):
    exposure, ids = audited
    said = exposure("judge", ids["a.jpg"], "me", "--json")
    assert said.document["offer"] == {"era": "", "photos": 1}
    assert "--enrol" in exposure("judge", ids["a.jpg"], "me").out
    assert len(exposure("subject", "photos", "me", "--json").document["photos"]) == 1
    said = exposure("judge", ids["a.jpg"], "me", "--enrol", "--era", "now", "--json")
    assert said.code == 0, said.err
    photos = exposure("subject", "photos", "me", "--json").document["photos"]
    assert [(one["id"], one["era"]) for one in photos][1:] == [(said.document["enrolled"], "now")]


def test_only_what_is_me_can_be_enrolled(audited):
    exposure, ids = audited
    said = exposure("judge", ids["a.jpg"], "not-me", "--enrol")
    assert said.code == 1
    assert "not confirmed" in said.err


def test_answers_are_listed_and_taken_back_to_a_chosen_one(audited):
    exposure, ids = audited
    for name, verdict in (("me.jpg", "me"), ("a.jpg", "not-me"), ("b.jpg", "unsure")):
        exposure("judge", ids[name], verdict)
    answers = exposure("answers", "--json").document["answers"]
    assert [(one["finding"], one["verdict"]) for one in answers] == [
        (ids["b.jpg"], "unsure"),
        (ids["a.jpg"], "not-me"),
        (ids["me.jpg"], "me"),
    ]
    assert "this is me" in exposure("answers").out
    undone = exposure("undo", str(answers[1]["number"]), "--json").document
    assert [one["id"] for one in undone["findings"]] == [ids["b.jpg"], ids["a.jpg"]]
    assert [(one["id"], one["after"]) for one in undone["changed"]] == [
        (ids["b.jpg"], "very_likely")
    ]
    assert exposure("undo", str(answers[1]["number"])).code == 1
    assert "1 finding" in exposure("undo").out
    assert "no answer" in exposure("undo").out
    assert exposure("answers", "--json").document == {"answers": []}


def test_a_look_alike_can_be_added_listed_and_removed(audited, tmp_path):
    exposure, ids = audited
    twin = tmp_path / "twin.jpg"
    twin.write_bytes(jpeg_bytes(double().resize((420, 420))))
    added = exposure("look-alike", "add", str(twin), "--subject", "me", "--json").document
    assert {one["id"] for one in added["changed"]} == {ids["a.jpg"], ids["b.jpg"]}
    [listed] = exposure("look-alikes", "--json").document["look_alikes"]
    assert (listed["id"], listed["subject"]) == (added["id"], "me")
    assert added["id"] in exposure("look-alikes", "--subject", "me").out
    removed = exposure("look-alike", "remove", added["id"], "--json").document
    assert {one["after"] for one in removed["changed"]} == {"very_likely"}
    assert exposure("look-alikes", "--json").document["look_alikes"] == []
    assert exposure("look-alike", "remove", added["id"]).code == 1


def test_a_group_photo_of_look_alikes_asks_which(enrolled, tmp_path):
    group = tmp_path / "group.jpg"
    group.write_bytes(jpeg_bytes(crowd()))
    assert enrolled("look-alike", "add", str(group)).code == 1
    assert enrolled("look-alike", "add", str(group), "--face", "2").code == 0


def test_find_me_proposes_and_enrols_only_when_asked(enrolled, album):
    (album / "cup.jpg").write_bytes(jpeg_bytes(coffee()))
    (album / "notes.txt").write_text("no picture")
    said = enrolled("find-me", str(album), "--json")
    assert said.code == 0, said.err
    [double_of_me] = said.document["proposed"]
    assert double_of_me["is_good"]
    assert double_of_me["enrolled"] is None
    assert [one["why"] for one in said.document["not_looked_at"]] == ["unreadable_photo"]
    assert "good photo" in enrolled("find-me", str(album)).out
    said = enrolled("find-me", str(album), "--enrol", "--limit", "1", "--json")
    assert said.document["proposed"][0]["enrolled"]
    assert enrolled("subjects", "--json").document["subjects"][0]["templates"] == 2
    assert "No photo" in enrolled("find-me", str(album)).out


def test_a_childs_guardian_is_asked_for(exposure, photo):
    said = exposure("enrol", str(photo), "--subject", "Bo", "--consent", "guardian")
    assert said.code == 1
    assert "--guardian" in said.err
    said = exposure(
        "enrol", str(photo), "--subject", "Bo", "--consent", "guardian", "--guardian", "Ada",
        "--until", "2999-12-31", "--json",
    )  # fmt: skip
    assert said.code == 0, said.err
    [child] = exposure("subjects", "--json").document["subjects"]
    assert (child["consent"], child["guardian"]) == ("guardian", "Ada")
    assert child["consented_until"] is not None
    assert "twice as often" in exposure("subjects").out


def test_a_day_that_is_none_is_wrong_usage_and_one_that_passed_is_explained(exposure, photo):
    assert exposure("enrol", str(photo), "--until", "tomorrow").code == 2
    said = exposure("enrol", str(photo), "--until", "2020-01-01")
    assert said.code == 1
    assert "2020-01-01" in said.err


def test_an_odd_photo_is_pointed_out_and_can_be_forgotten(exposure, photo, tmp_path):
    stranger = tmp_path / "stranger.jpg"
    stranger.write_bytes(jpeg_bytes(crowd().crop((640, 260, 900, 560))))
    exposure("enrol", str(stranger))
    for number in (1, 2):
        mine = tmp_path / f"{number}.jpg"
        mine.write_bytes(jpeg_bytes(portrait().crop((0, 0, 512 - number, 512))))
        said = exposure("enrol", str(mine), "--json")
    [odd] = said.document["odd_photos"]
    listed = exposure("subjects")
    assert odd in listed.out
    assert "unlike" in exposure("subject", "photos", "me").out
    assert exposure("subject", "forget-photo", "me", odd).code == 0
    assert exposure("subject", "forget-photo", "me", odd).code == 1
    assert json.loads(exposure("subjects", "--json").out)["subjects"][0]["odd_photos"] == []
