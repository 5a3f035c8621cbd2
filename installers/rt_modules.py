"""Runs first of all in the frozen program: lets both programs read one file of modules.

PyInstaller puts a copy into each executable (its issue 8424), 18 MB twice. Ours hold an empty one,
and its reader is made to read ours before anybody asked it anything.
"""

import sys

import pyimod02_importers

# pathlib lies in that very file.
pyimod02_importers.pyz_archive.__init__(f"{sys._MEIPASS}/modules.pyz", check_pymagic=True)
