"""Where the key lies, and what opens it."""
