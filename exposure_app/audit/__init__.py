"""The order of things in an audit; it knows none of their makers."""
