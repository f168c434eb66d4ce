"""What is mended in a page's tree before an extractor reads it.

Posts of social networks that a story shows become quotations. Cards that open when the pointer rests on a name go.
"""

import lxml.etree
import lxml.html

_NETWORKS = frozenset(
    {"twitter-tweet", "twitter-video", "instagram-media", "tiktok-embed", "bluesky-embed", "mastodon-embed"}
)
_HOVER_CARD = "//p//span[count(.//a) >= 2 and (.//a | .//img)[1][self::img]]"
"""Inside a paragraph, a picture with links below it."""


def quote_posts(tree: lxml.html.HtmlElement) -> None:
    """Makes quotations of embedded posts.

    Extractors take a post for buttons because of its links and the class names of its boxes. So these go; the words of
    the links stay.
    """
    for post in tree.iter("blockquote"):
        if _NETWORKS.isdisjoint(post.get("class", "").split()):
            continue
        lxml.etree.strip_tags(post, "a")
        shown = _words(post)
        box = post
        while box is not None and box.tag in ("blockquote", "div", "figure", "section") and _words(box) == shown:
            box.attrib.clear()
            box = box.getparent()


def drop_hover_cards(tree: lxml.html.HtmlElement) -> None:
    """Takes out cards that stand in the middle of a sentence."""
    for card in tree.xpath(_HOVER_CARD):
        if card.getparent() is not None:
            card.drop_tree()


def _words(element: lxml.html.HtmlElement) -> list[str]:
    return str(element.text_content()).split()
