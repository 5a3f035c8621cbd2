"""Runs first of all in the frozen program: lets both programs read one file of modules.

PyInstaller puts a copy into each executable (its issue 8424), 18 MB twice. Ours hold an empty one,
and its reader is made to read ours before anybody asked it anything.
"""

import sys

import pyimod02_importers

# Not by pathlib, which lies in that very file.
modules = f"{vars(sys)['_MEIPASS']}/modules.pyz"
pyimod02_importers.pyz_archive.__init__(modules, check_pymagic=True)
