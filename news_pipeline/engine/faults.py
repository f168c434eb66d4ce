"""What is said of a document whose treatment fails, is killed or does not end: reasons, and a trace for the ledger."""

import traceback
from dataclasses import dataclass
from typing import Final, Self

from news_pipeline.shared.reasons import ExplainedReason
from news_pipeline.shared.results import Rejected
from news_pipeline.shared.user_error import UserError

ENVIRONMENT_FAULTS = (UserError, ImportError, OSError)
"""Not the document's: a model or a module that is not there would refuse every document. They end the run."""
LOSSES_TOGETHER: Final = 2
"""So often documents whose worker was killed or stopped from outside are done again together, before each is alone."""
LOSSES_SUSPECT: Final = 8
"""The same for one alone that may have filled the memory: more would cost minutes."""
LOSSES_INNOCENT: Final = 100
"""The same where the worker was small when it was last looked at, and the system's count of such kills did not rise."""
_FRAMES = 4
_MESSAGE_CHARACTERS = 200


class Reason(ExplainedReason):
    """Why a step gave up on a document."""

    PROCESSING_FAILED = (
        "processing_failed",
        "The step's code failed on this document, twice, alone.",
        "Report it with the document: this is a mistake of the pipeline. A new version of the step tries again.",
    )
    KILLED_WORKER = (
        "killed_worker",
        "The worker process that treated this document crashed or took too much memory, twice, with it alone, or was "
        "killed from outside again and again.",
        "If the machine had little memory, free some and mark it: news-pipeline redo --source SOURCE_URI. "
        "Else report it with the document. A new version of the step tries again.",
    )
    TOO_SLOW = (
        "too_slow",
        "The step did not end within its time limit for a document of this size, twice, with it alone.",
        "Look whether it is an article. If it is, split it, or report it. A new version of the step tries again.",
    )


@dataclass(frozen=True, slots=True)
class Fault(Rejected):
    """A refusal because the step itself could not do its work; `detail` holds nothing of the document."""

    trace: str = ""
    """Where the code was. May quote the document, so it stays in the private ledger."""


@dataclass(frozen=True, slots=True)
class Failure:
    """What went wrong with some documents at once."""

    reason: Reason
    says: str
    trace: str = ""
    retries: int = 0
    """The worker was killed or stopped by a signal: the document may be innocent. So often it is worth another try."""

    @classmethod
    def of(cls, error: BaseException) -> Self:
        """The failure of a function that raised."""
        frames = traceback.extract_tb(error.__traceback__)[-_FRAMES:]
        places = [
            f"{frame.filename.rpartition('news_pipeline')[2] or frame.filename}:{frame.lineno}" for frame in frames
        ]
        message = str(error)[:_MESSAGE_CHARACTERS]
        trace = f"{type(error).__name__}: {message} at {' > '.join(places)}"
        return cls(Reason.PROCESSING_FAILED, type(error).__name__, trace)

    def fault(self) -> Fault:
        """The refusal of one document."""
        return Fault(self.reason.value, self.says, self.trace)
