"""What was found and what was not looked at, as a document to keep or show."""
