"""Who is looked for, and who is known to be somebody else."""
