"""The language of a text, by py3langid (its model is inside the package).

Here: body to ISO 639-1 code. Elsewhere: what a page or record declares (extract.py).
"""

import re
from functools import cache
from typing import Any

from news_pipeline.shared.word_tables import word_table

MIN_LETTERS = 60
SAMPLE = 1000
CLEAR_LANGUAGE = 0.9
"""Probability from which the text itself is believed against a declaration."""
_LETTERS = re.compile(r"[^\W\d_]")


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415  numpy and the model load here

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def detect_language(body: str) -> tuple[str, float] | None:
    """(ISO 639-1 code, probability) of the first SAMPLE code points; None below MIN_LETTERS letters."""
    sample = body[:SAMPLE].encode("utf-8", "replace").decode("utf-8")
    if len(_LETTERS.findall(sample)) < MIN_LETTERS:
        return None
    code, probability = _identifier().classify(sample)
    return str(code), round(float(probability), 3)


def language_code(declared: str) -> str | None:
    """ISO 639-1 code of a declaration such as `en-GB`, `deu` or `English`; None if it is none of these."""
    text = declared.strip().casefold().replace("_", "-")
    if match := re.fullmatch(r"([a-z]{2})(?:-[a-z0-9-]{2,20})?", text):
        return match[1]
    return next((row["code"] for row in word_table(__package__, "language_names.csv") if row["name"] == text), None)
