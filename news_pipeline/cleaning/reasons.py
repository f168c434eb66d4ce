"""The reasons for which cleaning refuses a document: what each means, and what a person can do."""

from news_pipeline.shared.reasons import ExplainedReason


class Reason(ExplainedReason):
    """A code that a person can count, with its meaning and an advice."""

    EMPTY_TEXT = (
        "empty_text",
        "The document shows no text at all.",
        "Crawl the page again with a browser that runs its scripts, if it should have text.",
    )
    TOO_SHORT = (
        "too_short",
        "Fewer than five words are left when all but the story is taken out.",
        "news-pipeline explain SOURCE_URI shows what was taken out and why. "
        "If the story is among it, please report it.",
    )
    NO_ARTICLE = (
        "no_article",
        "The page has text, but no block of it is like a story.",
        "Look at it with news-pipeline explain SOURCE_URI. If it is an article, please report it with the page.",
    )
    INDEX_PAGE = (
        "index_page",
        "A list of headlines or teasers: a front page, section or topic page.",
        "Crawl the articles that it links to instead.",
    )
    PRODUCT_PAGE = (
        "product_page",
        "What a shop sells.",
        "Nothing: there is no article.",
    )
    ERROR_PAGE = (
        "error_page",
        "The site answered with an error in words: not found, gone, forbidden, not in your region.",
        "Crawl the address again later, or drop it.",
    )
    BOT_CHECK = (
        "bot_check",
        "A check for robots stands in place of the page.",
        "Crawl it again more slowly, or by the means that the site offers.",
    )
    CONSENT_WALL = (
        "consent_wall",
        "A cookie or consent notice stands in place of the page.",
        "Crawl it again with a browser that answers the notice.",
    )
    PAYWALL_STUB = (
        "paywall_stub",
        "Only the beginning is there, followed by a notice for subscribers.",
        "Get the full text with a subscription or from a licensed feed.",
    )
    LOGIN_PAGE = (
        "login_page",
        "A form to sign in stands in place of the page.",
        "Crawl it again with an account, or drop it.",
    )
    LIVE_BLOG_SHELL = (
        "live_blog_shell",
        "The frame of a live blog whose entries are loaded by scripts, or that has ended.",
        "Crawl it again with a browser that runs its scripts.",
    )
    GALLERY = (
        "gallery",
        "A series of pictures with their captions, and no text besides.",
        "Nothing: there is no article.",
    )
    VIDEO_PAGE = (
        "video_page",
        "A film with its player, and no text besides.",
        "Nothing: there is no article. Transcripts can be put into the folder as text.",
    )
    SEARCH_RESULTS = (
        "search_results",
        "The answer of a site's search.",
        "Crawl the articles that it links to instead.",
    )
    REDIRECT_PAGE = (
        "redirect_page",
        "The page only sends a browser on to another address.",
        "Crawl the address that it leads to.",
    )
