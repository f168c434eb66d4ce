"""docs/limits.md is the one table of what is bounded: its values are those of the code, none of a reader is missing."""

import re
from importlib import import_module
from pathlib import Path

import news_pipeline.readers

PAGE = Path(__file__).parent.parent / "docs" / "limits.md"
ROWS = {
    name: int(value.replace(",", ""))
    for name, value in re.findall(r"^\| `([\w.]+)` \| ([\d,]+) \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
}
_BOUND = re.compile(r"^(_?(?:MAX|MIN_BOMB|FREE)_[A-Z_]+) *=", re.MULTILINE)
NO_BOUNDS_OF_SIZE = {
    "readers.binary._MAX_CONTROL_SHARE",
    "readers.exports.article._MAX_DATE_CHARACTERS",
    "readers.exports.article._MAX_SET_CHARACTERS",
    "readers.forwarded_email._MAX_BEFORE",
    "readers.forwarded_email._MAX_HEADERS",
    "readers.json.record._MAX_KEYS_NAMED",
    "readers.warc.pages._MAX_KINDS_NAMED",
    "readers.wire.iptc_7901._MAX_ABOVE",
    "readers.wire.message_lines._MAX_WIDTH",
}
"""They tell what something is, or how much a message names."""


def value_of(name: str) -> object:
    """The constant, or the default of a field of a class."""
    module, _, constant = f"news_pipeline.{name}".rpartition(".")
    if module.rpartition(".")[2][0].isupper():
        module, _, owner = module.rpartition(".")
        return getattr(import_module(module), owner)().__getattribute__(constant)
    return getattr(import_module(module), constant)


def test_the_page_has_the_values_of_the_code() -> None:
    assert len(ROWS) > 40
    assert {name: value_of(name) for name in ROWS} == ROWS


def test_every_bound_of_a_reader_is_on_the_page() -> None:
    root = Path(news_pipeline.readers.__file__).parent
    found = {
        f"readers.{'.'.join(path.relative_to(root).with_suffix('').parts)}.{name}"
        for path in root.rglob("*.py")
        for name in _BOUND.findall(path.read_text(encoding="utf-8"))
    }
    assert found - NO_BOUNDS_OF_SIZE <= set(ROWS)
