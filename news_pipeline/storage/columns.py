"""Columns that several tables have."""

from news_pipeline.storage.schema import Column, required

ARTICLE_ID = required("article_id", "VARCHAR", "The article: a hash of source_uri and content_hash.")
OF_ARTICLE = required("article_id", "VARCHAR", "The article.", references="articles")

PRECISIONS = ("minute", "day", "month", "year")
ARTICLE_KINDS = (
    "news", "opinion", "analysis", "live", "review", "interview", "fact_check", "sponsored", "press_release",
    "obituary", "satire",
)  # fmt: skip

METADATA_COLUMNS = (
    Column("title", "VARCHAR", "Headline; NULL if the source shows none."),
    Column("language", "VARCHAR", "ISO 639-1 code, by the body's words."),
    Column("published_date", "DATE", "Day of publication, the outlet's local day; direct evidence only."),
    Column("published_at", "TIMESTAMPTZ", "Moment of publication, where a time of day and its zone are known."),
    Column(
        "published_utc_offset_minutes", "INTEGER", "Offset of the outlet's clock at that moment.", between=(-840, 840)
    ),
    Column("published_precision", "VARCHAR", "How exact the evidence is.", allowed=PRECISIONS),
    Column("published_from", "DATE", "First day that the evidence allows: of a month or year its first."),
    Column("published_to", "DATE", "Last day that the evidence allows."),
    Column("published_source", "VARCHAR", "Kind of evidence that the date was taken from."),
    Column("updated_at", "TIMESTAMPTZ", "Moment of the last update that the source states."),
    Column("url", "VARCHAR", "Canonical address: no tracking parameters, AMP or mobile form."),
    Column("original_url", "VARCHAR", "Address as it stands in the source."),
    Column("outlet", "VARCHAR", "Name of the outlet."),
    Column("outlet_domain", "VARCHAR", "Registered domain of the outlet."),
    Column("outlet_source", "VARCHAR", "Kind of evidence that the outlet was taken from."),
    Column("outlet_country", "VARCHAR", "ISO 3166 code of the country that the outlet lives in."),
    Column("agencies", "VARCHAR[]", "News agencies whose copy this is, by dateline, byline or credit line."),
    Column("contributing_agencies", "VARCHAR[]", 'News agencies that helped: "AFP contributed to this report".'),
    Column("authors", "VARCHAR[]", "People named as authors, in the order of the byline."),
    Column("section", "VARCHAR", "Section of the outlet, as the page or record names it."),
    Column("article_kind", "VARCHAR", "What the publisher calls it; NULL if it does not say.", allowed=ARTICLE_KINDS),
    Column("is_free", "BOOLEAN", "Whether all may read it, as the page says."),
    Column("keywords", "VARCHAR[]", "Keywords that the page or record gives."),
    Column("image_url", "VARCHAR", "Address of the main image."),
    Column("image_credit", "VARCHAR", "Whom the page credits for the main image."),
)
PAGE_KINDS = ("article", "listing", "product", "service", "live", "gallery", "forum", "video")
PAGE_COLUMNS = (
    Column("page_kind", "VARCHAR", "What kind of page it was read from; NULL for a text.", allowed=PAGE_KINDS),
    Column("page_kind_probability", "DOUBLE", "How sure that is; NULL where the page itself names it.", between=(0, 1)),
    Column("is_complete", "BOOLEAN", "FALSE where something says that the rest is missing, else NULL."),
    Column("incomplete_reason", "VARCHAR", "What says so."),
)
URL_KEY = Column(
    "url_key",
    "VARCHAR",
    "Address for comparison, scheme and www folded; else the URN of an agency's item; else the source_uri.",
)


def metadata_columns(*names: str) -> tuple[Column, ...]:
    """Columns of METADATA_COLUMNS by name. Raises KeyError."""
    by_name = {column.name: column for column in METADATA_COLUMNS}
    return tuple(by_name[name] for name in names)
