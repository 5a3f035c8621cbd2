"""The first steps, and the demo."""
