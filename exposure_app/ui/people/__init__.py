"""The page of the people: photos, consents, look-alikes."""
