"""About places, and why we may look there."""
