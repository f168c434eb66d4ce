"""What web pages look like as plain text, for the line model to learn from.

    python -m tools.line_model.texts OUT.jsonl SET_FOLDER [SET_FOLDER ...]

SET_FOLDER holds documents in landing/ and their gold in gold.jsonl. A plain text is taken as it is. Of a page several
texts are made, as programs of several makers dump it or take its story out. Each row of OUT.jsonl is one text with its
gold; the gold of some has a title alone. Needs inscriptis, trafilatura and resiliparse.
"""

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import lxml.html

from news_pipeline.cleaning.blocks.read_blocks import read_blocks
from news_pipeline.readers import Document, read_documents
from tools.block_model.pages import site_of
from tools.line_model.fit import site_of_url

_UNSEEN = ("script", "style", "noscript", "template", "head")
KEPT = ("body", "optional", "with", "without", "title", "date", "authors", "url")
"""What a row keeps of its gold."""


def laid_out(html: str) -> str:
    """All visible text, with indentation and list markers."""
    import inscriptis  # type: ignore[import-not-found, import-untyped, unused-ignore]  # noqa: PLC0415  not a dependency

    return str(inscriptis.get_text(html))


def blocks(html: str) -> str:
    """One line a block, an empty line behind it."""
    return "\n\n".join(read_blocks(html).texts)


def text_nodes(html: str) -> str:
    """One line a text node, as simple scripts do: links cut lines."""
    page = lxml.html.fromstring(html.encode("utf-8", "replace"), parser=lxml.html.HTMLParser(encoding="utf-8"))
    for node in list(page.iter(*_UNSEEN)):
        node.drop_tree()
    return "\n".join(stripped for text in page.itertext() if (stripped := " ".join(str(text).split())))


def recalled(html: str) -> str | None:
    """An extractor's text with what it leaves in."""
    import trafilatura  # noqa: PLC0415  not a dependency of cleaning

    text: str | None = trafilatura.extract(html, favor_recall=True, include_comments=True)
    return text


def precise(html: str) -> str | None:
    """An extractor's text with little else."""
    import trafilatura  # noqa: PLC0415  not a dependency of cleaning

    text: str | None = trafilatura.extract(html, favor_precision=True, include_comments=False)
    return text


def main_content(html: str) -> str:
    """The text of an extractor that keeps lists and headings."""
    from resiliparse.extract.html2text import (  # type: ignore[import-not-found, import-untyped, unused-ignore]  # noqa: PLC0415  not a dependency
        extract_plain_text,
    )

    return str(extract_plain_text(html, main_content=True, preserve_formatting=True, alt_texts=False, links=False))


MAKERS: dict[str, Callable[[str], str | None]] = {
    "dump": laid_out,
    "blocks": blocks,
    "nodes": text_nodes,
    "residue": recalled,
    "precise": precise,
    "main": main_content,
}
KINDS = {
    "clean_html": ("blocks", "nodes", "precise", "main"),
    "metadata_html": ("dump", "blocks", "nodes", "residue", "main"),
    "wcxb": ("blocks", "residue", "main"),
    "snippets": ("dump",),
    "pages": ("dump",),
}
"""Kinds of text that are made of a set's pages. Dumps of clean_html and wcxb are sets of their own."""
ENGLISH_PAGES = 3
"""One in so many English pages of `pages` is used: they are of one maker, and older than the others."""


def texts_of(folder: Path) -> Iterator[dict[str, Any]]:
    """The rows of a set."""
    pages = {path.name.split(".")[0]: path for path in (folder / "landing").iterdir()}
    golds = [json.loads(line) for line in (folder / "gold.jsonl").read_text(encoding="utf-8").split("\n") if line]
    for number, gold in enumerate(golds):
        if not any(map(gold.get, ("body", "with", "title"))) or (
            gold.get("flavour") == "English" and number % ENGLISH_PAGES
        ):
            continue
        path = folder / "landing" / gold["file"]
        with (path if path.exists() else pages[gold["file"].split(".")[0]]).open("rb") as stream:
            document = next(iter(read_documents(path.name, stream)))
        if not isinstance(document, Document):
            continue
        is_page = document.media_type == "text/html"
        site = site_of(gold, document.text) if is_page else site_of_url(gold.get("url") or gold["file"])
        page = gold["file"].split(".")[0]
        row = {"set": folder.name, "page": page, "site": site, **{key: gold[key] for key in KEPT if gold.get(key)}}
        row["flavour"] = gold.get("flavour") or ""
        if is_page and not (gold.get("body") or gold.get("with")):
            continue
        if not is_page:
            yield row | {"kind": gold.get("flavour") or "dump", "text": document.text}
            continue
        for kind in KINDS.get(folder.name, ("dump", "residue")):
            text = MAKERS[kind](document.text)
            if text and text.strip():
                yield row | {"kind": kind, "text": text}


def main() -> None:
    """Write the texts and their gold."""
    count = 0
    with Path(sys.argv[1]).open("w", encoding="utf-8") as out:
        for folder in map(Path, sys.argv[2:]):
            for row in texts_of(folder):
                out.write(json.dumps(row, ensure_ascii=False) + "\n")
                count += 1
            print(f"{folder.name}: {count} texts so far", flush=True)


if __name__ == "__main__":
    main()
