"""Which enrolled person, if any, a face resembles."""
