"""Measures a page as a whole, by its blocks, their chances to be of a story, and its marks."""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np

from news_pipeline.cleaning.blocks.block_features import Features
from news_pipeline.cleaning.blocks.read_blocks import FLAGS, HIDDEN, Blocks
from news_pipeline.cleaning.page_kinds.page_marks import PageMarks
from news_pipeline.shared.boosted_trees import Floats

LIKELY = 0.45
NEAR_TITLE = (4, 8)
"""Blocks before and behind the title among which a date of publication is looked for."""
SHORT_DATE, SHORT_PRICE = 60, 30
"""Characters of a block that is little else."""
_ARTICLES = frozenset(
    [
        "AnalysisNewsArticle",
        "Article",
        "BlogPosting",
        "LiveBlogPosting",
        "NewsArticle",
        "OpinionNewsArticle",
        "Recipe",
        "Report",
        "ReportageNewsArticle",
        "ScholarlyArticle",
        "SocialMediaPosting",
        "TechArticle",
    ]
)
_PRODUCTS = frozenset(["AggregateOffer", "IndividualProduct", "Offer", "Product", "ProductGroup"])
_LISTS = frozenset(["CollectionPage", "ItemList", "OfferCatalog", "SearchResultsPage"])
_SERVICES = frozenset(["Course", "FAQPage", "LocalBusiness", "MedicalBusiness", "ProfessionalService", "Service"])
_OG_TYPES = {"": 0.0, "article": 3.0, "website": 1.0, "product": -2.0, "og:product": -2.0, "product.item": -2.0}
_DATES = frozenset(
    [
        "article:modified_time",
        "article:published_time",
        "date",
        "datepublished",
        "dc.date",
        "dc.date.issued",
        "parsely-pub-date",
        "pubdate",
        "publish-date",
        "sailthru.date",
    ]
)
_AUTHORS = frozenset(["article:author", "author", "byl", "dc.creator", "parsely-author", "sailthru.author"])
_SECTIONS = frozenset(["article:section", "article:tag", "news_keywords"])
_PRICE = re.compile(r"(?:[$€£¥₹]|\b(?:USD|EUR|GBP))\s?\d|\d\s?(?:€|EUR|USD|zł|₽)")
_FIGURE = re.compile(r"\d")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_DATED_PATH = re.compile(r"(?:19|20)\d\d[/-]?\d\d")


def page_measures(
    blocks: Blocks, features: Features, chances: Floats, titled: Sequence[bool], marks: PageMarks
) -> dict[str, float]:
    """By name, one number a page. `features` are those of block_features; the page has at least one block."""
    return {
        **_of_text(blocks, features),
        **_of_story(blocks, features, chances, titled),
        **_of_cards(features, chances),
        **_of_marks(marks),
        **_of_address(marks.address),
    }


def _of_text(blocks: Blocks, features: Features) -> dict[str, float]:
    words, links = features["words"], features["link_share"]
    size, total = len(words), max(1.0, float(words.sum()))
    tags = Counter(blocks.tags)
    own = Counter(blocks.tags[box] for box in blocks.box)
    headings = features["heading"] > 0
    # only what has a figure is a price or a year
    figures = (features["figures"] > 0).tolist()
    with_figures = [
        text
        for text, has_figures in zip(blocks.texts, figures, strict=True)
        if has_figures or (not text.isascii() and _FIGURE.search(text))
    ]
    priced = [text for text in with_figures if _PRICE.search(text)]
    flags = np.array(blocks.flags)
    return {
        "blocks": math.log1p(size),
        "words": math.log1p(total),
        "prose_share": float(words[features["mass"] > 0].sum()) / total,
        "link_share": float((words * links).sum()) / total,
        "headings": float(headings.mean()),
        "linked_headings": float((headings & (links > 0.5)).sum()),
        "pictures": math.log1p(float(features["pictures"].sum())),
        "times": math.log1p(float(features["times"].sum())),
        "prices": len(priced) / size,
        "priced_blocks": min(40.0, len(priced)),
        "bare_prices": min(40.0, sum(len(text) < SHORT_PRICE for text in priced)),
        "dates": sum(len(text) < SHORT_DATE and bool(_YEAR.search(text)) for text in with_figures) / size,
        "questions": sum(text.endswith("?") for text in blocks.texts) / size,
        "same_text": float((features["same_text"] > 1).mean()),
        "hidden": float(((flags & HIDDEN) > 0).mean()),
        "in_article": float(((flags & FLAGS["article"]) > 0).mean()),
        "in_main": float(((flags & FLAGS["main"]) > 0).mean()),
        "in_form": float(((flags & FLAGS["form"]) > 0).mean()),
        "button_blocks": float(((flags & FLAGS["button"]) > 0).sum()),
        **{f"own_{tag}": own[tag] / size for tag in ("p", "li", "div", "td", "h2", "h3")},
        **{f"count_{tag}": math.log1p(tags[tag]) for tag in ("button", "form", "article", "h1", "section", "table")},
    }


def _of_story(blocks: Blocks, features: Features, chances: Floats, titled: Sequence[bool]) -> dict[str, float]:
    """What the likely story is like, and what stands beside the title."""
    words = features["words"]
    likely = np.flatnonzero(chances >= LIKELY)
    size = max(1.0, float(words[likely].sum()))
    total = max(1.0, float(words.sum()))
    own = [blocks.tags[box] for box in blocks.box]
    first, last = (int(likely[0]), int(likely[-1])) if len(likely) else (0, -1)
    title = next((i for i, says in enumerate(titled) if says and own[i].startswith("h")), None)
    if title is None:
        title = next((i for i, tag in enumerate(own) if tag == "h1"), None)
    at = title or 0
    near = range(max(0, at - NEAR_TITLE[0]), min(len(own), at + NEAR_TITLE[1]))
    headings = features["heading"] > 0
    return {
        "expected": math.log1p(float((chances * words).sum())),
        "story_words": math.log1p(float(words[likely].sum())),
        "story_share": float(words[likely].sum()) / total,
        "story_sure": float((words * chances)[likely].sum()) / size,
        "story_of_hopeful": float(words[chances > 0.9].sum()) / max(1.0, float(words[chances > 0.2].sum())),
        "best_chance": float(chances.max()),
        "story_mean": float(words[likely].mean()) if len(likely) else 0.0,
        "story_longest": float(words[likely].max()) if len(likely) else 0.0,
        "story_blocks": math.log1p(len(likely)),
        "story_dense": len(likely) / max(1, last - first + 1),
        "story_ends": float(features["ends"][likely].mean()) if len(likely) else 0.0,
        "story_links": float((words * features["link_share"])[likely].sum()) / size,
        "story_headings": float(headings[first : last + 1].sum()) / (1 + size / 100),
        "story_cards": float((words * (features["cards"] > 0))[likely].sum()) / size,
        **{f"story_{tag}": sum(float(words[i]) for i in likely if own[i] == tag) / size for tag in ("p", "li", "td")},
        "date_near": float(any(len(blocks.texts[i]) < 120 and bool(_YEAR.search(blocks.texts[i])) for i in near)),
        "time_near": float(any(blocks.times[i] for i in near)),
        "headline_words": float(words[title]) if title is not None else -1.0,
        "headline_to_story": float(max(-60, min(60, first - at))) if len(likely) else 60.0,
        "story_begins": float(words[:first].sum()) / total,
    }


def _of_cards(features: Features, chances: Floats) -> dict[str, float]:
    """Boxes alike beside each other, of several blocks each: teasers, products, comments."""
    words, cards = features["words"], features["cards"]
    total = max(1.0, float(words.sum()))
    inside = cards > 0
    size = max(1.0, float(words[inside].sum()))
    return {
        "card_share": float(words[inside].sum()) / total,
        "card_blocks": float(inside.mean()),
        "card_links": float((words * features["link_share"])[inside].sum()) / size,
        "card_headings": float((features["heading"] > 0)[inside].mean()) if inside.any() else 0.0,
        "card_pictures": math.log1p(float(features["pictures"][inside].sum())),
        "card_chance": float((words * chances)[inside].sum()) / size,
        "card_most": float(cards.max()),
    }


def _of_marks(marks: PageMarks) -> dict[str, float]:
    types = {**marks.linked_types, **marks.item_types}
    return {
        "og_type": _OG_TYPES.get(marks.metas.get("og:type", "").strip().lower(), 1.0),
        "is_linked": float(bool(marks.linked_types)),
        **{
            f"type_{name}": float(not group.isdisjoint(types))
            for name, group in (
                ("article", _ARTICLES),
                ("product", _PRODUCTS),
                ("list", _LISTS),
                ("service", _SERVICES),
            )
        },
        "articles_named": float(_named(marks, _ARTICLES)),
        "products_named": float(_named(marks, frozenset(["Product"]))),
        "meta_date": float(not _DATES.isdisjoint(marks.metas)),
        "meta_author": float(not _AUTHORS.isdisjoint(marks.metas)),
        "meta_section": float(not _SECTIONS.isdisjoint(marks.metas)),
        "meta_price": float(any("price" in name or name.startswith("product:") for name in marks.metas)),
        "asks_password": float(marks.asks_password),
        "stated_words": math.log1p(marks.stated_words),
    }


def _named(marks: PageMarks, types: frozenset[str]) -> int:
    counts: tuple[Mapping[str, int], ...] = (marks.linked_types, marks.item_types)
    return min(40, sum(number for count in counts for name, number in count.items() if name in types))


def _of_address(address: str) -> dict[str, float]:
    path = re.sub(r"^https?://[^/]*", "", re.split(r"[?#]", address, maxsplit=1)[0])
    steps = [step for step in path.split("/") if step]
    last = steps[-1] if steps else ""
    return {
        "address": float(bool(address)),
        "address_depth": float(len(steps)),
        "address_hyphens": float(last.count("-") + last.count("_")),
        "address_figures": float(sum(sign.isdigit() for sign in path)),
        "address_dated": float(bool(_DATED_PATH.search(path))),
        "address_slash": float(path.endswith("/")),
        "address_length": float(len(last)),
    }
