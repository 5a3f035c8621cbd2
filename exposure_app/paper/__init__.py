"""Sheets of paper: the report as a PDF, drawn with Qt. Imported only when one is asked for."""
