"""What the landing folder shows, and what it hides."""

import ctypes
import os
import shutil
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from news_pipeline.readers.reasons import Reason
from news_pipeline.settings import Settings
from news_pipeline.shared.user_error import UserError
from news_pipeline.storage.landing import LandingFile, at_rest, check_folders, landing_version, list_landing

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


def refused(settings: Settings) -> list[tuple[str, str, str]]:
    found = [(file.source_path, file.refusal) for file in list_landing(settings.landing_dir) if file.refusal]
    return [(path, *refusal) for path, refusal in found]


@pytest.mark.parametrize("target", ["itself", "nowhere"], ids=["a link to itself", "a link to nothing"])
def test_a_link_that_leads_nowhere_is_refused_and_hides_no_other_file(
    settings: Settings, landing: Write, target: str
) -> None:
    landing("one.txt", "text")
    (settings.landing_dir / "itself").symlink_to(target)
    assert paths(settings) == ["itself", "one.txt"]
    assert refused(settings) == [("itself", "link_not_followed", f"to {target}, which is not there")]


@pytest.mark.parametrize(
    "target", ["/etc/passwd", "/proc/self/environ", "/proc/kmsg", "/", "..", "../secret.txt", "sub/../../secret.txt"]
)
def test_a_link_that_leads_out_is_refused_and_never_looked_into(
    settings: Settings, landing: Write, target: str
) -> None:
    landing("sub/one.txt", "text")
    (settings.landing_dir.parent / "secret.txt").write_text("secret")
    (settings.landing_dir / "out.txt").symlink_to(target)
    says = f"to {target}, which lies outside of the landing folder"
    assert refused(settings) == [("out.txt", "link_not_followed", says)]
    assert paths(settings) == ["out.txt", "sub/one.txt"]


def test_a_link_by_way_of_another_link_does_not_lead_out(settings: Settings, landing: Write) -> None:
    landing("one.txt", "text")
    (settings.landing_dir / "a").symlink_to("..", target_is_directory=True)
    (settings.landing_dir / "b.txt").symlink_to("a/secret.txt")
    (settings.landing_dir.parent / "secret.txt").write_text("secret")
    assert [path for path, *_ in refused(settings)] == ["a", "b.txt"]


def test_links_inside_of_the_folder_are_followed(settings: Settings, landing: Write) -> None:
    landing("a/one.txt", "text")
    (settings.landing_dir / "z.txt").symlink_to("a/one.txt")
    (settings.landing_dir / "whole.txt").symlink_to(settings.landing_dir / "a" / "one.txt")
    assert paths(settings) == ["a/one.txt", "whole.txt", "z.txt"]
    assert refused(settings) == []


def test_pipes_and_sockets_are_refused_and_never_opened(settings: Settings, landing: Write) -> None:
    landing("one.txt", "text")
    os.mkfifo(settings.landing_dir / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(settings.landing_dir / "s.txt"))
        assert refused(settings) == [
            ("pipe.txt", "special_file", "a named pipe"),
            ("s.txt", "special_file", "a socket"),
        ]


def test_a_folder_that_cannot_be_listed_is_refused_and_hides_no_other_file(
    settings: Settings, landing: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    landing("one.txt", "text")
    landing("shut/two.txt", "text")
    scandir = os.scandir

    def guarded(folder: Path) -> object:
        if folder.name == "shut":
            raise PermissionError(13, "Permission denied")
        return scandir(folder)

    monkeypatch.setattr(os, "scandir", guarded)
    assert paths(settings) == ["one.txt", "shut"]
    assert refused(settings) == [("shut", "unreadable_file", "It cannot be looked at: Permission denied.")]


@pytest.mark.parametrize(
    ("landing", "data"),
    [("a", "a/data"), ("a", "a"), ("data/in", "data"), ("a", "a/b/c"), ("a", "link/data")],
)
def test_folders_that_lie_in_one_another_are_refused(tmp_path: Path, landing: str, data: str) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "link").symlink_to("a", target_is_directory=True)
    with pytest.raises(UserError, match=r"lie in one another\. Put them side by side"):
        check_folders(tmp_path / landing, tmp_path / data)


def test_folders_side_by_side_are_fine(tmp_path: Path) -> None:
    check_folders(tmp_path / "news", tmp_path / "news-data")


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
    assert Path(str(files["caf\\xe9.txt"].path)).read_bytes() == b"latin"


def test_a_name_that_steers_a_terminal_is_escaped_and_can_be_opened(settings: Settings, landing: Write) -> None:
    names = ["a\x1b[31mred.txt", "b\rhidden.txt", "c\u202egpj.txt", "d\ne.txt", "e caf\u00e9.txt"]
    for name in names:
        landing(name, name)
    found = list_landing(settings.landing_dir)
    escaped = [r"a\x1b[31mred.txt", r"b\rhidden.txt", r"c\u202egpj.txt", r"d\ne.txt", "e caf\u00e9.txt"]
    assert [file.source_path for file in found] == escaped
    assert [Path(str(file.path)).read_bytes().decode() for file in found] == names


def test_a_missing_folder_is_named_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"missing is not a folder\. .*NEWS_LANDING_DIR"):
        list_landing(tmp_path / "missing")


@pytest.mark.parametrize(("age_seconds", "resting"), [(0, 0), (9.9, 0), (10, 1), (11, 1), (-5, 0)], ids=str)
def test_a_file_is_at_rest_when_it_has_not_changed_for_the_quiet_time(age_seconds: float, resting: int) -> None:
    now = 1_000_000_000_000
    file = LandingFile("a.txt", Path("a.txt"), 1, now - int(age_seconds * 1e9))
    assert at_rest([file], now, quiet_seconds=10) == [file] * resting


@pytest.mark.parametrize("quiet_seconds", [0, 10])
def test_a_time_in_the_future_does_not_hide_a_file_for_ever(quiet_seconds: int) -> None:
    file = LandingFile("a.txt", Path("a.txt"), 1, 2_000_000_000_000_000_000)
    assert at_rest([file], 1_000_000_000_000_000_000, quiet_seconds) == [file]


def test_the_version_changes_with_path_size_and_time() -> None:
    def version(path: str = "a", size: int = 1, modified: int = 1) -> str:
        return landing_version([LandingFile(path, Path(path), size, modified)])

    assert version() == version()
    assert len({version(), version("b"), version(size=2), version(modified=2), landing_version([])}) == 5


@contextmanager
def dead_mount(folder: Path) -> Iterator[None]:
    """A file system whose server never answers, as of a network that is away."""
    folder.mkdir(parents=True)
    libc = ctypes.CDLL(None)
    server = os.open("/dev/fuse", os.O_RDWR)
    options = f"fd={server},rootmode=40000,user_id=0,group_id=0".encode()
    assert libc.mount(b"dead", bytes(folder), b"fuse", 0, options) == 0
    try:
        yield
    finally:
        libc.umount2(bytes(folder), 2)
        os.close(server)


@pytest.mark.skipif(not os.access("/dev/fuse", os.W_OK), reason="mounts need root and FUSE")
def test_a_mount_that_does_not_answer_is_refused_and_blocks_nothing(
    landing: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("news_pipeline.storage.mounts.ANSWER_SECONDS", 0.5)
    folder = landing("a.txt", "Text.").parent
    (folder / "link").symlink_to("away")
    with dead_mount(folder / "away"):
        listed = {file.source_path: file.refusal for file in list_landing(folder)}
        silent = (Reason.UNREADABLE_FILE, "a mount that does not answer")
        assert listed == {"a.txt": None, "away": silent, "link": silent}
        with pytest.raises(UserError, match="does not answer"):
            list_landing(folder / "away")
        with pytest.raises(UserError, match="does not answer"):
            check_folders(folder / "away" / "news", tmp_path / "data")
