def test_the_demo_finds_every_copy_and_accuses_nobody_else(exposure, tmp_path, monkeypatch):
    monkeypatch.delenv("EXPOSURE_PASSPHRASE_FILE")
    said = exposure("demo", "--out", str(tmp_path / "out"), "--json")
    assert said.code == 0, said.err
    document = said.document
    assert document["missed"] == document["accused"] == []
    assert len(document["found"]) == document["planted"] == 8
    assert all(f["band"] in ("looks_like_you", "very_likely") for f in document["findings"])
    assert {gap["why"] for gap in document["not_looked_at"]} == {
        "robots",
        "not_found",
        "unreadable",
    }
    page = (tmp_path / "out" / "report.html").read_text()
    assert "the astronaut" in page


def test_the_demo_leaves_nothing_in_the_users_profile(exposure, profile, tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    before = set(tmp_path.rglob("*"))
    exposure("demo", "--out", str(tmp_path / "out"), "--quiet")
    left = {p for p in set(tmp_path.rglob("*")) - before if "out" not in p.parts}
    assert not left
    assert not profile.exists()
