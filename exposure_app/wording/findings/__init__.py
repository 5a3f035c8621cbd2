"""About what was found, and how sure that is."""
