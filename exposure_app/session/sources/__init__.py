"""Where to look, why we may, and when again."""
