"""Wheels of ours for the one package that the index has as source alone, hnswlib.

    python3 dev.py build --wheel [OUT]    for this system and this Python; default: build/wheels

They are a release artefact, so that nobody needs a compiler: `dev.py` takes a wheel from
`build/wheels` or from the folder that EXPOSURE_WHEELS names before it compiles anything.
"""
