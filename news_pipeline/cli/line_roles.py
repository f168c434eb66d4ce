"""Shows the cleaning of one document on the terminal: its lines, their roles, and why some are not in the body."""

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from news_pipeline.cleaning.boilerplate import NOTHING, Repeated
from news_pipeline.cleaning.clean import CleanedDocument, LabelledDocument, Role, assemble, label
from news_pipeline.shared.results import Rejected

_COLOURS = {
    Role.TITLE: "bold cyan",
    Role.KICKER: "cyan",
    Role.BYLINE: "blue",
    Role.TIMESTAMP: "blue",
    Role.URL: "blue",
    Role.AGENCY_CREDIT: "blue",
    Role.CAPTION: "magenta",
    Role.CORRECTION: "yellow",
    Role.COPYRIGHT: "yellow",
    Role.NOTE: "yellow",
    Role.SUBHEADING: "bold",
}
_BOILERPLATE = "red"
_STORY = frozenset({Role.BODY, Role.DATELINE, Role.QUOTE, Role.LIST_ITEM})


def explained(text: str, media_type: str, repeated: Repeated = NOTHING) -> RenderableType:
    """The lines of a document in order: number, role in colour, text; below a line that was taken out, the reason.

    `media_type` is `text/plain` or `text/html`. The lines of an HTML page are its visible blocks.
    `repeated` are its boilerplate lines. The last line sums up, or says why there is no article.
    """
    document = label(text, media_type, repeated)
    table = Table.grid(padding=(0, 1))
    table.add_column(justify="right", style="dim", no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for line in document.labels:
        colour = role_colour(line.role, is_kept=not line.reason)
        shown = Text(line.text, style=colour)
        if line.reason:
            shown.append(f"\n{line.reason}", style="dim italic")
        table.add_row(str(line.number), Text(line.role.value, style=colour or "dim"), shown)
    outcome = assemble(document, html=text if "html" in media_type else "")
    return Group(table, _summary(document, outcome))


def role_colour(role: Role, *, is_kept: bool) -> str:
    """The style of a role's lines; "" for the plain text of the story."""
    if is_kept:
        return "bold" if role is Role.SUBHEADING else ""
    return _BOILERPLATE if role in _STORY else _COLOURS.get(role, _BOILERPLATE)


def _summary(document: LabelledDocument, outcome: CleanedDocument | Rejected) -> Text:
    kept = sum(not line.reason for line in document.labels)
    made_by = "" if document.extractor == "text" else " Its blocks were judged by their markup."
    counts = f"\n{kept:,} of {len(document.labels):,} lines are in the body.{made_by}"
    if isinstance(outcome, Rejected):
        return Text.assemble(counts, (f" No article: {outcome.reason} ({outcome.detail}).", "bold red"))
    return Text(f"{counts} {outcome.word_count:,} words.")
