"""Stories that break off: notices for subscribers at their end, and pages that count more words than they show."""

import pytest

from news_pipeline.cleaning.clean import CleanedDocument, Role, clean
from news_pipeline.cleaning.reasons import Reason
from news_pipeline.cleaning.walls import ShownLine, is_notice, notice_at_end, states_more
from news_pipeline.shared.results import Rejected

PARAGRAPHS = [
    f"The harbour authority said on day {n} that the old lighthouse will be lit again, and that lamp {n} of it is new."
    for n in range(6)
]


@pytest.mark.parametrize(
    "text",
    [
        "Sign in to keep reading",
        "To see the full text, take out a subscription.",
        "The rest of this story is for members; log in.",
        "Jetzt mit Abonnement weiterlesen",
        "Cet article est réservé à nos abonnés.",
        "Para seguir leyendo, inicia sesión",
        "Il vous reste 12% de cet article à lire.",
        "続きを読むには会員登録が必要です",
        "Чтобы прочитать полностью, оформите подписку",
        "You have used your free article limit",
        "You have reached your limit of free stories",
        "The rest of this text is hidden",
        "Log in with your subscription to read on",
        "Subscribers have full access to the text",
        "Read more? Register with the Courier.",
    ],
)
def test_a_notice_asks_for_something_and_keeps_something_back(text):
    assert is_notice(text)


@pytest.mark.parametrize(
    "text",
    [
        "Subscribe to our newsletter to continue the conversation",
        "The union's members voted on Monday.",
        "Members of the club have exclusive rates at the pool.",
        "The shops have exclusive rights until May.",
        "Sign in",
        "Follow our podcast and subscribe to unlock every episode",
        "The regulator said that those who subscribe must be able to leave within a day, that the rest of the fee be "
        "paid back to them, and that companies which fail to do so have to pay a fine, as a court had ruled before.",
    ],
)
def test_other_lines_are_none(text):
    assert not is_notice(text)


NOTICE = "Subscribe to continue reading"


@pytest.mark.parametrize(
    ("lines", "expected", "why"),
    [
        ([(PARAGRAPHS[0], True), (NOTICE, False)], 1, "just behind"),
        ([(PARAGRAPHS[0], True), (NOTICE, True)], 1, "taken for the story's last line"),
        ([(PARAGRAPHS[0], True), (NOTICE, True), ("Try it now", True)], 1, "with a call below it"),
        ([(NOTICE, False), (PARAGRAPHS[0], True)], None, "above the story"),
        ([(PARAGRAPHS[0], True), (NOTICE, True), (PARAGRAPHS[1], True)], None, "amid the story"),
        ([(PARAGRAPHS[0], True), *[("More", False)] * 4, (NOTICE, False)], None, "far below"),
        ([(NOTICE, False)], None, "no story"),
        ([], None, "nothing"),
    ],
)
def test_a_notice_counts_at_the_end_of_the_story(lines, expected, why):
    assert notice_at_end([ShownLine(text, is_story) for text, is_story in lines]) == expected, why


@pytest.mark.parametrize(
    ("stated", "words", "expected"), [(0, 100, False), (300, 100, True), (140, 100, False), (1_100, 1_000, False)]
)
def test_a_page_that_counts_many_more_words(stated, words, expected):
    assert states_more(stated, words) is expected


def page(paragraphs: list[str], behind: str = "", head: str = "") -> str:
    story = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return f"<html><head><title>Light</title>{head}</head><body><article>{story}{behind}</article></body></html>"


def test_a_long_teaser_is_an_article_that_is_not_complete():
    document = clean(page(PARAGRAPHS, f"<p>{NOTICE}</p>"), "text/html")
    assert isinstance(document, CleanedDocument)
    assert document.body.split("\n\n") == PARAGRAPHS
    assert document.incomplete_reason == f"it ends with: {NOTICE}"
    assert [label.role for label in document.removed if label.text == NOTICE] == [Role.SUBSCRIPTION]


def test_a_short_one_is_refused():
    document = clean(page(PARAGRAPHS[:2], f"<p>{NOTICE}</p>"), "text/html")
    assert isinstance(document, Rejected)
    assert document.reason is Reason.PAYWALL_STUB


def test_a_notice_in_a_menu_says_nothing():
    document = clean(page(PARAGRAPHS[:2], f"<nav><p>{NOTICE}</p></nav>"), "text/html")
    assert isinstance(document, CleanedDocument)
    assert not document.incomplete_reason


@pytest.mark.parametrize(
    ("count", "is_free", "reason"),
    [
        (900, "false", "its page is not free and counts 900 words"),
        (900, "true", ""),
        (140, "false", ""),
    ],
)
def test_a_page_that_is_not_free_says_how_many_words_its_story_has(count, is_free, reason):
    linked = f'{{"@type": "NewsArticle", "wordCount": {count}, "isAccessibleForFree": {is_free}}}'
    head = f'<script type="application/ld+json">{linked}</script>'
    document = clean(page(PARAGRAPHS, head=head), "text/html")
    assert isinstance(document, CleanedDocument)
    assert document.incomplete_reason == reason
