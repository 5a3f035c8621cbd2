"""The air-gap switch: nothing is asked of anybody, and everything else goes on working."""

import subprocess
import sys

from tests.e2e.sources import add, site


def switched(exposure, word):
    said = exposure("settings", "air-gap", word)
    assert said.code == 0, said.err


def test_places_on_the_network_are_a_gap_and_folders_are_looked_at(enrolled, tmp_path):
    folder = tmp_path / "pictures"
    folder.mkdir()
    (folder / "me.jpg").write_bytes((tmp_path / "portrait.jpg").read_bytes())
    with site() as web:
        add(enrolled, web.url)
        add(enrolled, folder)
        switched(enrolled, "on")
        said = enrolled("audit", "--json")
        assert said.code == 0, said.err
        assert web.asked == []
    assert [(gap["url"], gap["why"]) for gap in said.document["not_looked_at"]] == [
        (web.url, "air_gap")
    ]
    assert len(said.document["findings"]) == 1
    lines = enrolled("ledger", "--json").document["requests"]
    assert {(line["refused"], line["address"]) for line in lines} == {("air_gap", "")}
    assert enrolled("report", str(tmp_path / "report.html")).code == 0


def test_it_stays_on_until_it_is_turned_off(enrolled):
    switched(enrolled, "on")
    with site() as web:
        add(enrolled, web.url)
        enrolled("audit")
        enrolled("audit")
        assert web.asked == []
        switched(enrolled, "off")
        document = enrolled("audit", "--json").document
    assert web.asked
    assert "air_gap" not in {gap["why"] for gap in document["not_looked_at"]}


def test_a_model_pack_is_not_asked_for(enrolled):
    switched(enrolled, "on")
    pack = "antelopev2"
    assert enrolled("models", "licence", pack, "--accept").code == 0
    said = enrolled("models", "download", pack)
    assert said.code == 1
    assert "air-gap switch is on" in said.err


def test_the_proof_of_a_site_is_not_asked_for_and_stays_what_it_was(enrolled):
    with site() as web:
        source = add(enrolled, web.url)
        switched(enrolled, "on")
        said = enrolled("source", "prove", source)
        assert said.code == 1
        assert "air-gap switch is on" in said.err
        assert web.asked == []


AIR_GAPPED_DEMO = """
import sys
from exposure_app import guard
guard.install()
guard.close_off(sys)
from exposure_app.cli.main import main
sys.exit(main(["demo", "--quiet", "--out", sys.argv[1]]))
"""


def test_the_demo_goes_on_working_on_its_own_site(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", AIR_GAPPED_DEMO, str(tmp_path / "out")],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "8 found, 0 missed" in done.stdout
