"""The report as blocks: what it says, in which order and how much of it, whoever lays it out."""
