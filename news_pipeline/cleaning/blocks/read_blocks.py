"""Makes blocks of a page in one walk over its tree: runs of text that no border of a box interrupts."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import lxml.etree

from news_pipeline.cleaning.blocks.linked_body import linked_body
from news_pipeline.cleaning.blocks.page_head import read_head
from news_pipeline.cleaning.characters import tidy
from news_pipeline.readers.page_tree import PageTree, parse_page

_INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "img",
        "ins",
        "kbd",
        "label",
        "mark",
        "nobr",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
    ]
)
_UNSEEN = frozenset(
    [
        "area",
        "audio",
        "base",
        "canvas",
        "col",
        "colgroup",
        "datalist",
        "embed",
        "frame",
        "head",
        "iframe",
        "input",
        "link",
        "map",
        "meta",
        "noframes",
        "noscript",
        "object",
        "option",
        "param",
        "picture",
        "script",
        "select",
        "source",
        "style",
        "svg",
        "template",
        "textarea",
        "title",
        "track",
        "video",
    ]
)
"""Elements whose text a browser does not show."""
_LINK, _BOLD, _SLANTED = 1, 2, 4
_STYLES = {"a": _LINK, "b": _BOLD, "strong": _BOLD, "i": _SLANTED, "em": _SLANTED}
"""What an element says of the text in it, as bits."""
_PICTURES = frozenset(["img", "picture", "iframe", "video", "audio", "svg", "object", "embed"])
MOST_BLOCKS = 60_000
"""Elements behind them make no block of their own: their text stands in the last."""
_HIDING = ("display:none", "visibility:hidden")
_FLAGS = {
    "article": 1,
    "main": 2,
    "nav": 4,
    "header": 8,
    "footer": 16,
    "aside": 32,
    "form": 64,
    "ul": 128,
    "ol": 256,
    "table": 512,
    "figure": 1024,
    "figcaption": 2048,
    "blockquote": 4096,
    "button": 8192,
    "dl": 16384,
    "section": 32768,
    "p": 65536,
}
HIDDEN = 1 << 17
CARD = 1 << 18
CAPTION = _FLAGS["figcaption"]
FIGURE = _FLAGS["figure"]
NAV = _FLAGS["nav"]
FOOTER = _FLAGS["footer"]
TABLE = _FLAGS["table"]
FORM = _FLAGS["form"] | _FLAGS["button"]
FLAGS = {**_FLAGS, "hidden": HIDDEN, "card": CARD}
"""What an element says of all blocks below it, as bits."""


@dataclass(slots=True)
class Blocks:
    """The blocks of a page and the boxes around them: lists of one entry a block, or one a box."""

    texts: list[str] = field(default_factory=list)
    """Tidied; never empty."""
    box: list[int] = field(default_factory=list)
    """The innermost box of each block."""
    flags: list[int] = field(default_factory=list)
    """Bits of FLAGS for the elements around each block."""
    links: list[int] = field(default_factory=list)
    """Links in each block."""
    link_characters: list[int] = field(default_factory=list)
    bold_characters: list[int] = field(default_factory=list)
    slanted_characters: list[int] = field(default_factory=list)
    times: list[int] = field(default_factory=list)
    """Elements `time` in each block."""
    pictures: list[int] = field(default_factory=list)
    """Pictures, films and frames in each block and between the block before and it."""
    tags: list[str] = field(default_factory=list)
    """Of each box, its tag."""
    names: list[str] = field(default_factory=list)
    """Of each box, its class, id, itemprop and role in one string."""
    parents: list[int] = field(default_factory=list)
    """Of each box, the box around it; -1 for the page."""
    first: list[int] = field(default_factory=list)
    """Of each box, the first block that can be in it."""
    end: list[int] = field(default_factory=list)
    """Of each box, the block behind its last."""
    titles: tuple[str, ...] = ()
    """The page's <title>, og:title and first <h1>, tidied."""
    description: str = ""
    """What the page's head says it is about."""
    linked_body: str = ""
    """The longest articleBody of its JSON-LD."""


def read_blocks(html: str) -> Blocks:
    """The blocks of a page; none where it cannot be parsed or shows no text."""
    tree = parse_page(html)
    return Blocks() if tree is None else blocks_of(tree)


def shown_texts(html: str) -> list[str]:
    """The texts of the blocks alone."""
    tree = parse_page(html)
    return [] if tree is None else _Walk().read(tree).texts


def blocks_of(tree: PageTree) -> Blocks:
    """The blocks of a page's tree."""
    blocks = _Walk().read(tree)
    blocks.titles, blocks.description = read_head(tree)
    blocks.linked_body = linked_body(tree)
    return blocks


class _Walk:
    """One walk: the blocks so far, and the pieces of the block that is being read."""

    def __init__(self) -> None:
        self.blocks = Blocks()
        self.pieces: list[str] = []
        self.link_pieces: list[str] = []
        self.bold_pieces: list[str] = []
        self.slanted_pieces: list[str] = []
        self.link_count = self.time_count = self.picture_count = self.open_breaks = 0
        self.later: list[tuple[lxml.etree._Element, int, int]] = []

    def read(self, tree: PageTree) -> Blocks:
        self.box(tree, -1, 0, 0)
        return self.blocks

    def box(self, element: lxml.etree._Element, parent: int, flags: int, style: int) -> None:
        """A box, with all that is in it; text before it is a block of its own."""
        blocks = self.blocks
        tag = element.tag
        items = element.items()
        names = ""
        if items:
            attributes = dict(items)
            get = attributes.get
            names = " ".join([name for name in (get("class"), get("id"), get("itemprop"), get("role")) if name])
            if _is_hidden(attributes):
                flags |= HIDDEN
        number = len(blocks.tags)
        blocks.tags.append(tag)
        blocks.names.append(names)
        blocks.parents.append(parent)
        blocks.first.append(len(blocks.texts))
        blocks.end.append(0)
        flags |= _FLAGS.get(tag, 0)
        self.inside(element, number, flags, style)
        self.close(number, flags)
        blocks.end[number] = len(blocks.texts)

    def inside(self, element: lxml.etree._Element, box: int, flags: int, style: int) -> None:
        """The text of an element and what it holds, in order."""
        if element.text:
            self.add(element.text, style)
        for child in element:
            tag = child.tag
            if tag in _INLINE:
                self.inline(child, box, flags, style)
            elif tag in _PICTURES:
                self.picture_count += 1
            elif tag == "br":
                self.line_break(box, flags)
            elif tag not in _UNSEEN and isinstance(tag, str):
                self.box_inside(child, box, flags, style)
            elif tag in ("noscript", "input"):
                self.pieces.append(" ")
            if child.tail:
                self.add(child.tail, style)

    def box_inside(self, element: lxml.etree._Element, outer: int, flags: int, style: int) -> None:
        """A box within a box; behind the most blocks, its text alone."""
        if self.is_full():
            self.pieces.append(" ")
            self.inside(element, outer, flags, style)
            self.pieces.append(" ")
        else:
            self.close(outer, flags)
            self.box(element, outer, flags, style)

    def line_break(self, box: int, flags: int) -> None:
        """The second in a row ends a block."""
        self.open_breaks += 1
        if self.open_breaks > 1 and not self.is_full():
            self.close(box, flags)
        self.pieces.append(" ")

    def is_full(self) -> bool:
        return len(self.blocks.texts) >= MOST_BLOCKS

    def inline(self, element: lxml.etree._Element, box: int, flags: int, style: int) -> None:
        """An element within a line; one that is not shown, or opens over the line, becomes a block behind it."""
        tag = element.tag
        if tag == "span" and self.pieces and (items := element.items()):
            is_hidden = _is_hidden(dict(items))
            if is_hidden or (flags & _FLAGS["p"] and _is_card(element)):
                self.later.append((element, box, flags | (HIDDEN if is_hidden else CARD)))
                return
        self.link_count += tag == "a"
        self.picture_count += tag == "img"
        self.time_count += tag == "time"
        self.inside(element, box, flags, style | _STYLES.get(tag, 0))

    def add(self, text: str, style: int) -> None:
        self.pieces.append(text)
        if self.open_breaks and not text.isspace():
            self.open_breaks = 0
        if style & _LINK:
            self.link_pieces.append(text)
        if style & _BOLD:
            self.bold_pieces.append(text)
        if style & _SLANTED:
            self.slanted_pieces.append(text)

    def close(self, box: int, flags: int) -> None:
        """Makes a block of the pieces, if they show something."""
        self.open_breaks = 0
        if self.pieces:
            text = shown("".join(self.pieces))
            blocks = self.blocks
            if text:
                blocks.texts.append(text)
                blocks.box.append(box)
                blocks.flags.append(flags)
                blocks.links.append(self.link_count)
                blocks.link_characters.append(len(shown("".join(self.link_pieces))) if self.link_pieces else 0)
                blocks.bold_characters.append(len(shown("".join(self.bold_pieces))) if self.bold_pieces else 0)
                blocks.slanted_characters.append(len(shown("".join(self.slanted_pieces))) if self.slanted_pieces else 0)
                blocks.times.append(self.time_count)
                blocks.pictures.append(self.picture_count)
                self.picture_count = 0
            self.pieces = []
            self.link_pieces = []
            self.bold_pieces = []
            self.slanted_pieces = []
            self.link_count = self.time_count = 0
        if self.later:
            later, self.later = self.later, []
            for element, outer, its_flags in later:
                self.box(element, outer, its_flags, 0)


def shown(text: str) -> str:
    """The text in one line, tidied."""
    text = " ".join(text.split())
    return text if text.isascii() and text.isprintable() else tidy(text)


def _is_hidden(attributes: Mapping[str, str]) -> bool:
    if "hidden" in attributes:
        return True
    style = attributes.get("style", "")
    return bool(style) and any(hiding in style.replace(" ", "").lower() for hiding in _HIDING)


def _is_card(element: lxml.etree._Element) -> bool:
    """True for a card that opens when the pointer rests on a name: first a picture, then links."""
    if not len(element):
        return False
    tags = [each.tag for each in element.iter("a", "img")]
    return tags[:1] == ["img"] and len(tags) - tags.count("img") > 1
