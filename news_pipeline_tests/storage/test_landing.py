"""What the landing folder shows, and what it hides."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from news_pipeline.settings import Settings
from news_pipeline.shared.user_error import UserError
from news_pipeline.storage.landing import LandingFile, at_rest, landing_version, list_landing

Write = Callable[..., Path]


def paths(settings: Settings) -> list[str]:
    return [file.source_path for file in list_landing(settings.landing_dir)]


def test_files_of_all_depths_are_listed_by_path_with_forward_slashes(settings: Settings, landing: Write) -> None:
    for name in ("b.txt", "a/z.txt", "a/deep/er/c.jsonl.gz"):
        landing(name, "text")
    assert paths(settings) == ["a/deep/er/c.jsonl.gz", "a/z.txt", "b.txt"]


def test_hidden_files_and_folders_are_passed_over(settings: Settings, landing: Write) -> None:
    for name in (".part", ".git/config", "a/.b/c.txt", "seen.txt"):
        landing(name, "text")
    assert paths(settings) == ["seen.txt"]


def test_a_folder_that_a_link_leads_back_to_is_entered_once(settings: Settings, landing: Write) -> None:
    landing("a/one.txt", "text")
    (settings.landing_dir / "a" / "up").symlink_to(settings.landing_dir, target_is_directory=True)
    assert paths(settings) == ["a/one.txt"]


@pytest.mark.parametrize("target", ["itself", "nowhere"], ids=["a link to itself", "a link to nothing"])
def test_a_link_that_leads_nowhere_does_not_hide_the_other_files(
    settings: Settings, landing: Write, target: str
) -> None:
    landing("one.txt", "text")
    (settings.landing_dir / "itself").symlink_to(target)
    assert paths(settings) == ["one.txt"]


def test_a_file_taken_away_while_the_folder_is_listed_is_not_an_error(
    settings: Settings, landing: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    landing("one.txt", "text")
    landing("gone/two.txt", "text")
    upload = landing("upload.tmp", "text")
    scandir = os.scandir

    def slow(folder: Path) -> object:
        entries = scandir(folder)
        if folder == settings.landing_dir:
            listed = list(entries)
            upload.unlink(missing_ok=True)
            shutil.rmtree(settings.landing_dir / "gone", ignore_errors=True)
            return _Entries(listed)
        return entries

    class _Entries(list[os.DirEntry[str]]):
        def __enter__(self) -> "_Entries":
            return self

        def __exit__(self, *_: object) -> None:
            pass

    monkeypatch.setattr(os, "scandir", slow)
    assert paths(settings) == ["one.txt"]


def test_a_name_that_is_not_utf8_is_shown_escaped_and_can_be_opened(settings: Settings, landing: Write) -> None:
    landing("x.txt", "text")
    name = os.fsencode(settings.landing_dir) + b"/caf\xe9.txt"
    Path(os.fsdecode(name)).write_bytes(b"latin")
    files = {file.source_path: file for file in list_landing(settings.landing_dir)}
    assert sorted(files) == ["caf\\xe9.txt", "x.txt"]
    assert files["caf\\xe9.txt"].path.read_bytes() == b"latin"


def test_a_missing_folder_is_named_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"missing is not a folder\. .*NEWS_LANDING_DIR"):
        list_landing(tmp_path / "missing")


@pytest.mark.parametrize(("age_seconds", "resting"), [(0, 0), (9.9, 0), (10, 1), (11, 1), (-5, 0)], ids=str)
def test_a_file_is_at_rest_when_it_has_not_changed_for_the_quiet_time(age_seconds: float, resting: int) -> None:
    now = 1_000_000_000_000
    file = LandingFile("a.txt", Path("a.txt"), 1, now - int(age_seconds * 1e9))
    assert at_rest([file], now, quiet_seconds=10) == [file] * resting


def test_the_version_changes_with_path_size_and_time() -> None:
    def version(path: str = "a", size: int = 1, modified: int = 1) -> str:
        return landing_version([LandingFile(path, Path(path), size, modified)])

    assert version() == version()
    assert len({version(), version("b"), version(size=2), version(modified=2), landing_version([])}) == 5
