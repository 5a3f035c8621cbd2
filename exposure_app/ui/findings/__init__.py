"""The page of the findings: faces, their locations, verdicts."""
