"""Texts with labels: which of their lines belong to the gold body."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from news_pipeline.cleaning.layout import source_lines
from news_pipeline.cleaning.roles import SourceLine
from tools.line_model.labels import body_shares

CONVENTIONS = ("English", "Greek", "Polish", "Russian", "Chinese")
"""Flavours of gold whose bodies hold headlines, bylines and dates."""
LONG = 40
"""Words of a line that is surely no headline."""
_SIGN = re.compile(r"([\u3040-\u30ff\u3400-\u9fff])")


@dataclass(frozen=True, slots=True)
class Text:
    """A text with its gold."""

    row: dict[str, Any]
    """Of texts.py."""
    lines: tuple[SourceLine, ...]
    labels: np.ndarray
    """Per line: whether it belongs to the body."""
    known: np.ndarray
    """Per line: whether the gold says so."""

    @property
    def site(self) -> str:
        """The web site that it is from."""
        return str(self.row["site"])

    @property
    def name(self) -> str:
        """Its set and kind, for figures."""
        return f"{self.row['set']} {self.row['flavour'] or ''} {self.row['kind']}"


def read_texts(path: Path) -> Iterator[Text]:
    """The rows of a file of texts.py with labels. Forms of one page share its site. Gold of a title alone is none."""
    with path.open(encoding="utf-8") as rows:
        for row in map(json.loads, rows):
            if not (row.get("body") or row.get("with")):
                continue
            lines = tuple(source_lines(row["text"]))
            if lines:
                yield Text(row, lines, *_labels(row, lines))


def with_sites(texts: Sequence[Text]) -> list[Text]:
    """The texts, of which those without an address have the site of another text of their page."""
    sites = {text.row["page"]: text.site for text in texts if text.row.get("url")}
    return [replace(text, row=text.row | {"site": sites.get(text.row["page"], text.site)}) for text in texts]


def _labels(row: dict[str, Any], lines: Sequence[SourceLine]) -> tuple[np.ndarray, np.ndarray]:
    texts = [_SIGN.sub(r" \1 ", line.text) for line in lines]
    if not row.get("body"):
        return _by_snippets(lines, row["with"], row.get("without", []))
    labels = np.array(body_shares(texts, _SIGN.sub(r" \1 ", row["body"]))) > 0.5
    known = np.ones(len(lines), bool)
    if optional := "\n".join(row.get("optional", [])):
        known = labels | (np.array(body_shares(texts, optional)) <= 0.5)
    if row["flavour"] in CONVENTIONS:
        sizes = [len(line.text.split()) if row["flavour"] != "Chinese" else len(line.text) // 2 for line in lines]
        first = next((i for i, size in enumerate(sizes) if labels[i] and size >= LONG), 0)
        known[:first] &= ~labels[:first]
    return labels, known


def _by_snippets(lines: Sequence[SourceLine], inside: list[str], outside: list[str]) -> tuple[np.ndarray, np.ndarray]:
    must, must_not = ([" ".join(text.split()) for text in texts if text.strip()] for texts in (inside, outside))
    labels = np.array([any(one in at.text or (len(at.text) > 30 and at.text in one) for one in must) for at in lines])
    return labels, labels | np.array([any(one in line.text for one in must_not) for line in lines])
