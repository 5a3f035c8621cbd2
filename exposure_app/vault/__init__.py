"""The encrypted store and its key."""
