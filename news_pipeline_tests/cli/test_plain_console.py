"""Names and texts from files cannot steer the terminal."""

import io

from rich.table import Table
from rich.text import Text

from news_pipeline.cli.plain_console import PlainConsole, plain

EVIL = "a\x1b]0;owned\x07b\x1b[2Jc\x9bd.txt"


def test_control_characters_of_names_and_texts_are_shown_and_not_sent() -> None:
    shown = io.StringIO()
    console = PlainConsole(file=shown, width=200, force_terminal=True, color_system=None)
    grid = Table("file")
    grid.add_row(EVIL)
    for what in (EVIL, Text(EVIL), grid):
        console.print(what, markup=False, highlight=False)
    assert not {"\x1b", "\x07", "\x9b"} & set(shown.getvalue())
    assert shown.getvalue().count("owned") == 3


def test_colours_line_breaks_and_tabs_stay() -> None:
    shown = io.StringIO()
    PlainConsole(file=shown, force_terminal=True, color_system="standard").print("[red]a\nb[/red]")
    assert "\x1b[31m" in shown.getvalue()
    assert plain("a\tb\nc") == "a\tb\nc"
