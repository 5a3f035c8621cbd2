"""Who is enrolled, and who agreed."""
