"""How many photos and eras a person may have, and when two photos are one.

Measured on LFW, 76 people with ten photos and more, 4.1 million comparisons with others
(`benchmarks/enrolled.py`).
"""

MAX_PHOTOS = 12
"""Photos of one era. One photo found 98.7 % of the person's other pictures at FMR 1e-4, two
99.6 %, three to nine 99.3 to 99.6 %: beyond five, more photos gain nothing that was measurable."""

MAX_ERAS = 6
"""Eras of one person. Each is one more comparison for every face that is met: at the same
threshold two eras raised twice, and five 3.9 times, as many false alarms as one."""

NEAR_COPY = 0.92
"""Cosine from which two photos are taken for one: 99 % of reduced copies lie above it, and 0.15 %
of pairs of different pictures of one person."""
