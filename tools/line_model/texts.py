"""What web pages look like as plain text, for the line model to learn from.

    python -m tools.line_model.texts PAGES_FOLDER GOLD_JSONL OUT_FOLDER

PAGES_FOLDER holds HTML files (also gzipped). GOLD_JSONL has one object a line with `file` and `body`; `url` and `set`
are kept. Writes one text for each page and kind, and OUT_FOLDER/gold.jsonl, which fit.py reads. Needs inscriptis.
"""

import gzip
import json
import sys
from collections.abc import Callable
from pathlib import Path

import trafilatura
from resiliparse.extract.html2text import extract_plain_text


def _laid_out(html: str) -> str:
    import inscriptis  # type: ignore[import-not-found, import-untyped, unused-ignore]  # noqa: PLC0415  not a dependency

    return str(inscriptis.get_text(html))


KINDS: dict[str, tuple[float, Callable[[str], str | None]]] = {
    "dump": (1.0, _laid_out),
    "residue": (1.0, lambda html: trafilatura.extract(html, favor_recall=True, include_comments=True)),
    "default": (0.5, trafilatura.extract),
    "precise": (0.5, lambda html: trafilatura.extract(html, favor_precision=True, include_comments=False)),
    "resiliparse": (
        0.5,
        lambda html: extract_plain_text(
            html, main_content=True, preserve_formatting=True, alt_texts=False, links=False
        ),
    ),
}
"""By name: the weight of such a text in training, and how it is made. `dump` is all of a page; the others are outputs
of extractors, with what they leave in."""


def read_html_file(path: Path) -> str:
    """The page; bytes that are not UTF-8 are replaced."""
    raw = path.read_bytes()
    return (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8", "replace")


def main() -> None:
    """Write the texts and their gold."""
    pages, gold, out = Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3])
    out.mkdir(parents=True, exist_ok=True)
    rows = []
    for row in map(json.loads, gold.read_text(encoding="utf-8").splitlines()):
        if not row.get("body"):
            continue
        html = read_html_file(pages / row["file"])
        for kind, (weight, made) in KINDS.items():
            text = made(html)
            if text and text.strip():
                name = f"{row['file']}.{kind}.txt"
                (out / name).write_text(text, encoding="utf-8")
                rows.append(
                    {"file": name, "body": row["body"], "weight": weight, "url": row.get("url"), "set": row.get("set")}
                )
    lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    (out / "gold.jsonl").write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
