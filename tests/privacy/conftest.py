from tests.e2e.conftest import enrolled, enrolled_profile, exposure, photo, profile, spawn

__all__ = ["enrolled", "enrolled_profile", "exposure", "photo", "profile", "spawn"]
