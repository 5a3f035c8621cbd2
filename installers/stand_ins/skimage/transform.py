"""The one name that insightface uses of it, in functions that nobody calls here."""


class SimilarityTransform:
    """Nothing of ours makes one."""

    def __init__(self, *_arguments: object, **_named: object) -> None:
        raise NotImplementedError("scikit-image is left out of the bundle")
