"""Windows programs on Linux: Wine, Python for Windows and the pinned wheels, all below `.wine`.

`dev.py test --windows` and `dev.py demo --windows` come in by `door`. Standard library only.
"""
