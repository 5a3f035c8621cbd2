"""The window. Nothing below it knows Qt."""
