"""Runs before anything else in the frozen program, so that no import can be earlier."""

import os

os.environ["ORT_DISABLE_TELEMETRY"] = "1"
