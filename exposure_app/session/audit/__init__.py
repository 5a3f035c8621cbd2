"""One audit: every part given the output of the one before."""
