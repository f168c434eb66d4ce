"""Links lead into listed folders, and nowhere else."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from news_pipeline.readers.reasons import Reason
from news_pipeline.settings import Settings, load_settings
from news_pipeline.shared.user_error import UserError
from news_pipeline.storage.landing import check_folders, list_landing
from news_pipeline.storage.mounts import closed_mounts, is_of_kernel
from news_pipeline_tests.storage.test_landing import dead_mount

Write = Callable[..., Path]


@pytest.fixture
def press(tmp_path: Path) -> Path:
    """A folder beside the landing folder."""
    folder = tmp_path / "press"
    (folder / "2021").mkdir(parents=True)
    (folder / "a.txt").write_text("A.")
    (folder / "2021" / "b.txt").write_text("B.")
    return folder


def shown(settings: Settings, *roots: Path) -> dict[str, str | None]:
    """What is listed: what it holds, or why it is not read."""
    return {
        file.source_path: file.refusal[1] if file.refusal else Path(str(file.path)).read_text()
        for file in list_landing(settings.landing_dir, roots)
    }


def test_files_and_folders_of_a_listed_folder_are_read_through_links(
    settings: Settings, landing: Write, press: Path
) -> None:
    landing("own.txt", "Own.")
    (settings.landing_dir / "one.txt").symlink_to(press / "a.txt")
    (settings.landing_dir / "all").symlink_to("../press", target_is_directory=True)
    wanted = {"all/2021/b.txt": "B.", "all/a.txt": "A.", "one.txt": "A.", "own.txt": "Own."}
    assert shown(settings, press) == wanted


def test_a_folder_that_is_not_listed_stays_out_beside_one_that_is(
    settings: Settings, landing: Write, press: Path, tmp_path: Path
) -> None:
    landing("own.txt", "Own.")
    (tmp_path / "press-secret").mkdir()
    (tmp_path / "press-secret" / "key").write_text("secret")
    for name, target in {"a": "../press-secret/key", "b": "../press/../press-secret/key", "c": "../press/up"}.items():
        (settings.landing_dir / name).symlink_to(target)
    (press / "up").symlink_to("..", target_is_directory=True)
    outside = "which lies outside of the landing folder"
    assert shown(settings, press) == {
        "a": f"to ../press-secret/key, {outside}",
        "b": f"to ../press/../press-secret/key, {outside}",
        "c": f"to ../press/up, {outside}",
        "own.txt": "Own.",
    }


def test_a_link_inside_a_listed_folder_leads_no_further(
    settings: Settings, landing: Write, press: Path, tmp_path: Path
) -> None:
    landing("own.txt", "Own.")
    (tmp_path / "secret.txt").write_text("secret")
    (press / "out.txt").symlink_to("../secret.txt")
    (settings.landing_dir / "all").symlink_to(press, target_is_directory=True)
    says = "to ../secret.txt, which lies outside of the landing folder"
    assert shown(settings, press)["all/out.txt"] == says


def test_roots_may_be_named_through_links(settings: Settings, landing: Write, press: Path, tmp_path: Path) -> None:
    landing("own.txt", "Own.")
    (tmp_path / "named").symlink_to("press", target_is_directory=True)
    (settings.landing_dir / "by-name.txt").symlink_to(tmp_path / "named" / "a.txt")
    (settings.landing_dir / "itself.txt").symlink_to(press / "a.txt")
    assert shown(settings, tmp_path / "named") == {"by-name.txt": "A.", "itself.txt": "A.", "own.txt": "Own."}


def test_a_listed_folder_around_the_landing_folder_is_read_once(settings: Settings, landing: Write) -> None:
    landing("own.txt", "Own.")
    (settings.landing_dir.parent / "near.txt").write_text("Near.")
    (settings.landing_dir / "up").symlink_to("..", target_is_directory=True)
    assert shown(settings, settings.landing_dir.parent) == {"own.txt": "Own.", "up/near.txt": "Near."}


def test_special_files_of_a_listed_folder_are_not_opened(settings: Settings, landing: Write, press: Path) -> None:
    landing("own.txt", "Own.")
    os.mkfifo(press / "pipe")
    (settings.landing_dir / "pipe.txt").symlink_to(press / "pipe")
    assert shown(settings, press)["pipe.txt"] == "a named pipe"


def test_a_listed_folder_that_is_away_refuses_what_leads_there(
    settings: Settings, landing: Write, tmp_path: Path
) -> None:
    landing("own.txt", "Own.")
    (settings.landing_dir / "a.txt").symlink_to(tmp_path / "away" / "a.txt")
    says = f"to {tmp_path}/away/a.txt, which is not there"
    assert shown(settings, tmp_path / "away") == {"a.txt": says, "own.txt": "Own."}


@pytest.mark.skipif(not Path("/proc/self/mountinfo").exists(), reason="Linux")
def test_files_of_the_kernel_are_not_read_even_inside_a_listed_folder(settings: Settings, landing: Write) -> None:
    landing("own.txt", "Own.")
    for name, target in {"environ.txt": "/proc/self/environ", "kmsg.txt": "/proc/kmsg", "proc": "/proc"}.items():
        (settings.landing_dir / name).symlink_to(target)
    says = "a file system of the kernel: proc"
    for root in ("/", "/proc"):
        found = shown(settings, Path(root))
        assert found == {"environ.txt": says, "kmsg.txt": says, "own.txt": "Own.", "proc": says}
    assert is_of_kernel(Path("/proc/self"))
    assert not is_of_kernel(settings.landing_dir)
    assert closed_mounts([settings.landing_dir]) == {}


@pytest.mark.parametrize(
    ("roots", "says"),
    [("/", "no folder of news"), ("/proc/self", "no folder of news"), ("{}", "read what it writes")],
)
@pytest.mark.skipif(not Path("/proc/self/mountinfo").exists(), reason="Linux")
def test_a_folder_that_must_not_be_read_cannot_be_listed(tmp_path: Path, roots: str, says: str) -> None:
    (tmp_path / "landing").mkdir()
    with pytest.raises(UserError, match=says):
        check_folders(tmp_path / "landing", tmp_path / "data", (Path(roots.format(tmp_path)),))


def test_the_setting_takes_full_paths() -> None:
    both = {"NEWS_LANDING_ROOTS": f"/mnt/press/{os.pathsep} ~/agency"}
    assert load_settings({}, both).further_roots == (Path("/mnt/press"), Path("~/agency").expanduser())
    assert load_settings({}, {}).further_roots == ()
    with pytest.raises(UserError, match="names 'press', but needs absolute paths"):
        load_settings({}, {"NEWS_LANDING_ROOTS": "press"})


@pytest.mark.skipif(not os.access("/dev/fuse", os.W_OK), reason="mounts need root and FUSE")
def test_a_listed_folder_on_a_mount_that_does_not_answer_blocks_nothing(
    settings: Settings, landing: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("news_pipeline.storage.mounts.ANSWER_SECONDS", 0.5)
    landing("own.txt", "Own.")
    (settings.landing_dir / "a.txt").symlink_to(tmp_path / "away" / "news" / "a.txt")
    (settings.landing_dir / "chain.txt").symlink_to("a.txt")
    with dead_mount(tmp_path / "away"):
        silent = "a mount that does not answer"
        for root in (tmp_path / "away", tmp_path / "away" / "news", tmp_path):
            listed = {file.source_path: file.refusal for file in list_landing(settings.landing_dir, (root,))}
            refusal = (Reason.UNREADABLE_FILE, silent)
            assert listed == {"a.txt": refusal, "chain.txt": refusal, "own.txt": None}
        check_folders(settings.landing_dir, settings.data_dir, (tmp_path / "away",))
        listed = {file.source_path: file.refusal for file in list_landing(settings.landing_dir)}
        assert {reason for reason, _ in filter(None, listed.values())} == {Reason.LINK_NOT_FOLLOWED}
