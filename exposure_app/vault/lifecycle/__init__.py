"""What changes a vault as a whole: made, backed up, restored, erased."""
