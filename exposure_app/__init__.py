"""Exposure shows a person where their own face appears, and their face never leaves the device."""

import os

# Before anything can import onnxruntime: from 1.29 its import alone writes a device id below the
# home folder and looks up a telemetry host, and the switch is read only at that moment.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"

__version__ = "0.3.0"

RELEASED = "2026-11-26"
"""The day of this version: a clock that shows an earlier one is wrong."""
