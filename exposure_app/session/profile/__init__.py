"""The files, choices and health of one profile."""
