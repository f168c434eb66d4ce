"""Labelled pages: their blocks, and which of them belong to the gold body."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from news_pipeline.cleaning.blocks.read_blocks import Blocks, blocks_of
from news_pipeline.cleaning.page_kinds.page_marks import PageMarks, read_marks
from news_pipeline.cleaning.page_titles import says_title
from news_pipeline.readers import Document, read_documents
from news_pipeline.readers.page_tree import parse_page
from tools.line_model.fit import site_of_url
from tools.line_model.labels import body_shares

CONVENTIONS = {"dragnet": 1.0, "daniel": 2.0}
"""Sets, by how their files' names begin, whose bodies hold headlines, bylines or dates; all others are 0, as in use."""
_CANONICAL = re.compile(
    r"""<link[^>]{1,200}rel=["']?canonical["']?[^>]{0,200}href=["']?(https?://[^"'\s>]+)"""
    r"""|property=["']og:url["'][^>]{0,200}content=["'](https?://[^"'\s>]+)""",
    re.IGNORECASE,
)
_HOST = re.compile(r"""href=["'](https?://[^/"'\s>]+)""", re.IGNORECASE)
_IN_FILE_NAME = re.compile(r"daniel_\d+_([^_]+)_")
_OF_MANY = ("facebook", "twitter", "google", "addthis", "w3.org", "youtube", "gmpg", "feedburner", "digg", "reddit")
_SIGN = re.compile(r"([\u3040-\u30ff\u3400-\u9fff])")


@dataclass(frozen=True, slots=True)
class LabelledPage:
    """A page that the model learns from."""

    set: str
    gold: dict[str, Any]
    site: str
    convention: float
    blocks: Blocks
    labels: np.ndarray
    """Per block: whether it is of the body."""
    known: np.ndarray
    """Per block: whether the gold says so. It says nothing of blocks that repeat the title, and of optional texts."""
    titled: np.ndarray
    marks: PageMarks = field(default_factory=PageMarks)


def read_pages(folder: Path) -> Iterator[LabelledPage]:
    """The pages of a set that have a body, texts that the body must and must not hold, or a kind.

    Where the gold tells only what kind of page it is, none of its blocks has a label.
    """
    for line in (folder / "gold.jsonl").read_text(encoding="utf-8").split("\n"):
        if not line:
            continue
        gold = json.loads(line)
        with (folder / "landing" / gold["file"]).open("rb") as stream:
            document = next(iter(read_documents(gold["file"], stream)))
        if isinstance(document, Document) and any(map(gold.get, ("body", "with", "kind"))):
            page = labelled_page(folder.name, gold, document.text)
            if page:
                yield page


def labelled_page(set_name: str, gold: dict[str, Any], html: str) -> LabelledPage | None:
    """A page with labels by its gold; None if it shows nothing."""
    tree = parse_page(html)
    blocks = Blocks() if tree is None else blocks_of(tree)
    if tree is None or not blocks.texts:
        return None
    titled = np.array(says_title(blocks))
    if gold.get("body"):
        texts = [_SIGN.sub(r" \1 ", text) for text in blocks.texts]
        labels = np.array(body_shares(texts, _SIGN.sub(r" \1 ", gold["body"]))) > 0.5
        optional = np.array(body_shares(texts, _SIGN.sub(r" \1 ", "\n".join(gold.get("optional", ()))))) > 0.5
        known = ~titled & ~(optional & ~labels)
    elif not gold.get("with"):
        labels = known = np.zeros(len(blocks.texts), bool)
    else:
        labels, known = _by_snippets(blocks, gold["with"], gold["without"])
    convention = next((value for name, value in CONVENTIONS.items() if gold["file"].startswith(name)), 0.0)
    return LabelledPage(
        set_name, gold, site_of(gold, html), convention, blocks, labels, known, titled, read_marks(tree)
    )


def _by_snippets(blocks: Blocks, inside: list[str], outside: list[str]) -> tuple[np.ndarray, np.ndarray]:
    must, must_not = ([" ".join(text.split()) for text in texts if text.strip()] for texts in (inside, outside))
    labels = np.array([any(one in text or (len(text) > 30 and text in one) for one in must) for text in blocks.texts])
    return labels, labels | np.array([any(one in text for one in must_not) for text in blocks.texts])


def site_of(gold: dict[str, Any], html: str) -> str:
    """The site of a page: by its address, its file's name, its own canonical address, or the host it links to most."""
    if gold.get("url"):
        return site_of_url(gold["url"])
    if named := _IN_FILE_NAME.match(gold["file"]):
        return site_of_url(f"http://{named[1]}")
    if own := _CANONICAL.search(html):
        return site_of_url(own[1] or own[2])
    hosts = Counter(host.lower() for host in _HOST.findall(html) if not any(one in host.lower() for one in _OF_MANY))
    return site_of_url(hosts.most_common(1)[0][0]) if hosts else str(gold["file"])
