"""One file a verb, bearing its name."""
