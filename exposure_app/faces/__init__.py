"""From untrusted bytes to pixels, faces, embeddings and enrolled templates."""
