"""Which folders of tests `dev.py test --windows` leaves out, and why.

All others must pass. A single test that Wine cannot pass says so by itself: `tests/systems.py`.
"""

LEFT_OUT: dict[str, str] = {
    "tests/recipes": "follows each recipe in a copy of the program, the same on every system; slow",
    "tests/evaluation": "measures recognition on pictures that are not in the repository",
}
