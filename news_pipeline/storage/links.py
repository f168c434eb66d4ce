"""Says where a link of the landing folder leads, without looking at anything that lies elsewhere."""

import os
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from news_pipeline.readers.reasons import Reason
from news_pipeline.readers.repair import visible
from news_pipeline.storage.mounts import NO_ANSWER, answers, closed_mounts

_MOST_LINKS = 40
"""Links by way of links, as Linux bounds them."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """Where links may lead, and the folders that were entered."""

    roots: tuple[Path, ...]
    """Folders that may be read, as they were named and as they really are."""
    closed: dict[Path, str]
    """Mounts in or around them that are not looked at, and why."""
    entered: set[tuple[int, int]] = field(default_factory=set)

    def holds(self, place: Path) -> bool:
        """Whether the place, named without links, may be read."""
        return any(place.is_relative_to(root) for root in self.roots)

    def is_on_the_way(self, place: Path) -> bool:
        """Whether it is a folder around one that may be read."""
        return any(root.is_relative_to(place) for root in self.roots)


def bounds_of(folder: Path, others: tuple[Path, ...]) -> Bounds:
    """The bounds of a landing folder that answers, and of other folders, which may not."""
    silent = {other: NO_ANSWER for other in others if not answers(other)}
    real = [Path(os.path.realpath(root)) for root in (folder, *others) if root not in silent]
    roots = tuple(dict.fromkeys((folder, *others, *real)))
    return Bounds(roots, {**closed_mounts(roots), **silent})


def follow(link: Path, bounds: Bounds) -> Path | tuple[Reason, str]:
    """What a link leads to, or why it is not followed. Its folder is named without links. Raises OSError.

    Step by step: each is looked at only if it lies in the bounds or on the way there, and on no closed mount.
    """
    place = link.parent
    for step in _steps(link):
        place = step
        if step in bounds.closed:
            return Reason.UNREADABLE_FILE, bounds.closed[step]
        if not bounds.holds(step) and not bounds.is_on_the_way(step):
            return _refusal(link, "lies outside of the landing folder")
    if not bounds.holds(place):
        return _refusal(link, "lies outside of the landing folder")
    return place if os.path.lexists(place) and not place.is_symlink() else _refusal(link, "is not there")


def _steps(link: Path) -> Iterator[Path]:
    """The places on the way, one after the other. Whoever takes them stops at one that must not be looked at."""
    place, parts, links = link.parent, deque([link.name]), 0
    while parts:
        part = parts.popleft()
        step = place.parent if part == os.pardir else place / part
        yield step
        if step.is_symlink():
            links += 1
            if links > _MOST_LINKS:
                return
            target = step.readlink()
            if target.is_absolute():
                place = Path(target.anchor)
                parts.extendleft(reversed(target.parts[1:]))
            else:
                parts.extendleft(reversed(target.parts))
            yield place
        else:
            place = step


def _refusal(link: Path, says: str) -> tuple[Reason, str]:
    return Reason.LINK_NOT_FOLLOWED, f"to {valid(str(link.readlink()))}, which {says}"


def valid(path: str) -> str:
    """A path as it may be stored and shown: what is no UTF-8, and control characters, are escaped."""
    return visible(path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace"))
