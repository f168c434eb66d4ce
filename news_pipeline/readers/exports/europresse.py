"""Splits HTML exports of Europresse: an `<article>` each, with classes of its own for outlet, title and text."""

import re
from typing import Any

from news_pipeline.readers.exports.article import Export, ExportedArticle

NAME = "Europresse"
_NUMBER = re.compile(r"(?<!\w)\w{1,30}·(\d{4})(\d{2})(\d{2})·")
_TITLES = ("titreArticleVisu", "titreArticle", "rdp__articletitle")
_MARK = "DocPublicationName"


def articles_of(root: Any) -> list[Any]:
    """The elements that hold an article each."""
    return [element for element in root.iter("article") if _first(element, _MARK) is not None]


def split_page(root: Any) -> Export:
    """The articles of an export, by its tree."""
    return Export(NAME, [_article(element) for element in articles_of(root)])


def _article(element: Any) -> ExportedArticle:
    article = ExportedArticle(raw="".join(element.itertext()))
    title = next((found for name in _TITLES if (found := _first(element, name)) is not None), None)
    article.add("title", _text(title), "titreArticle")
    article.add("source", _text(_first(element, _MARK)).split(",")[0], _MARK)
    article.add("authors", _text(_first(element, "sm-margin-bottomNews")), "sm-margin-bottomNews")
    number = _NUMBER.search(_text(_first(element, "publiC-lblNodoc")))
    article.add("published", "-".join(number.groups()) if number else _text(_first(element, "DocHeader")), "DocHeader")
    body = _first(element, "docOcurrContainer")
    if body is not None:
        paragraphs = [_text(paragraph) for paragraph in body.iter("p")] or [_text(body)]
        article.paragraphs = [paragraph for paragraph in paragraphs if paragraph]
    return article


def _first(element: Any, name: str) -> Any:
    """The first element inside that has the class."""
    return next((found for found in element.iter() if name in str(found.get("class") or "").split()), None)


def _text(element: Any) -> str:
    return "" if element is None else " ".join(" ".join(element.itertext()).split())
