"""An article's text from a page's markup: trafilatura in precision mode, resiliparse where that finds too little."""

from dataclasses import dataclass

import lxml.etree
import lxml.html
import trafilatura
from resiliparse.extract.html2text import extract_plain_text

from news_pipeline.cleaning.characters import count_words, tidy
from news_pipeline.cleaning.html_page_kind import LONGEST_PAGE
from news_pipeline.cleaning.merge_extractors import add_missed, is_likely_story
from news_pipeline.cleaning.prepare_html import drop_hover_cards, quote_posts

MIN_SHARE_OF_SECOND = 0.3
"""resiliparse's text is taken when trafilatura found less than this share of its words."""


@dataclass(frozen=True, slots=True)
class PageText:
    """What an extractor took from a page."""

    text: str
    """One paragraph a line."""
    titles: tuple[str, ...]
    """The page's <title>, og:title and first <h1>, tidied."""
    extractor: str
    """`trafilatura`, `resiliparse`, or `trafilatura+resiliparse` where both gave paragraphs."""


def page_text(html: str) -> PageText:
    """The article's text; empty where neither extractor finds one or the page cannot be parsed."""
    tree = _parse(html[:LONGEST_PAGE])
    if tree is None:
        return PageText("", (), "trafilatura")
    titles = _titles(tree)
    quote_posts(tree)
    drop_hover_cards(tree)
    first = _trafilatura(tree)
    second = _resiliparse(html[:LONGEST_PAGE])
    if count_words(first) < MIN_SHARE_OF_SECOND * count_words(second) and (not first or is_likely_story(second)):
        return PageText(second, titles, "resiliparse")
    merged = add_missed(first, second)
    return PageText(merged, titles, "trafilatura" if merged == first else "trafilatura+resiliparse")


def _parse(html: str) -> lxml.html.HtmlElement | None:
    try:
        tree = trafilatura.load_html(html.encode("utf-8", "replace"))
    except (lxml.etree.LxmlError, ValueError, RecursionError):
        return None
    return tree


def _titles(tree: lxml.html.HtmlElement) -> tuple[str, ...]:
    found = tree.xpath("//title/text() | //meta[@property='og:title']/@content")
    found += [heading.text_content() for heading in tree.xpath("(//h1)[1]")]
    return tuple(dict.fromkeys(tidy(" ".join(str(title).split())) for title in found))


def _trafilatura(tree: lxml.html.HtmlElement) -> str:
    try:
        return trafilatura.extract(tree, favor_precision=True, include_comments=False) or ""
    except (lxml.etree.LxmlError, ValueError, RecursionError):
        return ""


def _resiliparse(html: str) -> str:
    return str(
        extract_plain_text(html, main_content=True, preserve_formatting=True, alt_texts=False, links=False) or ""
    )
