"""Short news texts of our own about an invented festival, as different outlets would spell them."""

from importlib.resources import files


def samples() -> list[tuple[str, str]]:
    """Every sample as (file name without suffix, text), in the order of the names."""
    folder = files(__name__)
    texts = (entry for entry in folder.iterdir() if entry.name.endswith(".txt"))
    return [
        (entry.name.removesuffix(".txt"), entry.read_text(encoding="utf-8"))
        for entry in sorted(texts, key=lambda entry: entry.name)
    ]
