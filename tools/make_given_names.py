"""Makes news_pipeline/shared/given_names.txt. The pipeline only reads it.

    pip install --no-deps faker==40.63.0
    python -m tools.make_given_names

Data: first names of the person providers of the PyPI package Faker (MIT, copyright 2012 Daniele Faraglia), of some 80
countries and languages. Changes made: small letters, each name once, the first part of a double name.
"""

import pkgutil
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

NAMES = Path(__file__).parents[1] / "news_pipeline" / "shared" / "given_names.txt"
LEAST = 2
"""Letters of a name: shorter ones are initials."""


def names_of(provider: type) -> Iterator[str]:
    """Every string of the provider's lists of first names, which may be lists, weights by name or pairs."""
    for attribute in dir(provider):
        given = getattr(provider, attribute)
        if attribute.startswith("first_names") and isinstance(given, list | tuple | dict):
            for each in given:
                yield from (each,) if isinstance(each, str) else each


def make_list() -> None:
    """Write the list from the package."""
    import faker.providers.person as people  # type: ignore[import-not-found]  # noqa: PLC0415  not a dependency

    providers = [
        import_module(f"{people.__name__}.{each.name}").Provider for each in pkgutil.iter_modules(people.__path__)
    ]
    raw = {re.split(r"[\s-]", name.strip())[0].casefold() for each in providers for name in names_of(each)}
    found = sorted(name for name in raw if len(name) >= LEAST and name.isalpha())
    head = (
        "# Given names in small letters: Faker 40.63.0 (MIT, (c) 2012 Daniele Faraglia); by tools/make_given_names.py\n"
    )
    NAMES.write_text(head + "".join(f"{name}\n" for name in found), encoding="utf-8")


if __name__ == "__main__":
    make_list()
