"""`exposure settings`: what is chosen stays chosen, and a mistake changes nothing."""

import pytest


def test_the_defaults_are_listed(exposure):
    said = exposure("settings", "--json")
    assert said.code == 0, said.err
    assert said.document == {
        "settings": {
            "pack": "",
            "cores": 0,
            "is_gentle": True,
            "on_battery": "one_core",
            "air_gap": False,
            "ledger_paths": "full",
            "language": "",
            "on_close": "ask",
            "lock_after": 0,
        }
    }


def test_what_is_chosen_stays_chosen(exposure):
    assert exposure("settings", "cores", "1").code == 0
    assert exposure("settings", "on-battery", "pause").code == 0
    chosen = exposure("settings", "--json").document["settings"]
    assert (chosen["cores"], chosen["on_battery"], chosen["is_gentle"]) == (1, "pause", True)


def test_people_are_told_what_a_choice_means(exposure):
    said = exposure("settings", "is-gentle", "no")
    assert "is-gentle no: An audit competes with other programs." in said.out.splitlines()


@pytest.mark.parametrize(
    "args",
    [
        ("cores", "many"),
        ("cores", "1-5"),
        ("lock-after", "99999999999"),
        ("on-battery", "explode"),
        ("on-battery",),
        ("colour", "red"),
        ("language", "tlh"),
    ],
)
def test_a_mistake_is_wrong_usage_and_changes_nothing(exposure, args):
    assert exposure("settings", *args).code == 2
    assert exposure("settings", "--json").document["settings"]["cores"] == 0


def test_the_models_are_not_changed_here(exposure):
    assert exposure("settings", "pack", "other").code == 2


def test_a_language_stays_chosen_until_the_systems_is(exposure):
    said = exposure("settings", "language", "EN")
    assert "language en: The language is English." in said.out.splitlines()
    assert exposure("settings", "--json").document["settings"]["language"] == "en"
    said = exposure("settings", "language", "system")
    assert "\nlanguage system: The language is that of your" in said.out
    assert exposure("settings", "--json").document["settings"]["language"] == ""
