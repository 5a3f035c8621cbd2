"""The command line's contract: words, shapes, exit codes."""

import csv
import datetime
import json

from tests.e2e.sources import add, site
from tests.pictures import crowd, jpeg_bytes, portrait
from tests.site import Site, html, jpeg

COVERAGE = {
    "pages_fetched",
    "images_referenced",
    "images_fetched",
    "images_decoded",
    "images_unchanged",
    "faces_found",
    "faces_too_small",
}
FINDING = {
    "id", "subject", "band", "score", "state", "image_sha256", "picture_size", "box", "places",
}  # fmt: skip


def test_an_audit_of_a_site_finds_me_on_every_page_and_nobody_else(enrolled):
    with site() as web:
        add(enrolled, web.url)
        said = enrolled("audit", "--json")
    assert said.code == 0, said.err
    [finding] = said.document["findings"]
    assert finding.keys() >= FINDING
    assert (finding["subject"], finding["state"]) == ("me", "new")
    assert finding["band"] in ("looks_like_you", "very_likely")
    assert finding["picture_size"] == [300, 300]
    assert -1 <= finding["score"] <= 1
    left, top, right, bottom = finding["box"]
    assert 0 <= left < right <= 300
    assert 0 <= top < bottom <= 300
    assert {p["page_url"] for p in finding["places"]} == {web.url, web.url + "b"}
    for place in finding["places"]:
        assert place["image_url"] == web.url + "me.jpg"
        assert datetime.datetime.fromisoformat(place["first_seen"]).tzinfo is not None
        assert place["gone_at"] is None


def test_findings_say_what_stands_beside_them_and_how_exposing_that_is(enrolled):
    me = jpeg(jpeg_bytes(portrait().resize((300, 300))))
    body = "<title>Team</title><img src=/me.jpg alt='Ada at sea'>"
    with Site({"/": html(body), "/me.jpg": me}) as web:
        add(enrolled, web.url)
        assert enrolled("audit").code == 0
    said = enrolled("findings")
    for line in ("Page title: Team", "Alternative text: Ada at sea", "Exposing: a page on the web"):
        assert line in said.out
    [finding] = enrolled("findings", "--json", "--severity", "medium").document["findings"]
    assert finding["places"][0]["context"] == {"page_title": "Team", "alt": "Ada at sea"}
    assert finding["severity"] == {"level": "medium", "reasons": ["public"]}
    assert enrolled("findings", "--json", "--severity", "high").document["findings"] == []
    assert enrolled("findings", "--severity", "dreadful").code == 2


def test_an_audit_counts_what_it_looked_at_and_what_not(enrolled):
    with site() as web:
        add(enrolled, web.url)
        document = enrolled("audit", "--json").document
        assert document["coverage"].keys() == COVERAGE
        assert document["coverage"] == {
            "pages_fetched": 2,
            "images_referenced": 4,
            "images_fetched": 3,
            "images_decoded": 3,
            "images_unchanged": 0,
            "faces_found": 7,
            "faces_too_small": 0,
        }
        [gap] = document["not_looked_at"]
        assert (gap["url"], gap["why"]) == (web.url + "lost.jpg", "not_found")
        assert 0 < document["expected_false_alarms"] < 0.1
        assert document["seconds"] > 0


def test_a_second_audit_knows_the_pictures_and_keeps_the_findings(enrolled):
    with site() as web:
        add(enrolled, web.url)
        first = enrolled("audit", "--json").document
        second = enrolled("audit", "--json").document
    assert second["coverage"]["images_decoded"] == 0
    assert second["coverage"]["images_unchanged"] == 3
    assert second["coverage"]["faces_found"] == first["coverage"]["faces_found"]
    [before], [after] = first["findings"], second["findings"]
    assert before["id"] == after["id"]
    for old, new in zip(before["places"], after["places"], strict=True):
        assert old["first_seen"] == new["first_seen"]
        assert old["last_seen"] <= new["last_seen"]


def test_findings_are_the_same_document_without_an_audit(enrolled):
    with site() as web:
        add(enrolled, web.url)
        audited = enrolled("audit", "--json").document
    listed = enrolled("findings", "--json").document
    assert listed.keys() == audited.keys()
    assert listed["findings"] == audited["findings"]


def test_findings_can_be_narrowed(enrolled):
    with site() as web:
        add(enrolled, web.url)
        [finding] = enrolled("audit", "--json").document["findings"]

    def count(*args):
        return len(enrolled("findings", "--json", *args).document["findings"])

    assert count("--subject", "me") == 1
    assert count("--subject", "somebody") == 0
    assert count("--band", finding["band"].replace("_", "-")) == 1
    assert count("--state", "confirmed") == 0


def test_a_verdict_survives_a_restart_and_a_re_audit(enrolled):
    with site() as web:
        add(enrolled, web.url)
        [finding] = enrolled("audit", "--json").document["findings"]
        said = enrolled("judge", finding["id"], "me", "--json")
        assert (said.code, said.document["state"]) == (0, "confirmed")
        [again] = enrolled("audit", "--json").document["findings"]
    assert again["state"] == "confirmed"


def test_a_new_photo_has_known_pictures_looked_at_again_and_keeps_the_verdict(enrolled, tmp_path):
    with site() as web:
        add(enrolled, web.url)
        [finding] = enrolled("audit", "--json").document["findings"]
        enrolled("judge", finding["id"], "not-me")
        other = tmp_path / "mirrored.jpg"
        other.write_bytes(jpeg_bytes(portrait().transpose(0)))
        assert enrolled("enrol", str(other)).code == 0
        document = enrolled("audit", "--json").document
    assert document["coverage"]["images_decoded"] == 3
    assert [f["state"] for f in document["findings"]] == ["dismissed"]


def test_a_folder_and_a_single_page_are_sources_too(enrolled, tmp_path):
    folder = tmp_path / "my pictures"
    (folder / "deep").mkdir(parents=True)
    (folder / "deep" / "me.jpg").write_bytes(jpeg_bytes(portrait()))
    (folder / "notes.txt").write_text("no picture")
    add(enrolled, folder)
    with site() as web:
        add(enrolled, web.url + "b", "--kind", "page")
        document = enrolled("audit", "--json").document
    urls = {p["image_url"] for f in document["findings"] for p in f["places"]}
    assert urls == {(folder / "deep" / "me.jpg").as_uri(), web.url + "me.jpg"}
    assert document["coverage"]["pages_fetched"] == 1
    assert {gap["why"] for gap in document["not_looked_at"]} == {"not_an_image", "not_found"}


def test_only_the_sources_named_are_audited(enrolled, tmp_path):
    ids = []
    for name in "ab":
        folder = tmp_path / name
        folder.mkdir()
        (folder / "me.jpg").write_bytes(jpeg_bytes(portrait().resize((300 + ord(name), 400))))
        ids.append(add(enrolled, folder))
    assert len(enrolled("audit", ids[1], "--json").document["findings"]) == 1
    assert len(enrolled("audit", "--json").document["findings"]) == 2


def test_a_report_comes_in_four_forms(enrolled, tmp_path, qapp):  # the kind that later tests need
    with site() as web:
        add(enrolled, web.url)
        audited = enrolled("audit", "--json").document
    for suffix in ("html", "pdf", "csv", "json"):
        assert enrolled("report", str(tmp_path / f"r.{suffix}")).code == 0
    assert (tmp_path / "r.pdf").read_bytes().startswith(b"%PDF-")
    page = (tmp_path / "r.html").read_text()
    assert "looks" in page
    assert page.count("data:image/jpeg;base64,") >= 3
    assert 'src="http' not in page
    with (tmp_path / "r.csv").open(encoding="utf-8-sig") as file:
        rows = [row["row"] for row in csv.DictReader(file)]
    assert rows == ["found", "found", "not_looked_at"]
    kept = json.loads((tmp_path / "r.json").read_text())
    assert [f["id"] for f in kept["findings"]] == [f["id"] for f in audited["findings"]]


def test_a_redacted_report_names_nobody_and_nothing(enrolled, tmp_path):
    with site() as web:
        add(enrolled, web.url)
        enrolled("audit")
    for suffix in ("html", "csv", "json"):
        file = tmp_path / f"r.{suffix}"
        assert enrolled("report", str(file), "--redacted").code == 0
        text = file.read_text(encoding="utf-8-sig")
        assert "127.0.0.1" not in text
        assert "me.jpg" not in text
        assert "data:image" not in text


def test_subjects_sources_models_and_ledger_are_documents(enrolled):
    with site() as web:
        source = add(enrolled, web.url)
        enrolled("audit")
    [subject] = enrolled("subjects", "--json").document["subjects"]
    assert (subject["name"], subject["consent"], subject["templates"]) == ("me", "self", 1)
    [listed] = enrolled("sources", "--json").document["sources"]
    assert (listed["id"], listed["footing"], listed["kind"]) == (source, "owned", "web-site")
    [pack] = enrolled("models", "--json").document["models"]
    assert pack["licence"]
    assert all(len(file["sha256"]) == 64 for file in pack["files"])
    requests = enrolled("ledger", "--json").document["requests"]
    assert {r["purpose"] for r in requests} == {"page", "image", "robots"}
    assert all(r["url"].startswith(web.url) for r in requests)


def test_self_check_tries_every_part_and_says_how_it_is(spawn):
    said = spawn("self-check", "--json")
    out, err = said.communicate()
    assert said.returncode == 0, out + err
    checks = json.loads(out)["checks"]
    assert {check["name"] for check in checks} >= {
        "models", "weights", "vault", "key", "index", "formats", "guard", "telemetry", "folders",
        "room", "clock",
    }  # fmt: skip
    assert all(check["what"].endswith(".") for check in checks)
    assert not any(check["remedy"] for check in checks)


def test_self_check_without_the_guard_says_so_and_what_to_do(exposure):
    said = exposure("self-check", "--json")  # in the tests' own process, where no guard stands
    assert said.code == 1
    [bad] = [check for check in said.document["checks"] if not check["ok"]]
    assert bad["name"] == "guard"
    assert bad["remedy"]


def test_foreseen_problems_are_explained_with_code_one(exposure, enrolled, tmp_path):
    for args in (
        ["audit"],
        ["judge", "nosuch", "me"],
        ["source", "add", "ftp://example.org", "--footing", "owned"],
        ["source", "remove", "nosuch"],
        ["subject", "remove", "nobody"],
        ["enrol", str(tmp_path / "absent.jpg")],
        ["report", str(tmp_path / "r.docx")],
        ["erase"],
    ):
        said = exposure(*args)
        assert said.code == 1, args
        assert said.err.strip(), args
        assert "Traceback" not in said.err


def test_an_audit_needs_somebody_to_look_for(exposure, tmp_path):
    (tmp_path / "pictures").mkdir()
    add(exposure, tmp_path / "pictures")
    said = exposure("audit")
    assert said.code == 1
    assert said.err.strip()


def test_wrong_usage_is_code_two(exposure):
    assert exposure("frobnicate").code == 2
    assert exposure("source", "add", "https://example.org").code == 2
    assert exposure("judge", "x", "perhaps").code == 2


def test_a_group_photo_asks_which_face_is_mine(exposure, tmp_path):
    group = tmp_path / "group.jpg"
    group.write_bytes(jpeg_bytes(crowd()))
    said = exposure("enrol", str(group), "--json")
    assert said.code == 1
    [refused] = said.document["refused"]
    assert refused["why"] == "several_faces_found"
    assert exposure("enrol", str(group), "--face", "2", "--subject", "a friend",
                    "--consent", "adult").code == 0  # fmt: skip


def test_removing_a_person_removes_what_was_found_of_them(enrolled):
    with site() as web:
        add(enrolled, web.url)
        enrolled("audit")
    assert enrolled("subject", "remove", "me").code == 0
    assert enrolled("subjects", "--json").document["subjects"] == []
    assert enrolled("findings", "--json").document["findings"] == []


def test_without_keychain_and_passphrase_nothing_is_stored(exposure, profile, monkeypatch):
    monkeypatch.delenv("EXPOSURE_PASSPHRASE_FILE")
    said = exposure("subjects")
    assert said.code == 1
    assert "passphrase" in said.err.lower()
    assert not list(profile.rglob("*.db"))


def test_another_passphrase_does_not_open_the_vault(enrolled, tmp_path, monkeypatch):
    other = tmp_path / "other"
    other.write_text("not this one")
    monkeypatch.setenv("EXPOSURE_PASSPHRASE_FILE", str(other))
    said = enrolled("subjects")
    assert said.code == 1
    assert "Traceback" not in said.err


def test_a_vault_in_use_is_not_erased(enrolled, spawn):
    with Site({"/": html('<img src="/slow.jpg">'), "/slow.jpg": _wait}) as web:
        add(enrolled, web.url)
        process = spawn("audit")
        assert web.was_asked("/slow.jpg", within_s=60)
        said = enrolled("erase", "--yes")
        process.kill()
        process.communicate()
    assert said.code == 1
    assert "Traceback" not in said.err
    assert len(enrolled("subjects", "--json").document["subjects"]) == 1


def _wait(handler):
    handler.connection.settimeout(30)
    handler.connection.recv(1)
