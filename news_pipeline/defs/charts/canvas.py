"""Draws an SVG that is small, and readable on a light and on a dark page, whatever names stand in it.

Text stays text, so that the browser finds the glyphs of every script. The colours of paper and ink are variables that
follow the page's scheme. The same numbers give the same bytes.
"""

import io
import re
import unicodedata
import warnings
from collections.abc import Callable
from typing import Any

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure

PAPER, INK, FAINT = "#f1f2f3", "#1a2b3c", "#c1d2e3"
"""Stand for the variables below while matplotlib draws."""
_LIGHT = {PAPER: "#ffffff", INK: "#24292f", FAINT: "#d8dee4"}
_DARK = {PAPER: "#151b23", INK: "#e6edf3", FAINT: "#3d444d"}
_VARIABLES = {PAPER: "--paper", INK: "--ink", FAINT: "--faint"}

COLOURS = ("#4c8bd6", "#d9822b", "#3fa37c", "#b86bc4", "#c9a227", "#d8646f", "#8a94a3")
"""Readable on both papers. The last is for "all others"."""

LABEL_CHARACTERS = 34
_WIDTH_INCHES = 7.6
_POINTS = 72
_LOOK: dict[Any, Any] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "news_pipeline",
    "text.parse_math": False,  # a name with two dollar signs is a name, not a formula
    "font.family": "sans-serif",
    "font.size": 10,
    "text.color": INK,
    "axes.labelcolor": INK,
    "axes.edgecolor": FAINT,
    "axes.facecolor": PAPER,
    "figure.facecolor": PAPER,
    "xtick.color": INK,
    "ytick.color": INK,
    "grid.color": FAINT,
    "axes.titlelocation": "left",
    "axes.titlesize": 12,
    "axes.titlepad": 12,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.spines.left": False,
    "legend.frameon": False,
}


def picture(draw: Callable[[Axes], None], *, height_inches: float) -> str:
    """The SVG of what `draw` puts on the axes."""
    with rc_context(_LOOK), warnings.catch_warnings():
        # the browser has the glyph, or shows its own sign for a missing one
        warnings.filterwarnings("ignore", message="Glyph .* missing")
        figure = Figure(figsize=(_WIDTH_INCHES, height_inches), layout="constrained")
        draw(figure.add_subplot())
        file = io.StringIO()
        figure.savefig(file, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
    return _follows_the_page(file.getvalue())


def label(name: str) -> str:
    """A name as a picture shows it: one line, cut, without characters that XML forbids or that reverse text."""
    plain = "".join(sign if unicodedata.category(sign)[0] != "C" else " " for sign in name)
    line = " ".join(plain.split())
    return line if len(line) <= LABEL_CHARACTERS else line[: LABEL_CHARACTERS - 1] + "…"


def _follows_the_page(svg: str) -> str:
    """Put variables for colours, and drop what no browser needs, which is half of the bytes. Text stays as it is."""
    tags = re.sub(r"<[^>]+>", lambda tag: _lean(tag[0]), svg[svg.index("<svg") :])
    return re.sub(
        r"(<svg [^>]*>)", lambda tag: f"{tag[1]}<style>{_SCHEMES}</style>", re.sub(r">\s+<", "><", tags), count=1
    )


def _lean(tag: str) -> str:
    for colour, variable in _VARIABLES.items():
        tag = tag.replace(f": {colour}", f": var({variable})")
    tag = re.sub(r"font-family: [^;\"]*; ", "", tag)
    tag = re.sub(r" transform=\"rotate\(-0 [^\"]*\"", "", tag)
    return re.sub(r"(\d\.\d)\d+|\s*\n", r"\1", tag)


def _scheme(colours: dict[str, str]) -> str:
    return ";".join(f"{_VARIABLES[colour]}:{shown}" for colour, shown in colours.items())


_SCHEMES = (
    f"text{{font-family:system-ui,sans-serif}}:root{{{_scheme(_LIGHT)}}}"
    f"@media(prefers-color-scheme:dark){{:root{{{_scheme(_DARK)}}}}}"
)
