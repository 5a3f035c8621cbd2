"""What was found: verdicts on it, and new scores for it."""
