from tests.e2e.conftest import enrolled, exposure, photo, profile, spawn

__all__ = ["enrolled", "exposure", "photo", "profile", "spawn"]
