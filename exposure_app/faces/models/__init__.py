"""Packs of face models: what is in one, and how it is opened."""
