"""The encrypted store: everything the program remembers, and the only code that knows the key.

`vault.py` opens it, `erase.py` removes it; each kind of record has a file of its own.
"""
