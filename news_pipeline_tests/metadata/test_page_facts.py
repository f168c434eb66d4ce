"""What a page says about itself is kept as text, and says the same when it is read again."""

import json

import pytest

from news_pipeline.metadata.page.facts import MAX_LIST, MAX_STRING, pack, unpack
from news_pipeline.metadata.page.page import Page, read_page
from news_pipeline.metadata.page.state import NEAR, state_dates

TITLE = "Harbour wall of Northmere is rebuilt"
ARTICLE = {
    "@type": "NewsArticle",
    "headline": TITLE,
    "datePublished": "2024-03-05T08:00:00+01:00",
    "author": [{"@type": "Person", "name": "Jane Roe"}],
    "isAccessibleForFree": False,
}


def page(article: object = ARTICLE, *, head: str = "", body: str = "") -> Page:
    linked = json.dumps(article)
    found = read_page(
        f"<html lang=en><head><title>{TITLE}</title><meta property='og:site_name' content='Évening Pöst'>"
        f"<link rel=canonical href='https://example.org/harbour'><base href='https://example.org/'>{head}"
        f"<script type='application/ld+json'>{linked}</script></head><body><h1>{TITLE}</h1>"
        f"<p class=byline>By <a rel=author href=/jane>Jane Roe</a> <time datetime='2024-03-05'>5 March 2024</time></p>"
        f"<figure><img><span class=credit>Photo: John Doe</span></figure>{body}</body></html>"
    )
    assert found
    return found


def test_what_is_kept_is_what_was_read():
    found = page(head=f'<script>{{"title":"{TITLE}","datePublished":"2024-03-05T07:00:00Z"}}</script>')
    assert found.nodes
    assert found.metas
    assert found.headlines
    assert found.dates
    assert found.bylines
    assert found.credits
    assert found.scripts
    assert unpack(pack(found)) == found


@pytest.mark.parametrize(
    ("article", "why"),
    [
        ({**ARTICLE, "articleBody": "Stones. " * 500}, "the text of the article"),
        ({**ARTICLE, "description": "x" * (MAX_STRING + 1)}, "a value too long for any field"),
        ({**ARTICLE, "hasPart": [{"@type": "NewsArticle", "headline": "Another"}] * 9}, "other articles"),
        ({**ARTICLE, "isPartOf": json.loads("[" * 50 + "]" * 50)}, "depths that no field has"),
        ({**ARTICLE, "citation": ["Another"] * 5_000}, "long lists"),
    ],
)
def test_what_no_field_is_made_of_is_not_kept(article, why):
    kept = pack(page(article))
    assert len(kept) < len(pack(page())) + 20 * MAX_LIST, why
    assert unpack(kept).nodes[0]["headline"] == TITLE


@pytest.mark.parametrize("text", ["half a sign \ud83d", "\u2028", "\x01", "“quoted”", "1e999"])
def test_any_text_is_kept(text):
    found = page({**ARTICLE, "alternativeHeadline": text})
    kept = pack(found)
    assert kept.encode("utf-8")
    assert unpack(kept) == found


def test_of_a_state_only_what_stands_near_moments_is_kept():
    moment = f'{{\\"title\\":\\"{TITLE}\\",\\"datePublished\\":\\"2024-03-05T07:00:00Z\\"}}'
    state = f'<script>s="{"x" * 100_000}{moment}{"y" * 100_000}{moment}{"z" * 100_000}"</script>'
    scripts = page(head=state).scripts
    assert len(scripts) == 2
    assert sum(map(len, scripts)) < 6 * NEAR
    assert [each.value for each in state_dates(scripts, [TITLE])] == ["2024-03-05T07:00:00Z"]
