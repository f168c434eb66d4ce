"""Texts that are no article, and short texts that are."""

from dataclasses import replace

import pytest

from news_pipeline.cleaning.clean import CleanedDocument, clean
from news_pipeline.cleaning.label_page import LabelledPage
from news_pipeline.cleaning.page_kinds.kind_model import PageKind
from news_pipeline.cleaning.page_kinds.page_marks import PageMarks
from news_pipeline.cleaning.reasons import Reason
from news_pipeline.cleaning.refusals import Seen, refusal
from news_pipeline.shared.results import Rejected
from news_pipeline.steps.cleaning.rows import clean_rows

TEXTS = [
    ("", Reason.EMPTY_TEXT),
    (" \n\u200b\n\t", Reason.EMPTY_TEXT),
    ("Ok", Reason.TOO_SHORT),
    ("404 Not Found\nThe page you requested could not be found on this server.", Reason.ERROR_PAGE),
    ("Access Denied\nYou don't have permission to access this page on this server.", Reason.ERROR_PAGE),
    (
        "We and our partners use cookies on this site.\nAccept all cookies\nManage preferences",
        Reason.CONSENT_WALL,
    ),
    (
        "The minister resigned on Friday after a long week.\nSubscribe to continue reading\nLog in",
        Reason.PAYWALL_STUB,
    ),
    ("\n".join(f"    * Section number {n}" for n in range(30)), Reason.INDEX_PAGE),
]


@pytest.mark.parametrize(("text", "reason"), TEXTS)
def test_a_text_without_an_article_is_refused_with_its_reason(text, reason):
    document = clean(text)
    assert isinstance(document, Rejected)
    assert document.reason is reason
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


BRIEF = "The harbour authority said on Tuesday that the old lighthouse will be lit again after eleven years."
MORE = "Fishermen had asked for the light since a trawler ran aground on the reef in the storm of last February."
PAGES_OF_TEXT = {
    Reason.BOT_CHECK: (
        "www.example.com\nChecking if the site connection is secure\nExample needs to review the security of it.",
        "Just a moment...\nEnable JavaScript and cookies to continue",
        "Please verify you are a human\nAccess to this page needs it.\nReference ID 12",
        "Пожалуйста, подтвердите, что вы не робот\nВведите символы с картинки",
    ),
    Reason.ERROR_PAGE: (
        "Oops! Page not found\nTry the search below.",
        "We're sorry, but the page you requested has been moved.\nHome",
        "Sorry, this article is no longer available.",
        "Internal Server Error\nThe server could not complete your request.",
        "This content is not available in your region\nWe are sorry.",
        "Die Seite wurde leider nicht gefunden\nZur Startseite",
        "Cette page n'existe plus\nRetour à l'accueil",
        "La página que buscas no está aquí\nInicio",
        "Страница не найдена\nНа главную",
        "ページが見つかりません",
    ),
    Reason.CONSENT_WALL: (
        "Wir und unsere 142 Partner nutzen Cookies, um Inhalte zu personalisieren.\nAlle akzeptieren",
        "Nous et nos partenaires utilisons des cookies.\nAccepter et fermer",
    ),
    Reason.PAYWALL_STUB: (
        f"{BRIEF}\n{MORE}\nThis article is for subscribers only\nSubscribe",
        f"{BRIEF}\nDieser Artikel ist nur für Abonnenten\nJetzt testen",
        f"{BRIEF}\n{MORE}\nIl vous reste 78% de cet article à lire.",
        f"{BRIEF}\nEste contenido es exclusivo para suscriptores",
        f"{BRIEF}\nМатериал доступен только для подписчиков",
        f"{BRIEF}\nTo continue reading this article, please sign in or subscribe.",
    ),
    Reason.LOGIN_PAGE: (
        "Welcome back\nLog in to your account\nE-mail\nForgot password?",
        "Anmelden\nE-Mail-Adresse\nPasswort vergessen?",
        "Connexion\nMot de passe oublié ?",
    ),
    Reason.LIVE_BLOG_SHELL: (
        "Storm over the coast: live\nThis live blog has now closed\nLoad more updates",
        "Unwetter an der Küste\nDer Live-Ticker ist beendet",
        "La cobertura en directo ha finalizado",
    ),
    Reason.GALLERY: (
        "In pictures: the storm\n1 / 4\nWaves.\n2 / 4\nThe pier.\n3 / 4\nThe reef.\n4 / 4\nThe lighthouse.",
        "Storm\nPhoto 1 of 4\nWaves\nPhoto 2 of 4\nPier\nPhoto 3 of 4\nReef\nPhoto 4 of 4\nLight",
        "Bildstrecke\nBild 1 von 4\nWellen\nBild 2 von 4\nPier\nBild 3 von 4\nRiff\nBild 4 von 4\nTurm",
    ),
    Reason.SEARCH_RESULTS: (
        "Search results for: lighthouse\nLighthouse lit again\nThe lighthouse keeper\nA night on the reef",
        "Showing 1-10 of 2,345\nLighthouse lit again\nThe keeper",
        "Suchergebnisse für Leuchtturm\nLeuchtturm brennt wieder",
        "Aucun résultat pour phare",
    ),
    Reason.VIDEO_PAGE: (
        "Lighthouse lit again\nYour browser does not support the video tag.",
        "This video is not available\nMore videos",
    ),
}


@pytest.mark.parametrize(
    ("reason", "text"), [(reason, text) for reason, texts in PAGES_OF_TEXT.items() for text in texts]
)
def test_a_page_that_says_what_it_is_is_refused_as_that(reason, text):
    document = clean(text)
    assert isinstance(document, Rejected), document
    assert document.reason is reason, document.detail


def html(body: str, head: str = "") -> str:
    menu = "".join(f"<li><a href='/{n}'>Section number {n} of the paper</a></li>" for n in range(40))
    return f"<html><head><title>T</title>{head}</head><body><nav><ul>{menu}</ul></nav>{body}</body></html>"


def linked(kind: str) -> str:
    return f'<script type="application/ld+json">{{"@type": "{kind}"}}</script>'


SHOP = (
    "<html><head><title>Brass lamp, 30 cm | Shop</title><meta property='og:type' content='product'>"
    "<meta property='product:price:amount' content='40'><meta property='product:price:currency' content='USD'>"
    "<link rel='canonical' href='https://shop.example/products/brass-lamp'>"
    '<script type="application/ld+json">{"@type": "Product", "offers": {"@type": "Offer", "price": "40"}}</script>'
    "</head><body class='template-product'><header><a href='/cart'>Cart</a><button>Search</button></header>"
    "<main id='main'><div class='product'><h1 class='product-title'>Brass lamp</h1><span class='price'>$40.00</span>"
    "<form action='/cart/add'><label>Size</label><select><option>Small</option></select><label>Quantity</label>"
    "<button class='add-to-cart'>Add to cart</button><button>Buy it now</button></form>"
    "<div class='product-description'><p>Our brass lamp lights your room.</p><ul><li>Brass</li><li>30 cm</li></ul>"
    "</div><h2>Shipping</h2><p>Ships in two days.</p><h2>Reviews</h2><p>Be the first to write a review</p></div>"
    "</main><footer><a href='/returns'>Returns</a><a href='/faq'>FAQ</a></footer></body></html>"
)


PAGES = [
    (SHOP, Reason.PRODUCT_PAGE),
    (html("<div id='player'></div>", '<meta property="og:type" content="video.other">'), Reason.VIDEO_PAGE),
    (html("<div id='player'></div>", linked("VideoObject")), Reason.VIDEO_PAGE),
    (html("<div id='root'></div>", linked("LiveBlogPosting")), Reason.LIVE_BLOG_SHELL),
    (html("<div id='root'></div>", linked("ImageGallery")), Reason.GALLERY),
    (html("<div id='root'></div>", linked("CollectionPage")), Reason.INDEX_PAGE),
    (html("<div id='root'></div>", linked("SearchResultsPage")), Reason.SEARCH_RESULTS),
    (html("<form><input type='password' name='p'></form>"), Reason.LOGIN_PAGE),
    (
        html(
            f"<article><p>{BRIEF}</p></article>",
            '<script type="application/ld+json">{"isAccessibleForFree": false}</script>',
        ),
        Reason.PAYWALL_STUB,
    ),
    (html("<div id='root'></div>"), Reason.NO_ARTICLE),
    ('<html><meta http-equiv="refresh" content="0; url=https://a.example/">Moved</html>', Reason.REDIRECT_PAGE),
    ("<html><script>window.location = 'https://a.example/';</script></html>", Reason.REDIRECT_PAGE),
    ("<html><script src='/_Incapsula_Resource?x=1'></script><body></body></html>", Reason.BOT_CHECK),
    ("<html><body><div id='root'></div></body></html>", Reason.EMPTY_TEXT),
]


@pytest.mark.parametrize(("page", "reason"), PAGES)
def test_a_page_without_a_text_is_refused_by_its_own_marks(page, reason):
    document = clean(page, "text/html")
    assert isinstance(document, Rejected), document
    assert document.reason is reason, document.detail


def test_a_fragment_without_a_head_is_not_refused_for_its_kind():
    page = LabelledPage([], [], [], kinds={PageKind.LISTING: 0.97, PageKind.ARTICLE: 0.03})
    assert refusal(Seen(LONG, "", page=page)) is None
    head = replace(page, marks=PageMarks(metas={"viewport": "width=device-width"}))
    refused = refusal(Seen(LONG, "", page=head))
    assert refused is not None
    assert refused.reason is Reason.INDEX_PAGE


def test_the_cases_have_every_reason_and_no_other():
    assert {*(reason for _, reason in TEXTS + PAGES), *PAGES_OF_TEXT} == set(Reason)


@pytest.mark.parametrize(
    ("page", "why"),
    [
        (
            html(f"<article><p>{BRIEF}</p></article>", linked("VideoObject") + linked("NewsArticle")),
            "film in an article",
        ),
        (html(f"<form><input type='password'></form><article><p>{BRIEF}</p></article>"), "a login that is not shown"),
        (html(f"<article><p>{BRIEF}</p></article><p>Forgot password?</p>"), "the wording of that login"),
        (html(f"<article><p>{BRIEF}</p><p>We use cookies.</p></article>"), "a notice below"),
    ],
)
def test_a_short_item_in_a_page_with_forms_and_players_is_an_article(page, why):
    assert isinstance(clean(page, "text/html"), CleanedDocument), why


LONG = "\n".join([BRIEF, MORE, *(f"{MORE[:-1]}, member {n} of the union said in the town hall." for n in range(6))])


@pytest.mark.parametrize("text", [text for texts in PAGES_OF_TEXT.values() for text in texts])
def test_a_long_article_is_never_refused_for_what_stands_below_it(text):
    assert isinstance(clean(f"{LONG}\n{text}"), CleanedDocument)


def test_a_long_body_without_a_full_stop_is_no_index():
    """Transcripts, and pages of scripts whose sentences end in another way."""
    body = "\n\n".join(f"SPEAKER {n}: and so we went on to the reef with the lamps they had left" for n in range(12))
    assert refusal(Seen(body, "Home\n" * 40, navigation_lines=40)) is None


@pytest.mark.parametrize(
    "text",
    [
        "The Courier needs your permission to use data on your visit for its advertising.\nI agree\nMore options",
        "Kurier mit Werbung lesen\nSie sehen uns mit Werbung und üblichem Tracking.\nAkzeptieren und weiter",
    ],
)
def test_a_wall_that_asks_for_consent_in_other_words_is_one(text):
    found = clean(text)
    assert isinstance(found, Rejected)
    assert found.reason is Reason.CONSENT_WALL


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
    assert refused == Rejected(Reason.EMPTY_TEXT, "no visible character")
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


def test_a_long_paragraph_without_a_full_stop_among_menus_is_an_article():
    """A poem or a message of the day is not an index page."""
    menu = "\n".join(f"    * Section number {n}" for n in range(20))
    poem = (
        "    "
        + " ".join(f"the light of lamp {n} falls on the sea and the sea gives it back," for n in range(9))
        + " amen"
    )
    document = clean(f"{menu}\n{poem}\n{menu}")
    assert isinstance(document, CleanedDocument)
    assert "lamp 8" in document.body
