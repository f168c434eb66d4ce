"""Which of the removed lines stand near the title: only there does a bare date or name belong to the article."""

from dataclasses import replace

from news_pipeline.metadata.interface import HeaderLine

NEAR_TITLE = 20
"""Lines below the title in which a bare date or byline may belong to it."""
ABOVE_TITLE = 3
"""Lines above the title in which one may."""
_TOP = 6
"""The first removed line of a text without a title stands within so many lines."""
_GAP = 3
"""Line numbers between two lines of one run: blank lines may lie between."""


def title_number(header: tuple[HeaderLine, ...]) -> int | None:
    """Number of the title's line."""
    return next((line.number for line in header if line.role == "title"), None)


def title_text(header: tuple[HeaderLine, ...]) -> str | None:
    """What the title's line says."""
    return next((line.text for line in header if line.role == "title"), None)


def with_title(header: tuple[HeaderLine, ...], number: int | None, title: str | None) -> tuple[HeaderLine, ...]:
    """The lines with the chosen title, on line `number`, as their only title. None: the lines as they are."""
    if number is None or title is None:
        return header
    others = [
        replace(line, role="related") if line.role == "title" else line for line in header if line.number != number
    ]
    return tuple(sorted([*others, HeaderLine(number, title, "title")], key=lambda line: line.number))


def lines_near_title(header: tuple[HeaderLine, ...]) -> frozenset[int]:
    """Numbers of the lines around the title; without a title, of the unbroken run of removed lines at the top."""
    title = title_number(header)
    top = _top(header)
    return frozenset(
        line.number
        for line in header
        if (line.number <= top if title is None else -ABOVE_TITLE <= line.number - title <= NEAR_TITLE)
    )


def _top(header: tuple[HeaderLine, ...]) -> int:
    """Number of the last line of the unbroken run at the top; -1 without one."""
    last = None
    for line in header:
        if last is None:
            if line.number > _TOP:
                return -1
        elif line.number - last > _GAP:
            break
        last = line.number
    return -1 if last is None else last
