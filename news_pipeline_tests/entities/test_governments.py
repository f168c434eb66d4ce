"""Capitals that stand for governments, and capitals that are places."""

import pytest

from news_pipeline_tests.entities.finding import find_mentions


@pytest.mark.parametrize(
    ("text", "wanted", "reason"),
    [
        ("Moscow said on Monday that it agreed.", ["RU"], "a city does not speak"),
        ("Moscow has repeatedly denied it.", ["RU"], "nor deny"),
        ("It is part of Moscow’s strategy.", ["RU"], "nor have a strategy"),
        ("The ties between Moscow and Beijing are close.", ["RU", "CN"], "ties between governments"),
        ("Relations with Tokyo are good.", ["JP"], "the same"),
        ("The land between Moscow and Tokyo is wide.", [None, None], "no ties, just land"),
        ("A man in Moscow said so.", [None], "a man spoke"),
        ("Fans from Tokyo wanted more.", [None], "fans wanted"),
        ("Protests shook Almaty, where police said no.", [None], "no capital"),
        ("The streets of Moscow were empty.", [None], "a place"),
    ],
)
def test_capitals_that_act_are_governments(gazetteer, text, wanted, reason):
    mentions = find_mentions(None, text, gazetteer).mentions
    assert [mention.government_of for mention in mentions] == wanted, reason
