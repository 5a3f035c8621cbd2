"""Tables for spreadsheets, as CSV."""
