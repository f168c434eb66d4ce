"""Texts that the line model learns from: labels by gold, forms of a text, odds that a site does not give itself."""

import json

import numpy as np
import pytest

from news_pipeline.cleaning.line_model import model_of
from news_pipeline.cleaning.line_odds import NO_ODDS
from news_pipeline.shared.boosted_trees import arrays_of
from news_pipeline_tests.shared.test_boosted_trees import one_tree
from tools.line_model.cross_validation import read_folds, write_folds
from tools.line_model.examples import forms_of
from tools.line_model.fit import stored
from tools.line_model.labelled_texts import Text, read_texts, with_sites
from tools.line_model.learn_odds import odds_by_site

STORIES = {
    "harbour.example": [f"The harbour master counted {n} ships in the port on that cold morning." for n in range(12)],
    "valley.example": [f"In the valley {n} farms were under water when the dam broke at night." for n in range(12)],
}
MENU = ["Home", "News", "Sport", "Sign in"]


def rows():
    for site, story in STORIES.items():
        lines = [*MENU, "", *(f"    {line}" for line in story[:6]), "  Advertisement", *story[6:], "", "Imprint"]
        shared = {"set": "made", "page": site, "site": site, "flavour": "dump", "kind": "dump", "url": site}
        yield shared | {"text": "\n".join(lines), "body": "\n".join(story)}


@pytest.fixture
def texts(tmp_path):
    path = tmp_path / "texts.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows()), encoding="utf-8")
    return list(read_texts(path))


def test_lines_of_the_gold_body_are_the_story(texts):
    for text, story in zip(texts, STORIES.values(), strict=True):
        assert [line.text for line, label in zip(text.lines, text.labels, strict=True) if label] == story
        assert text.known.all()


def test_texts_that_a_body_must_and_must_not_hold_label_their_lines_alone(tmp_path):
    row = next(rows()) | {"body": "", "with": ["counted 3 ships"], "without": ["Sign in"]}
    path = tmp_path / "texts.jsonl"
    path.write_text(json.dumps(row), encoding="utf-8")
    [text] = read_texts(path)
    assert [text.lines[i].text for i in np.flatnonzero(text.known)] == ["Sign in", STORIES["harbour.example"][3]]
    assert text.labels.sum() == 1


def test_a_text_without_address_has_the_site_of_its_page(texts):
    other = Text(texts[0].row | {"site": "a.txt", "url": ""}, texts[0].lines, texts[0].labels, texts[0].known)
    assert [text.site for text in with_sites([other, texts[0]])] == ["harbour.example"] * 2


def test_forms_change_the_place_of_lines_or_the_story_and_nothing_else(texts):
    made = list(forms_of(texts * 20, odds_by_site(texts), seed=1))
    assert all(forms[0].is_whole and not any(form.is_whole for form in forms[1:]) for forms in made)
    furniture = len(MENU) + 2
    sizes = set()
    for forms in made:
        for form in forms:
            size = len(form.labels)
            assert {len(column) for column in form.own.values()} == {size}
            assert set(form.vocabulary.lines.tolist()) <= set(range(size))
            assert (np.diff(form.vocabulary.lines) >= 0).all()
            assert (~form.labels).sum() == furniture
            sizes.add(int(form.labels.sum()))
    # the story as it is, cut short, another's beginning, tables
    assert 12 in sizes
    assert min(sizes) < 12 < max(sizes)


def test_the_same_texts_give_the_same_forms(texts):
    odds = odds_by_site(texts)
    one, other = (
        [form.own["words"].tolist() for forms in forms_of(texts * 3, odds) for form in forms] for _ in range(2)
    )
    assert one == other


def test_a_site_says_nothing_of_its_own_lines(texts):
    sites = [Text(texts[0].row | {"site": f"{n}.example"}, *_rest(texts[0])) for n in range(20)]
    odds = odds_by_site(sites)
    assert odds.all.of_lines["sign in"] < 0 < odds.all.of_words["counted"]
    assert 0 > odds.without("3.example").of_lines["sign in"] > odds.all.of_lines["sign in"]
    assert odds_by_site(sites[:2]).all == NO_ODDS


def _rest(text):
    return text.lines, text.labels, text.known


def test_the_file_keeps_odds_and_both_looks(texts):
    odds = odds_by_site([Text(texts[0].row | {"site": f"{n}.example"}, *_rest(texts[0])) for n in range(20)])
    model = model_of(arrays_of(stored(odds.all, one_tree(), one_tree())))
    assert model.odds == odds.all
    assert model.first.names == model.second.names == ("links", "words")


def test_models_of_folds_come_back_by_fold(texts, tmp_path):
    sites = [Text(texts[0].row | {"site": f"{n}.example"}, *_rest(texts[0])) for n in range(20)]
    file = stored(odds_by_site(sites).all, one_tree(), one_tree())
    write_folds(tmp_path / "folds", {0: file, 3: file})
    assert sorted(read_folds(tmp_path / "folds")) == [0, 3]


def test_gold_of_a_title_alone_labels_no_line(tmp_path):
    path = tmp_path / "texts.jsonl"
    path.write_text(json.dumps(next(rows()) | {"body": "", "title": "Harbour"}), encoding="utf-8")
    assert list(read_texts(path)) == []
