"""A pipeline for another language, as small as one can be, with labels as German pipelines have them."""

from pathlib import Path
from typing import Any


def small_german_pipeline(folder: Path) -> Path:
    """Its folder inside `folder`. It knows two names."""
    import spacy  # noqa: PLC0415 - 1.5 s that other tests need not pay

    pipeline = spacy.blank("de")
    names = [{"label": "PER", "pattern": "Olaf Scholz"}, {"label": "LOC", "pattern": "Berlin"}]
    ruler: Any = pipeline.add_pipe("entity_ruler")
    ruler.add_patterns(names)
    pipeline.to_disk(folder / "small_de")
    return folder / "small_de"
