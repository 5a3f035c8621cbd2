"""Places that are looked at again every so many days, by the command line."""

from tests.pictures import jpeg_bytes, portrait


def test_only_what_is_due_is_audited(enrolled, tmp_path):
    ids = []
    for name in "ab":
        folder = tmp_path / name
        folder.mkdir()
        (folder / "me.jpg").write_bytes(jpeg_bytes(portrait().resize((300 + ord(name), 400))))
        said = enrolled("source", "add", str(folder), "--footing", "owned", "--json")
        ids.append(said.document["id"])
    assert enrolled("audit", "--due", "--json").document["findings"] == []
    assert "every 7 days" in enrolled("source", "schedule", ids[1], "--every", "7").out
    assert len(enrolled("audit", "--due", "--json").document["findings"]) == 1
    assert "No place is due." in enrolled("audit", "--due").out
    assert enrolled("source", "schedule", ids[1], "--every", "0").code == 0


def test_days_that_make_no_sense_are_wrong_usage(enrolled):
    assert enrolled("source", "schedule", "x", "--every", "often").code == 2
    assert enrolled("source", "schedule", "x", "--every", "400").code == 2
    assert enrolled("source", "schedule", "x", "--every", "1").code == 1
