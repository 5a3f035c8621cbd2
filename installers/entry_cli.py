"""Where the frozen command line starts."""

import sys

from exposure_app.__main__ import command_line

sys.exit(command_line())
