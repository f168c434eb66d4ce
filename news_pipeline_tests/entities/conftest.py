import pytest

from news_pipeline.entities.tagger import Tagger, load_tagger


@pytest.fixture(scope="session")
def tagger() -> Tagger:
    return load_tagger()


@pytest.fixture(scope="session")
def gazetteer() -> Tagger:
    return load_tagger("gazetteer")
