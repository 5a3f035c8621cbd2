"""About what was asked, kept and checked."""
