"""Writes small JSON files that others read while they are replaced."""

import json
from pathlib import Path
from typing import Any


def replace_json(path: Path, value: Any) -> None:
    """Write the value beside `path` and put it in place: who reads sees the file before or this one."""
    beside = path.with_suffix(".tmp")
    beside.write_text(json.dumps(value), encoding="utf-8")
    beside.replace(path)
