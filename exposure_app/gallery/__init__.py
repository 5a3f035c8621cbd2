"""Which enrolled person, if any, a face resembles, and what such a score is worth."""
