"""`news-pipeline parse`: one file or standard input as articles, without a database."""

import json
import sys
from pathlib import Path

from rich.console import Console

from news_pipeline.library import Article, Refusal, read_articles
from news_pipeline.shared.user_error import UserError


def show_articles(name: str, problems: Console, *, as_text: bool) -> int:
    """Print each article as a line of JSON, or as title and body. Returns 1 if there was none."""
    refused: list[Refusal] = []
    source: Path | bytes = sys.stdin.buffer.read() if name == "-" else Path(name)
    if isinstance(source, Path) and not source.exists():
        raise UserError(f"{name} is not there. Name a file, a folder, or - for standard input.")
    count = 0
    for article in read_articles(source, on_refusal=refused.append):
        count += 1
        print(_text(article) if as_text else json.dumps(article.to_dict(), ensure_ascii=False))  # noqa: T201 the answer
    for refusal in refused:
        problems.print(str(refusal), markup=False, highlight=False, soft_wrap=True)
    return 0 if count else 1


def _text(article: Article) -> str:
    return "\n\n".join(filter(None, (article.title, article.body)))
