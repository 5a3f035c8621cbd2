"""The nouns: plain Python and numpy, known to every floor above."""
