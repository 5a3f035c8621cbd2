"""Which tests are slow: left out by `dev.py test --quick`, and begun first when all are run.

Measured in November 2026: what stands here works for more than a quarter of a second a test, or
for many seconds as a whole; the rest for 0.03 s a test. A single slow test carries the marker.
"""

import pytest

SLOW = (
    # The whole program, with the real models.
    "tests/e2e",
    "tests/installers/test_trial.py",
    "tests/privacy",
    "tests/evaluation",
    "tests/session/audit",
    "tests/session/findings",
    "tests/session/identification",
    "tests/session/models",
    "tests/session/people",
    "tests/session/profile",
    "tests/session/sources",
    "tests/recipes",
    "tests/ui/real",
    # Many windows, pictures of them, or one under load.
    "tests/ui/kit/test_only_our_own_pictures.py",
    "tests/ui/shell/test_sessions.py",
    "tests/ui/shell/test_start.py",
    "tests/ui/test_images.py",
    "tests/ui/test_never_blocks.py",
    "tests/ui/trust/test_vault_view.py",
    # Processes that are killed, large inputs, many draws.
    "tests/audit/test_tally.py",
    "tests/confine/test_pool.py",
    "tests/crawl/html/test_parser.py",
    "tests/crawl/web/test_budget.py",
    "tests/crawl/web/test_crawler_politeness.py",
    "tests/decoder/test_fuzz.py",
    "tests/decoder/test_media.py",
    "tests/faces/models/test_pack_import.py",
    "tests/faces/models/test_packs.py",
    "tests/faces/recognition/test_embedder.py",
    "tests/faces/recognition/test_tiles.py",
    "tests/gallery/calibration/test_measure.py",
    "tests/gallery/index/test_growing.py",
    "tests/media/test_video.py",
    "tests/test_fuzz_parsers.py",
    "tests/vault/keys/test_keychain.py",
    "tests/vault/lifecycle/test_key_change.py",
    "tests/vault/lifecycle/test_steps.py",
    "tests/vault/test_crash.py",
)

A_WINDOW = "open_window"
"""The fixture that builds a window with all its pages: 0.4 s a time."""

QUICK_ALL_THE_SAME = "tests/ui/shell/test_window.py"
"""The one module in which the quick lane builds windows with all their pages by that fixture."""


def is_slow(item: pytest.Item) -> bool:
    """Whether a test stands in one of the rooms above, opens a window, or is marked `slow`."""
    path = item.nodeid.partition("::")[0]
    if item.get_closest_marker("slow") is not None:
        return True
    if path == QUICK_ALL_THE_SAME:
        return False
    return A_WINDOW in getattr(item, "fixturenames", ()) or any(
        path == slow or path.startswith(f"{slow}/") for slow in SLOW
    )
