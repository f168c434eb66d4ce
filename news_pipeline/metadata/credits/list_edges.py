"""Tells sites whose records list others beside the author: crawlers take names from the edges of pages.

One list cannot show it. The lists of a site can: most of them are long, and the names behind the first are those of
other lists too, behind other authors. A journal's long lists hold few names twice; authors who always write together
stand behind one first name.
"""

from collections.abc import Mapping

LONG_LIST = 3
"""Names from which on a list is long. Few articles of a newspaper have so many authors."""
FEWEST_LISTS = 8
"""Long lists of different documents that a site must have."""
MIN_SHARE_LONG = 0.5
"""Share of the site's lists that must be long."""
FEWEST_FIRSTS = 3
"""First names behind which a name must stand in long lists to be one of the edge."""
MIN_SHARE_OF_EDGE = 0.5
"""Share of the names behind the first that must be of the edge."""


def lists_others(counts: Mapping[str, int]) -> bool:
    """Whether only the first name of a site's long lists is an author.

    `lists`: documents that list anybody; `long_lists`: of them those with LONG_LIST names or more; `later_names`: names
    behind the first in these; `edge_names`: of them those that stand behind FEWEST_FIRSTS different ones.
    """
    return (
        counts["long_lists"] >= max(FEWEST_LISTS, MIN_SHARE_LONG * counts["lists"])
        and counts["edge_names"] >= MIN_SHARE_OF_EDGE * counts["later_names"]
    )
