"""The titles and the description of a page, in one walk over its titles and metas."""

from itertools import islice

from news_pipeline.cleaning.characters import tidy
from news_pipeline.readers.page_tree import PageTree

MOST_OF_DESCRIPTION = 1_000
_DESCRIPTIONS = ("og:description", "description")


def read_head(tree: PageTree) -> tuple[tuple[str, ...], str]:
    """The page's <title>, og:title and first <h1>, tidied; and what its head says it is about, or an empty string."""
    found: list[str | None] = []
    description: str | None = None
    for element in tree.iter("title", "meta"):
        if element.tag == "title":
            if _is_in_head(element):
                found += [element.text, *(child.tail for child in element)]
            continue
        get = element.get
        name = get("property")
        if name == "og:title":
            found.append(get("content"))
        if description is None and (name in _DESCRIPTIONS or get("name") == "description") and _is_in_head(element):
            description = get("content")
    found += [" ".join(heading.itertext()) for heading in islice(tree.iter("h1"), 1)]
    titles = (shown for title in found if title and (shown := tidy(" ".join(title.split()))))
    return tuple(dict.fromkeys(titles)), (description or "")[:MOST_OF_DESCRIPTION]


def _is_in_head(element: PageTree) -> bool:
    return next(element.iterancestors("head"), None) is not None
