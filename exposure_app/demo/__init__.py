"""The main job on built-in data: a site on loopback, a subject, an audit, a report."""
