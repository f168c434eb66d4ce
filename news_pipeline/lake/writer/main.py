"""A job as JSON on standard input, its result as JSON on standard output; what a person can mend is `error`."""

import json
import sys
from typing import Any

from news_pipeline.lake.writer.across import changes, pairs, texts
from news_pipeline.lake.writer.maintenance import maintain
from news_pipeline.lake.writer.publication import publish
from news_pipeline.shared.user_error import UserError

_ACTIONS = {"publish": publish, "maintain": maintain, "changes": changes, "texts": texts, "pairs": pairs}


def main() -> int:
    """Do the job. Returns the exit code."""
    job: dict[str, Any] = json.load(sys.stdin)
    try:
        result = _ACTIONS[job["action"]](job)
    except UserError as error:
        result = {"error": str(error)}
    json.dump(result, sys.stdout)
    return "error" in result
