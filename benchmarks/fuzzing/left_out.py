"""Modules that take something apart and are not fuzzed, and why not."""

LEFT_OUT = {
    "cli/verbs/enrol.py": "what the user types; argparse says what is wrong with it",
    "cli/verbs/source_add.py": "what the user types; argparse says what is wrong with it",
    "confine/serve.py": "loads a module, by a name of ours",
    "confine/shared.py": "pixels, of a size that confine/wire.py held against its limit",
    "demo/run.py": "the address of our own server",
    "demo/show_me.py": "what our own server heard of our own requests",
    "faces/models/catalogue.py": "ships with the program, and its tests read all of it",
    "faces/pictures/decode.py": "runs in the confined decoder alone: benchmarks/fuzz_decoder.py",
    "faces/models/pack.py": "ships with the program, and its tests read all of it",
    "faces/pictures/pixel_buffer.py": "as faces/pictures/decode.py, which hands it pixels",
    "net/loopback.py": "hears our own requests alone",
    "newer/place.py": "ships with the program, and its tests read all of it",
    "session/profile/clock.py": "a constant of ours",
    "session/identification/identifier.py": "loads packs, which are tried where they are read",
    "ui/kit/chart_view.py": "a drawing of our own making",
    "ui/findings/locations.py": "canonical addresses, which are tried where they are made",
    "ui/sources/proof_dialog.py": "canonical addresses, which are tried where they are made",
    "ui/shell/switch_language.py": "a catalogue of Qt's, shipped with it",
    "wording/newer/news.py": "a constant of ours",
    "vault/records/sources.py": "columns of single values, in rows that authenticate",
    "vault/records/audits.py": "facts of our own, in rows that authenticate",
}
"""By path below `exposure_app`. `tests/test_fuzz_parsers.py` sees to it that nothing is missing."""
