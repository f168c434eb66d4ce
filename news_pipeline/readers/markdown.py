"""Reads Markdown files: front matter becomes fields, the text becomes an HTML page by markdown-it-py (CommonMark).

HTML and not plain text, because cleaning then knows headings, lists, tables, quotations and links. In plain text their
marks (`##`, `[..](..)`, `**`) would stay in the body. Sentences that only look like Markdown are put right.
"""

from collections.abc import Iterator
from copy import copy
from dataclasses import replace
from functools import cache
from html import escape
from typing import TYPE_CHECKING, Any, BinaryIO

from news_pipeline.readers.document import Document, Unreadable
from news_pipeline.readers.front_matter import split_front_matter
from news_pipeline.readers.json.fields import fields_of
from news_pipeline.readers.markup import as_page
from news_pipeline.readers.reasons import Reason
from news_pipeline.readers.repair import storable
from news_pipeline.readers.whole_files import document_of_bytes, whole_file

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

MAX_RENDERED = 500_000
"""Characters. A longer file is read as text: a megabyte of brackets or of nested lists took ten seconds to render."""
_MIN_YEAR = 100


def read_markdown(stream: BinaryIO, start: int) -> Iterator[Document | Unreadable]:
    """A `.md` or `.markdown` file."""
    if start:
        return
    data = whole_file(stream)
    found = data if isinstance(data, Unreadable) else document_of_bytes(data, "text/plain")
    yield found if isinstance(found, Unreadable) or found.media_type == "text/html" else _document(found)


def _document(source: Document) -> Document | Unreadable:
    values, body = split_front_matter(source.text)
    if not body.strip():
        return Unreadable(None, source.content_hash, Reason.NO_TEXT, "front matter without text below it")
    fields = fields_of(values)
    if len(body) > MAX_RENDERED:
        notes = (*source.notes, "too long to be rendered as Markdown, read as text")
        return replace(source, text=body, fields=fields, notes=notes)
    html = storable(as_page(rendered(body)))
    return replace(source, text=html, media_type="text/html", fields=fields, notes=source.notes)


def rendered(text: str) -> str:
    """Markdown as an HTML fragment. Indented lines are paragraphs, not code."""
    renderer = _renderer()
    environment: dict[str, Any] = {}
    tokens = renderer.parse(text, environment)
    return str(renderer.renderer.render(_as_news(tokens), renderer.options, environment))


@cache
def _renderer() -> "MarkdownIt":
    from markdown_it import MarkdownIt  # noqa: PLC0415 - 0.1 s, and most files are no Markdown

    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable("code")


def _as_news(tokens: list["Token"]) -> list["Token"]:
    """Undo lists that are sentences and emphasis that is a product; show the captions of pictures."""
    dropped: set[int] = set()
    for position, token in enumerate(tokens):
        if token.type == "inline" and token.children:
            _restore_products(token.children)
            if all(child.type in {"image", "softbreak"} for child in token.children):
                _show_captions(tokens[position - 1], token, tokens[position + 1])
        elif token.type == "ordered_list_open":
            dropped |= _not_a_list(tokens, position)
    return [token for position, token in enumerate(tokens) if position not in dropped]


def _restore_products(children: list["Token"]) -> None:
    """Give `5*3*2` its stars back."""
    opened: list[bool] = []
    for position, token in enumerate(children):
        is_product = False
        if token.type in {"em_open", "strong_open"}:
            before, after = children[position - 1].content[-1:], children[position + 1].content[:1]
            is_product = position > 0 and before.isdigit() and after.isdigit()
            opened.append(is_product)
        elif token.type in {"em_close", "strong_close"}:
            is_product = opened.pop()
        if is_product:
            token.type, token.tag, token.nesting, token.content = "text", "", 0, token.markup


def _show_captions(opening: "Token", pictures: "Token", closing: "Token") -> None:
    """Make figures of a paragraph of pictures. Markdown has a caption only as the picture's alternative text."""
    figures = []
    for picture in pictures.children or ():
        if picture.type == "image":
            caption = escape("".join(child.content or " " for child in picture.children or ()))
            address = escape(str(picture.attrs.get("src", "")))
            figures.append(f'<img src="{address}" alt="{caption}"><figcaption>{caption}</figcaption>')
    opening.tag = closing.tag = "figure"
    opening.hidden = closing.hidden = False
    pictures.type, pictures.content, pictures.children = "html_block", "".join(figures), None


def _not_a_list(tokens: list["Token"], begin: int) -> set[int]:
    """Put the numbers of a false list back into its text, and return the positions of the tokens that make it a list.

    `1984. A year` at the start of a line is a sentence. A list is false if it has one item, or starts at 100 or above.
    """
    level = tokens[begin].level
    end = next(
        i for i in range(begin, len(tokens)) if tokens[i].type == "ordered_list_close" and tokens[i].level == level
    )
    items = [i for i in range(begin, end) if tokens[i].type == "list_item_open" and tokens[i].level == level + 1]
    if len(items) > 1 and int(tokens[items[0]].info) < _MIN_YEAR:
        return set()
    for i in items:
        inline = tokens[i + 2] if tokens[i + 1].type == "paragraph_open" else None
        if inline and inline.children:
            number = copy(inline.children[0])
            number.type, number.tag, number.nesting, number.children = "text", "", 0, None
            number.content = f"{tokens[i].info}{tokens[i].markup} "
            inline.children.insert(0, number)
    ends = [i for i in range(begin, end) if tokens[i].type == "list_item_close" and tokens[i].level == level + 1]
    for token in tokens[begin:end]:
        if token.level == level + 2 and token.type in {"paragraph_open", "paragraph_close"}:
            token.hidden = False
    return {begin, end, *items, *ends}
