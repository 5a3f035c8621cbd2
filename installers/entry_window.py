"""Where the frozen window starts."""

import sys

from exposure_app.__main__ import window

sys.exit(window())
