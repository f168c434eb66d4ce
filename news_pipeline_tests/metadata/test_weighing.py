"""Candidates of pages that a model weighs: titles that no data of the page state, dates that no place says plainly."""

import pytest

from news_pipeline.metadata.page.likely_dates import THRESHOLD
from news_pipeline.metadata.page.page import read_page
from news_pipeline.metadata.titles.page_candidates import page_titles, parts_of
from news_pipeline.metadata.weighing import probabilities
from news_pipeline_tests.metadata.documents import BODY, TITLE, json_ld, meta, page_of


def _titles(found):
    return [(row.value, row.source, row.confidence, row.is_chosen) for row in found.evidence if row.field == "title"]


def test_every_heading_and_part_of_a_title_is_a_candidate_once():
    page = read_page(
        f"<title>{TITLE} | Trade | Coast Post</title><h1>Coast Post</h1><h2>{TITLE}</h2>"
        "<div class=related><h2>Ferry timetable is cut</h2></div>"
    )
    assert page is not None
    titles = page_titles(page, None, ("Coast Post",))
    assert [title.value for title in titles].count(TITLE) == 1
    headline = next(title for title in titles if title.value == TITLE)
    assert {source for source, _ in headline.places} >= {"heading", "part:title_tag"}
    assert "Ferry timetable is cut" in [title.value for title in titles]
    assert "Coast Post" not in [title.value for title in titles], "the site itself"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Strike ends | Coast Post", ["Strike ends", "Coast Post"]),
        ("Strike ends", []),
        ("港湾ストが終結：沿岸新聞", ["港湾ストが終結", "沿岸新聞"]),
    ],
)
def test_a_title_has_the_parts_before_and_after_its_separators(text, parts):
    assert list(parts_of(text)) == parts


def test_a_headline_in_a_second_heading_is_found_where_the_first_is_the_site():
    body = f"<header><h1><a href='/'>Olive's corner of the quay</a></h1></header><h2 class='entry-title'>{TITLE}</h2>"
    found = page_of(f"<title>{TITLE} - Olive's corner of the quay</title>", before=body)
    assert found.title == TITLE


def test_a_title_that_an_unescaped_quotation_mark_cut_is_completed():
    whole = 'Workers end their strike after "a better offer"'
    metas = "".join(f'<meta property="{name}" content="{whole}">' for name in ("og:title", "twitter:title"))
    assert page_of(f"{metas}<title>{whole}</title>", before=f"<h1>{whole}</h1>").title == whole


def test_what_the_pages_data_state_stands():
    stated = "Harbour strike over after three weeks"
    found = page_of(json_ld(headline=stated) + meta("og:title", stated) + f"<title>{stated}</title>")
    assert found.title == stated


def test_the_confidence_of_a_title_is_its_probability_and_the_chosen_one_has_a_row():
    found = page_of(meta("og:title", TITLE) + json_ld(headline=TITLE))
    rows = _titles(found)
    assert all(0 <= confidence <= 1 for *_, confidence, _ in rows)
    assert [value for value, *_, chosen in rows if chosen] == [TITLE]
    assert max(rows, key=lambda row: row[2])[0] == TITLE


def _dates(found):
    return [(row.value, row.source, row.confidence, row.is_chosen) for row in found.evidence if row.source != "human"
            and row.field in ("published", "date")]  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after", "day"),
    [
        ("", "<footer class='entry-footer'><p>In Trade <span class='entry-date'>3 March 2021</span></p></footer>",
         "2021-03-03"),
        ("<div class='teaser'><p class='published'>3 March 2021</p></div>", "", "2021-03-03"),
    ],
)  # fmt: skip
def test_a_day_in_what_looks_like_an_aside_counts_if_it_is_likely(before, after, day):
    found = page_of("", before=before, after=after)
    assert str(found.published_date) == day


@pytest.mark.parametrize(
    "after",
    [
        "<p>The council meets on 3 March 2031, 4 April 2031, and 5 May 2031 in the town hall.</p>",
        "<ul class='archive'><li>1 March 2021 Ferry cut</li><li>2 April 2021 Quay shut</li><li>3 May 2021</li></ul>",
        "<p>Copyright 2021</p>",
    ],
)
def test_days_that_are_of_something_else_stay_candidates(after):
    found = page_of("", after=after)
    assert found.published_date is None
    assert not [row for row in _dates(found) if row[3]]


def test_a_weighed_day_has_its_probability():
    found = page_of("", after="<footer class='entry-footer'><span class='entry-date'>3 March 2021</span></footer>")
    chosen = [row for row in _dates(found) if row[3]]
    assert all(confidence >= THRESHOLD for *_, confidence, _ in chosen if confidence != 0.58)


def test_a_field_without_candidates_and_one_without_a_model():
    assert probabilities("title", {}) == []
    with pytest.raises(KeyError):
        probabilities("weather", {"x": [1.0]})
    assert BODY
