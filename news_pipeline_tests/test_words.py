"""Files that docstrings, comments and pages name exist; no module keeps a list of its siblings."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
FOLDERS = ("news_pipeline", "tools", "news_pipeline_tests", "benchmarks", "docs", "seeds")
MODULES = sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py"))
QUERIES = sorted((ROOT / "news_pipeline").rglob("*.sql"))
PAGES = [ROOT / "README.md", *sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.md"))]
FILES = [
    path.relative_to(ROOT).as_posix()
    for path in (*ROOT.glob("*"), *(path for folder in FOLDERS for path in (ROOT / folder).rglob("*")))
    if path.is_file()
]
NAMED = re.compile(r"(?<![\w./*<>\\-])([\w*<>][\w./*<>-]*\.(?:py|sql|csv|txt|json|md|npz))\b(?!\.\w)")
EXAMPLES = {
    "corrections.csv": "a file that people keep, beside the project",
    "judgements.csv": "the same",
    "entity_overrides.csv": "the same",
    "manifest.json": "written by an export",
    "alerts.json": "written where alerts are on",
    "a.txt": "a landing file of a test",
    "a/b.txt": "the same",
    "articles.csv": "a landing file, as an example",
    "archive.zip/2021/a.txt": "the same",
    "TABLE.npz": "an argument on a command line",
    "nicknames/names.csv": "the same",
}
"""Files that are named and not in the repository, with the reason."""


def _words(path: Path) -> Iterator[str]:
    """Docstrings and comments of a module, comments of a query, the whole of a page."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".md":
        yield text
    elif path.suffix == ".sql":
        yield from re.findall(r"--.*", text)
    else:
        for node in ast.walk(ast.parse(text)):
            match node:
                case ast.Expr(value=ast.Constant(value=str(words))):
                    yield words
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            if token.type == tokenize.COMMENT:
                yield token.string


def _exists(name: str) -> bool:
    pattern = re.sub(r"<\w+>", "*", name)
    return any(fnmatch(file, pattern) or fnmatch(file, f"*/{pattern}") for file in FILES)


@cache
def _named(path: Path) -> frozenset[str]:
    return frozenset(name for words in _words(path) for name in NAMED.findall(words))


def test_a_file_that_is_named_exists() -> None:
    amiss = {
        path.relative_to(ROOT).as_posix(): lost
        for path in (*MODULES, *QUERIES, *PAGES)
        if (lost := {name for name in _named(path) - EXAMPLES.keys() if not _exists(name)})
    }
    assert amiss == {}


def test_no_example_is_listed_in_vain() -> None:
    named = {name for path in (*MODULES, *QUERIES, *PAGES) for name in _named(path)}
    assert {name for name in EXAMPLES if name not in named or _exists(name)} == set()


def test_no_module_lists_its_siblings() -> None:
    """Such lists went stale: eight named files that no longer existed."""
    says = {path: ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "" for path in MODULES}
    assert [path.name for path, words in says.items() if re.search(r"\b(Here|Elsewhere):", words)] == []
