"""Reads SQL from `.sql` files, binds its parameters, and quotes text for it."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def read_sql(package: str, name: str) -> str:
    """The text of the file `name` in the folder of `package`: `read_sql(__package__, "reads.sql")`."""
    return files(package).joinpath(name).read_text(encoding="utf-8").strip().removesuffix(";")


def statements(sql: str) -> Iterator[str]:
    """The statements of a file that holds several. Every semicolon ends one, also in comments and strings."""
    return (statement for statement in sql.split(";") if statement.strip())


def bound(sql: str, parameters: Mapping[str, Any]) -> dict[str, Any]:
    """Those of the parameters that a statement names as $parameter; DuckDB refuses others."""
    named = set(re.findall(r"\$(\w+)", sql))
    return {name: value for name, value in parameters.items() if name in named}


def quoted(text: object) -> str:
    """A string literal, for statements that take no parameters: ATTACH, COMMENT, COPY. Values are bound instead."""
    return "'" + str(text).replace("'", "''") + "'"
