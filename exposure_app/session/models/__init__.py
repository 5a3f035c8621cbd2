"""The face models of a profile: added, measured, changed."""
