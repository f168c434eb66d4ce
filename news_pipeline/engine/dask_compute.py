"""Functions run on a Dask cluster; their rows come back as bytes, in the order of the chunks.

Where the caller allows no more, one chunk is read ahead, as on one host: which pairs a step finds depends on the order
of commits. Else so many chunks are handed out that each worker has its next slice, and slices can be larger. A task
costs the run 1 ms and the scheduler 1.5, whatever is in it, when the slices of a chunk go and come in one message each.
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
"""The same where many chunks may be under way, and more are to come."""
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
        running, most = deque[list[_Slice]](), max(1, ahead - 1)
        try:
            for rows, is_last in _with_the_last(chunks) if ahead > 1 else ((rows, True) for rows in chunks):
                smallest = _MIN_SLICE if is_last else _WIDE_SLICE
                running.append(self._begun(function, self._slices(rows, smallest), alone))
                while len(running) > most or (len(running) > 1 and self._are_busy(running)):
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
                        [batch.pending] = self._cluster.begin([(read_sources, (function, batch.sources, size))])
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

    def _slices(self, rows: list[Row], smallest: int) -> Iterator[list[Row]]:
        size = max(smallest, -(-len(rows) // (_SLICES_A_WORKER * self._workers())))
        for start in range(0, len(rows), size):
            yield rows[start : start + size]

    def _begun(self, function: Function, slices: Iterable[list[Row]], alone: int) -> list[_Slice]:
        parts = list(slices)
        return list(map(_Slice, parts, self._cluster.begin((map_rows, (function, rows, alone)) for rows in parts)))

    def _outcomes(self, function: Function, slices: list[_Slice], alone: int) -> list[Outcome]:
        self._cluster.fetch([piece.pending for piece in slices])
        return [outcome for piece in slices for outcome in self._of_slice(function, piece, alone)]

    def _of_slice(self, function: Function, piece: _Slice, alone: int) -> list[Outcome]:
        """Workers that die with a slice again and again: halves are tried, down to one row, which is refused."""
        try:
            outcomes: list[Outcome] = self._cluster.finished(piece.pending)
        except LostTaskError:
            if len(piece.rows) == 1:
                return [Failure(Reason.KILLED_WORKER, "workers of the cluster died with it").fault()]
            middle = len(piece.rows) // 2
            halves = self._begun(function, (piece.rows[:middle], piece.rows[middle:]), alone)
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


def _with_the_last(chunks: Iterable[list[Row]]) -> Iterator[tuple[list[Row], bool]]:
    """Each chunk, and whether none comes after it."""
    coming = iter(chunks)
    rows = next(coming, None)
    while rows is not None:
        following = next(coming, None)
        yield rows, following is None
        rows = following


def _batches(sources: Iterable[Source], size: PartSize) -> Iterator[_Batch]:
    """Neighbours that together are at most a part, and no more than a slice; a large one is alone."""
    batch, byte_size, most = _Batch(0), 0, min(size.items, _WIDE_SLICE)
    for number, source in enumerate(sources):
        if batch.sources and (byte_size + source.byte_size > size.byte_size or len(batch.sources) == most):
            yield batch
            batch, byte_size = _Batch(number), 0
        batch.sources.append(source)
        byte_size += source.byte_size
    if batch.sources:
        yield batch
