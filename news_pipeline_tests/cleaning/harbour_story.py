"""A story of four sentences, and cleaning of a text that holds an article."""

from news_pipeline.cleaning.clean import CleanedDocument, clean

STORY = [
    "The harbour authority said on Tuesday that the old lighthouse will be lit again after eleven years of darkness.",
    "Fishermen had asked for the light since a trawler ran aground on the reef in the storm of last February.",
    "“We never stopped asking for it,” said the head of the union, who has sailed these waters for forty years.",
    "The work is to be finished before winter, and the costs will be shared between the town and the region.",
]


def cleaned(*lines: str) -> CleanedDocument:
    """The document of these lines, which must not be refused."""
    document = clean("\n".join(lines))
    assert isinstance(document, CleanedDocument), document
    return document
