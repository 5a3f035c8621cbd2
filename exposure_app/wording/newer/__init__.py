"""The words for how old this version is, and for what came of looking for a newer one."""
