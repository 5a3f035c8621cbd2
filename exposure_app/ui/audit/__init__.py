"""The page of the audit: what it does, what it met, what it could not look at."""
