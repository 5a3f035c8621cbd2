"""About what can be chosen."""
