"""From pixels to faces, embeddings and enrolled templates."""
