"""About an audit, and what it could not look at."""
