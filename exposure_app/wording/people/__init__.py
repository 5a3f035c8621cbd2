"""About people and their photos."""
