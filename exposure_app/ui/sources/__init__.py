"""The page of the places."""
