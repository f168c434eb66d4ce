"""The console of all commands: what comes from files and their names cannot steer the terminal."""

from collections.abc import Iterable

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment


class PlainConsole(Console):
    """Shows each control character but line breaks and tabs as U+FFFD; colours and bars are Rich's own."""

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """The segments, with texts made plain."""
        for segment in super().render(renderable, options):
            is_plain = segment.control or all(sign.isprintable() or sign in "\n\t" for sign in segment.text)
            yield segment if is_plain else Segment(plain(segment.text), segment.style)


def plain(text: str) -> str:
    """The text without characters that would steer a terminal."""
    return "".join(sign if sign.isprintable() or sign in "\n\t" else "\ufffd" for sign in text)
