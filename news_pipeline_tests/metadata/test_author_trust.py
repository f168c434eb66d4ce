"""The confidence of a page's author is the measured share of right ones among names that the same places say."""

import pytest

from news_pipeline.metadata.credits.author_trust import trust_of
from news_pipeline_tests.metadata.documents import json_ld, meta, page_of


@pytest.mark.parametrize(
    ("sources", "trust"),
    [
        ({"json_ld.author", "class"}, 0.97),
        ({"meta:author", "said"}, 0.97),
        ({"class", "said"}, 0.9),
        ({"json_ld.author", "meta:author"}, 0.89),
        ({"json_ld.author"}, 0.87),
        ({"meta:author"}, 0.77),
        ({"class"}, 0.86),
        ({"signed_line"}, 0.84),
        ({"name"}, 0.9),
    ],
)
def test_places_that_agree_make_a_name_surer(sources, trust):
    assert trust_of(sources, is_author=True) == trust
    assert trust_of(sources, is_author=False) < trust


def test_the_evidence_of_a_page_says_it():
    head = json_ld(author={"name": "Jane Doe"}) + meta("author", "Jane Doe")
    found = page_of(head, after="<div class='byline'>by Jane Doe</div><div class='author'>Ruth Roe</div>")
    rows = [row for row in found.evidence if row.field == "authors"]
    assert {(row.value, row.confidence) for row in rows} == {("Jane Doe", 0.97), ("Ruth Roe", 0.12)}
    assert [row.source for row in rows if row.is_chosen] == ["json_ld.author"]
