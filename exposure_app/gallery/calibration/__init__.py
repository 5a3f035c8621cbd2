"""What a score is worth, and how that was measured."""
