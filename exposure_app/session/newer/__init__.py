"""Looking for a newer version, when asked to and never else."""
