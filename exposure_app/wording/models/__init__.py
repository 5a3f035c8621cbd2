"""About face models."""
