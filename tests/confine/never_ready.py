"""A program that does not get ready."""

import time


def main(_arguments):
    time.sleep(1_000)
