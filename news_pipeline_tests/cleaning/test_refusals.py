"""Texts that are no article, and short texts that are."""

import pytest

from news_pipeline.cleaning.lines import CleanedDocument, clean
from news_pipeline.cleaning.stage import clean_rows
from news_pipeline.outcomes import Rejected


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty_text"),
        (" \n\u200b\n\t", "empty_text"),
        ("Ok", "too_short"),
        ("404 Not Found\nThe page you requested could not be found on this server.", "error_page"),
        ("Access Denied\nYou don't have permission to access this page on this server.", "error_page"),
        (
            "We and our partners use cookies on this site.\nAccept all cookies\nManage preferences",
            "consent_wall",
        ),
        (
            "The minister resigned on Friday after a long week.\nSubscribe to continue reading\nLog in",
            "paywall_stub",
        ),
        ("\n".join(f"    * Section number {n}" for n in range(30)), "no_article"),
    ],
)
def test_a_text_without_an_article_is_refused_with_its_reason(text, reason):
    document = clean(text)
    assert isinstance(document, Rejected)
    assert document.reason == reason
    assert document.detail


@pytest.mark.parametrize(
    "text",
    [
        "The parliament election is over in Turkmenistan .",
        "June 06 , 2013\nEsther Williams , swimming star , dies at 91",
        "PARIS, Dec 7 (Reuters) - Three powers said on Monday they were deeply concerned.\n\n(Reporting by Jane Doe)",
        "The court found no fault in the 404 cases before it. It will rule on access denied to reporters next week.",
        "東京都知事は火曜日、灯台を再び点灯すると発表した。",
    ],
)
def test_a_short_item_is_an_article(text):
    assert isinstance(clean(text), CleanedDocument)


def test_a_long_story_about_cookies_is_not_a_consent_wall():
    text = "\n".join(
        f"The regulator said in decision {n} that we use cookies is not consent, and that readers must be asked first."
        for n in range(12)
    )
    assert isinstance(clean(text), CleanedDocument)


def test_rows_keep_their_order_and_number():
    rows = [
        {"article_id": "a", "source_uri": "a.txt", "media_type": "text/plain", "text": ""},
        {
            "article_id": "b",
            "source_uri": "b.txt",
            "media_type": "text/plain",
            "text": "The ship came home on Monday. read more",
        },
    ]
    refused, accepted = clean_rows(rows)
    assert refused == Rejected("empty_text", "no visible character")
    assert accepted == {
        "clean_articles": [{"body": "The ship came home on Monday.", "word_count": 6, "extractor": "text"}],
        "removed_lines": [
            {
                "line_number": 1,
                "text": "read more",
                "role": "link_text",
                "reason": "link text at the end of a line",
                "line_hash": None,
            }
        ],
    }
