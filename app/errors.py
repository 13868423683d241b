"""What can go wrong, said without HTTP: a leaf that anybody may import."""


class OnymError(Exception):
    """Base of every error that a caller can cause or must hear of."""
