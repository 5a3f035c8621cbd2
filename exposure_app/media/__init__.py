"""Frames of videos and pages of documents: readers from hostile files to pixels, and no more."""
