"""A made-up story, and what the makers of files share."""

import io
import json
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import docx

SAMPLES = Path(__file__).parent.parent / "samples"
_PLACES = (
    *("Ashford", "Brackley", "Calverton", "Dunmore", "Elmsted", "Farrow", "Glenside", "Harwick", "Ilminster", "Jarrow"),
    *("Kelby", "Lynford", "Marlow", "Norwood", "Oakley", "Penrith", "Quayle", "Ripley", "Selby", "Thornby"),
    *("Ulverton", "Vickers", "Wexcombe", "Yarrow", "Zeal", "Aldwick", "Benford", "Corley", "Denholm", "Eastry"),
    *("Fenwick", "Goring", "Hadley", "Iping", "Kirkby", "Langley", "Medbury", "Netherton", "Orford", "Purley"),
)
_NAMES = ["Ann Poe", "Ben Cole", "Clara Hunt", "David Reed", "Ellen Marsh", "Frank Lowe", "Grace Webb", "Henry Stone"]


@dataclass(frozen=True, slots=True)
class Story:
    """A made-up article. No two share a sentence."""

    number: int

    @property
    def place(self) -> str:
        return _PLACES[self.number % len(_PLACES)]

    @property
    def title(self) -> str:
        return f"Old bridge in {self.place} to close for {self.number + 2} months"

    @property
    def author(self) -> str:
        return _NAMES[self.number % len(_NAMES)]

    @property
    def outlet(self) -> str:
        return f"The {self.place} Courier"

    @property
    def day(self) -> date:
        return date(2021, 3, 1) + timedelta(days=self.number)

    @property
    def moment(self) -> datetime:
        return datetime(self.day.year, self.day.month, self.day.day, 9, 30, tzinfo=UTC)

    @property
    def iso(self) -> str:
        return f"{self.moment:%Y-%m-%dT%H:%M:%SZ}"

    @property
    def url(self) -> str:
        return f"https://www.{self.place.lower()}-courier-made-up.com/news/bridge-{self.number}"

    @property
    def paragraphs(self) -> list[str]:
        place, number = self.place, self.number
        return [
            f"The council of {place} voted on Tuesday to close the old bridge for repairs that will last {number + 2} "
            "months and cost more than the town had planned to spend.",
            f"Residents of {place} who work on the northern bank asked for a ferry, and {number + 40} of them signed a "
            "letter to the mayor. “We cannot walk nine miles to the next crossing,” the owner of a bakery said.",
            f"The mayor of {place}, who was elected in autumn, promised an answer within {number + 5} days. She said "
            "that the engineers had found cracks in two of the seven pillars.",
            f"Bridges elsewhere in the county stay open, and buses from {place} will take the road through the valley "
            f"at least {number + 3} times a day.",
        ]

    @property
    def text(self) -> str:
        return "\n\n".join(self.paragraphs)

    @property
    def html(self) -> str:
        return "".join(f"<p>{paragraph}</p>" for paragraph in self.paragraphs)


Made = tuple[bytes, str, list[str]]
"""The file, the names of what it does not say, and the address of each story in it."""


def numbered(stories: list[Story], first: int = 1) -> list[str]:
    return [f"#{number}" for number in range(first, first + len(stories))]


def set_lines(paragraph: str, width: int) -> list[str]:
    lines = [""]
    for token in paragraph.split():
        if len(lines[-1]) + len(token) > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {token}".strip()
    return lines


def indented(indent: str, paragraph: str) -> list[str]:
    first, *others = set_lines(paragraph, 64)
    return [indent + first, *others]


def as_json(value: Any) -> Made:
    return json.dumps(value, indent=1).encode(), "", [""]


def word(lines: list[str]) -> bytes:
    document, file = docx.Document(), io.BytesIO()
    for line in lines:
        document.add_paragraph(line)
    document.save(file)
    return file.getvalue()
