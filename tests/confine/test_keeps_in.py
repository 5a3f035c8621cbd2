"""What counts as confined is one of the walls; bounds alone are none."""

import pytest

from exposure_app.confine.lock_down import keeps_in


@pytest.mark.parametrize("wall", ["seccomp", "landlock-7", "seatbelt", "job-object"])
def test_one_wall_keeps_a_process_in(wall):
    assert keeps_in(["no-new-privileges", wall])


@pytest.mark.parametrize("holds", [[], ["no-new-privileges"], ["limits", "low-integrity"]])
def test_what_only_bounds_a_process_does_not_keep_it_in(holds):
    assert not keeps_in(holds)
