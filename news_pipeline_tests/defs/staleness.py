"""Which assets the UI marks as stale.

Dagster has no public form of this: the UI asks it by GraphQL, through a web server. So the two private names stand here
alone, and no code of the product uses any. Should they move, this function is what has to follow.
"""

import dagster as dg
from dagster._core.definitions.data_version import CachingStaleStatusResolver
from dagster._core.loader import LoadingContextForTest


def stale_assets(defs: dg.Definitions, history: dg.DagsterInstance) -> set[str]:
    """The assets whose code or inputs have changed since they were materialised, or that never were."""
    graph = defs.resolve_asset_graph()
    resolver = CachingStaleStatusResolver(history, graph, LoadingContextForTest(history))
    return {key.to_user_string() for key in graph.get_all_asset_keys() if resolver.get_status(key).value != "FRESH"}
