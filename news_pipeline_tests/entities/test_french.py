"""A second language: French names lead to the entities that English names lead to."""

from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from news_pipeline.entities.canonical import Entity, resolve
from news_pipeline.entities.paragraphs import ArticleText
from news_pipeline.entities.tagger import MODEL, Tagger, load_tagger
from news_pipeline_tests.entities.canonical_gold import evidence_of
from news_pipeline_tests.entities.finding import find_in_all

FRENCH = "fr_core_news_md"
NAMES = {
    "PER": ("Emmanuel Macron", "Macron", "Keir Starmer"),
    "LOC": ("Londres", "Royaume-Uni", "Allemagne", "Pékin"),
    "ORG": ("ONU",),
    "MISC": ("Britanniques",),
}
IN_FRENCH = ArticleText(
    "Emmanuel Macron reçu à Londres",
    "Emmanuel Macron est arrivé mardi à Londres, au Royaume-Uni. Macron a rencontré Keir Starmer et des Britanniques. "
    "À Pékin et en Allemagne, l'ONU a salué la visite.",
)
IN_ENGLISH = ArticleText(
    None, "French President Emmanuel Macron arrived in London, United Kingdom. The United Nations in Beijing said so."
)


def small_french_pipeline(folder: Path) -> str:
    """The folder of a pipeline that knows a few names, with labels as French pipelines have them."""
    import spacy  # noqa: PLC0415 - 1.5 s that other tests need not pay

    pipeline = spacy.blank("fr")
    ruler: Any = pipeline.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": label, "pattern": name} for label, names in NAMES.items() for name in names])
    pipeline.to_disk(folder / "small_fr")
    return str(folder / "small_fr")


def entities(tagger: Tagger) -> dict[str, Entity]:
    """Entities of both articles as one corpus, by key."""
    found = [*find_in_all([IN_FRENCH], tagger), *find_in_all([IN_ENGLISH], load_tagger(MODEL))]
    return {key: entity for entity in resolve(evidence_of(found)) for key in entity.keys}


def check(by_key: dict[str, Entity]) -> None:
    assert set(by_key["geonames:2643743"].aliases) == {"Londres", "London"}
    assert set(by_key["geonames:1816670"].aliases) == {"Pékin", "Beijing"}
    assert set(by_key["country:GB"].aliases) == {"Royaume-Uni", "United Kingdom"}
    assert by_key["country:DE"].aliases == ("Allemagne",)
    assert by_key["country:DE"].name == "Germany"
    assert set(by_key["emmanuel macron"].aliases) == {"Emmanuel Macron", "Macron"}
    assert by_key["people:GB"].aliases == ("Britanniques",)
    assert by_key["onu"].name == "United Nations"


def test_names_of_both_languages_are_one_entity(tmp_path: Path) -> None:
    check(entities(load_tagger(small_french_pipeline(tmp_path))))


@pytest.mark.skipif(find_spec(FRENCH) is None, reason="the extra `french` is not installed")
def test_the_real_french_model_finds_them() -> None:
    check(entities(load_tagger(FRENCH)))
