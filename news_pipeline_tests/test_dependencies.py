"""requirements.lock, for deployments: it fits pyproject.toml, is complete, and has a hash for every file."""

import re
import tomllib
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tools.known_holes import verdict

ROOT = Path(__file__).parent.parent
AGAIN = (
    "uv pip compile pyproject.toml --extra warc --universal --python-version 3.11 --generate-hashes "
    "-o requirements.lock"
)


def locked() -> dict[str, tuple[Version, int]]:
    """Version and number of hashes by name; of several for different systems, the one for this system."""
    pins: dict[str, tuple[Version, int]] = {}
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8").replace("\\\n", " ")
    for line in text.splitlines():
        if line and not line.startswith(("#", " ")):
            wanted = Requirement(re.sub(r"\s*--hash=\S+", "", line).strip())
            if wanted.marker is None or wanted.marker.evaluate():
                [pin] = wanted.specifier
                pins[canonicalize_name(wanted.name)] = (Version(pin.version), line.count("--hash=sha256:"))
    return pins


def wanted_by_project() -> list[Requirement]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return [Requirement(text) for text in (*project["dependencies"], *project["optional-dependencies"]["warc"])]


def lacking(requirements: list[Requirement], pins: dict[str, tuple[Version, int]]) -> list[str]:
    return [
        f"{wanted}: locked is {pins.get(canonicalize_name(wanted.name), ('nothing',))[0]}"
        for wanted in requirements
        if canonicalize_name(wanted.name) not in pins
        or not wanted.specifier.contains(pins[canonicalize_name(wanted.name)][0], prereleases=True)
    ]


def test_the_lock_fits_what_the_project_asks_for() -> None:
    assert lacking(wanted_by_project(), locked()) == [], f"lock again: {AGAIN}"


def test_every_locked_package_has_hashes() -> None:
    assert [name for name, (_, hashes) in locked().items() if not hashes] == []


def test_what_locked_packages_ask_for_is_locked_too() -> None:
    """As far as they are installed here in the version of the lock."""
    pins, asked = locked(), 0
    for name in pins:
        try:
            texts = requires(name) or []
        except PackageNotFoundError:
            continue
        wanted = [Requirement(text) for text in texts]
        plain = [each for each in wanted if not each.marker or each.marker.evaluate({"extra": ""})]
        asked += len(plain)
        assert [each.name for each in plain if canonicalize_name(each.name) not in pins] == [], f"of {name}; {AGAIN}"
    assert asked > 50


def report(*packages: dict[str, object]) -> dict[str, object]:
    return {"dependencies": list(packages)}


SOUND = {"name": "a", "version": "1", "vulns": []}
HOLED = {"name": "b", "version": "2", "vulns": [{"id": "PYSEC-1", "fix_versions": ["3"]}]}
SKIPPED = {"name": "c", "skip_reason": "not found"}


@pytest.mark.parametrize(
    ("packages", "code", "says"),
    [
        ([SOUND], 0, "None of 1 packages has a known hole."),
        ([SOUND, HOLED], 1, "b 2: PYSEC-1, mended in 3"),
        ([SOUND, SKIPPED], 2, "1 of 2 packages could not be checked, such as c"),
        ([SKIPPED], 2, "1 of 1 packages could not be checked"),
        ([HOLED, SKIPPED], 1, "could not be checked"),
    ],
)
def test_a_check_that_did_not_take_place_is_no_comfort(packages: list[dict[str, object]], code: int, says: str) -> None:
    found, words = verdict(report(*packages))
    assert found == code
    assert says in words
