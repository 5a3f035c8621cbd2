"""The encrypted file: opening it, its tables, its migrations."""
