"""Mentions of one article: offsets are true on any text, and its parts are read together."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from news_pipeline_tests.entities.finding import find_mentions

SEEDS = Path(__file__).parents[2] / "seeds"


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
    for mention in find_mentions(None, body, gazetteer).mentions:
        assert body[mention.start_char : mention.end_char] == mention.surface


def test_the_model_bears_lone_surrogates_and_binary(tagger):
    body = "\ud800 Vladimir Putin \udfff met \x00 Xi Jinping"
    for mention in find_mentions("\udc80", body, tagger).mentions:
        assert body[mention.start_char : mention.end_char] == mention.surface


@settings(max_examples=60, deadline=None)
@given(
    st.text(),
    st.lists(st.sampled_from(["Paris", "PARIS, Dec 7 (Reuters) - ", "U.S.", "the ", "\n", ", Texas", "(EU) ", "’s "])),
)
def test_offsets_are_true_on_any_text(gazetteer, noise, pieces):
    body = noise.join(pieces)
    for mention in find_mentions(noise, body, gazetteer).mentions:
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
    mentions = find_mentions(title, body, gazetteer, captions).mentions
    assert [texts[m.part][m.start_char : m.end_char] for m in mentions] == [m.surface for m in mentions]
    order = [(list(texts).index(m.part), m.start_char) for m in mentions]
    assert order == sorted(set(order))


@pytest.mark.parametrize(
    ("body", "captions", "why"),
    [
        ("President Vladimir Putin spoke.", "Putin at his desk.", "the body has the full name"),
        ("On Monday Putin spoke.", "President Vladimir Putin at his desk.", "the caption has it"),
    ],
)
def test_a_surname_is_bound_to_the_full_name_in_another_part(tagger, body, captions, why):
    found = find_mentions(None, body, tagger, captions)
    keys = {(m.part, m.entity_key) for m in found.mentions if m.entity_type == "PERSON"}
    assert keys == {("body", "vladimir putin"), ("caption", "vladimir putin")}, why
    assert {(hint.entity_key, hint.target_key) for hint in found.hints} == {("putin", "vladimir putin")}


@pytest.mark.parametrize("captions", ["", "A quiet street\n\nRain"], ids=["empty", "without names"])
def test_captions_that_name_nobody_change_nothing(tagger, captions):
    text = (SEEDS / "002_81c92321b09f34db.txt").read_text(encoding="utf-8")
    title, body = text.split("\n", 1)
    assert find_mentions(title, body, tagger, captions) == find_mentions(title, body, tagger)


def test_names_of_datelines_signatures_and_credits_are_marked(gazetteer):
    body = (
        "TOKYO, Dec 7 (Reuters) - Talks went on in Tokyo.\n\nA street in Paris. REUTERS/Dee Gray\n\n"
        "(Reporting by Bo Ray; Editing by Cy Fox)"
    )
    roles = {(m.surface, m.role) for m in find_mentions(None, body, gazetteer).mentions}
    assert {("TOKYO", "dateline"), ("Tokyo", None), ("Paris", None), ("Dee Gray", "credit")} <= roles
    assert {("Bo Ray", "signature"), ("Cy Fox", "signature")} <= roles
