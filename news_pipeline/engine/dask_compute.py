"""Functions run on a Dask cluster; their rows come back as bytes, in the order of the chunks.

Where the caller allows no more, one chunk is read ahead, as on one host: which pairs a step finds depends on the order
of commits. Else so many chunks are handed out that each worker has its next slice, and slices can be larger: a task
costs the run and the scheduler 3 ms each, whatever is in it.
"""

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice

from news_pipeline.engine.compute import ATTEMPTS_ALONE, LocalProcesses
from news_pipeline.engine.dask_cluster import Cluster, LostTaskError, Pending
from news_pipeline.engine.faults import Failure, Reason
from news_pipeline.engine.parts import Part, PartSize, Read, Source
from news_pipeline.engine.remote_tasks import map_rows, read_sources
from news_pipeline.engine.workers import Function
from news_pipeline.shared.results import Outcome, Row

_MIN_SLICE = 8
_WIDE_SLICE = 50
"""The same where many chunks may be under way."""
_SLICES_A_WORKER = 2
"""Under way: workers differ, and so do documents."""
_LOOK_SECONDS = 1.0
"""So often at most it is asked how many workers there are."""
_LARGE_PARTS = 4
"""A file of more parts is read on the run's own host: its answer as a whole would be too large."""


@dataclass(slots=True)
class _Slice:
    """Neighbouring rows of a chunk."""

    rows: list[Row]
    pending: Pending


@dataclass(slots=True)
class _Batch:
    """Neighbouring sources; without a task, they are read on this host."""

    first: int
    sources: list[Source] = field(default_factory=list)
    pending: Pending | None = None


class DaskCompute:
    """See Compute."""

    def __init__(self, address: str, say: Callable[[str], None]) -> None:
        """`address`: tcp://..., tls://... or local:4. Raises UserError when nobody is there."""
        self._cluster = Cluster(address, say)
        self._here: LocalProcesses | None = None
        self._known, self._known_at = 0, -_LOOK_SECONDS

    def map(
        self, function: Function, chunks: Iterable[list[Row]], alone: int = ATTEMPTS_ALONE, ahead: int = 1
    ) -> Iterator[list[Outcome]]:
        """Each chunk is cut into slices; the next are read and handed out while one is being worked on."""
        running = deque[list[_Slice]]()
        try:
            for rows in chunks:
                running.append([self._begun(function, part, alone) for part in self._slices(rows, ahead)])
                while len(running) > ahead or (len(running) > 1 and self._are_busy(running)):
                    yield self._outcomes(function, running.popleft(), alone)
            while running:
                yield self._outcomes(function, running.popleft(), alone)
        finally:
            for piece in (piece for chunk in running for piece in chunk):
                self._cluster.forget(piece.pending)

    def read(self, function: Read, sources: Iterable[Source], size: PartSize) -> Iterator[Part]:
        """Small sources are read in batches, some of them at once; a large one is read on this host in its turn."""
        waiting, running = _batches(sources, size), deque[_Batch]()
        try:
            while True:
                for batch in islice(waiting, _SLICES_A_WORKER * self._workers() - len(running)):
                    if not _is_large(batch, size):
                        batch.pending = self._cluster.begin((read_sources, (function, batch.sources, size)))
                    running.append(batch)
                if not running:
                    return
                batch = running.popleft()
                for part in self._parts(function, batch, size):
                    yield replace(part, number=batch.first + part.number)
        finally:
            for batch in running:
                if batch.pending:
                    self._cluster.forget(batch.pending)

    def close(self) -> None:
        """Leave the cluster."""
        if self._here:
            self._here.close()
        self._cluster.close()

    def _workers(self) -> int:
        """One at least: it may come."""
        if time.monotonic() - self._known_at >= _LOOK_SECONDS:
            self._known, self._known_at = self._cluster.workers(), time.monotonic()
        return max(1, self._known)

    def _are_busy(self, running: deque[list[_Slice]]) -> bool:
        """Whether each worker has a slice and the next, without those of the first chunk."""
        return sum(map(len, islice(running, 1, None))) >= _SLICES_A_WORKER * self._workers()

    def _slices(self, rows: list[Row], ahead: int) -> Iterator[list[Row]]:
        smallest = _MIN_SLICE if ahead == 1 else _WIDE_SLICE
        size = max(smallest, -(-len(rows) // (_SLICES_A_WORKER * self._workers())))
        for start in range(0, len(rows), size):
            yield rows[start : start + size]

    def _begun(self, function: Function, rows: list[Row], alone: int) -> _Slice:
        return _Slice(rows, self._cluster.begin((map_rows, (function, rows, alone))))

    def _outcomes(self, function: Function, slices: list[_Slice], alone: int) -> list[Outcome]:
        return [outcome for piece in slices for outcome in self._of_slice(function, piece, alone)]

    def _of_slice(self, function: Function, piece: _Slice, alone: int) -> list[Outcome]:
        """Workers that die with a slice again and again: halves are tried, down to one row, which is refused."""
        try:
            outcomes: list[Outcome] = self._cluster.finished(piece.pending)
        except LostTaskError:
            if len(piece.rows) == 1:
                return [Failure(Reason.KILLED_WORKER, "workers of the cluster died with it").fault()]
            middle = len(piece.rows) // 2
            halves = [self._begun(function, half, alone) for half in (piece.rows[:middle], piece.rows[middle:])]
            return self._outcomes(function, halves, alone)
        return outcomes

    def _parts(self, function: Read, batch: _Batch, size: PartSize) -> Iterable[Part]:
        if batch.pending:
            try:
                parts: list[Part] = self._cluster.finished(batch.pending)
            except LostTaskError:
                pass
            else:
                return parts
        self._here = self._here or LocalProcesses(1)
        return self._here.read(function, batch.sources, size)


def _is_large(batch: _Batch, size: PartSize) -> bool:
    return sum(source.byte_size for source in batch.sources) > _LARGE_PARTS * size.byte_size


def _batches(sources: Iterable[Source], size: PartSize) -> Iterator[_Batch]:
    """Neighbours that together are about a part; a large one is alone."""
    batch = _Batch(0)
    for number, source in enumerate(sources):
        held = sum(other.byte_size for other in batch.sources)
        if batch.sources and (held + source.byte_size > size.byte_size or len(batch.sources) >= size.items):
            yield batch
            batch = _Batch(number)
        batch.sources.append(source)
    if batch.sources:
        yield batch
