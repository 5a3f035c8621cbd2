"""The folder of a vault: its files, its lock, where it lies."""
