"""A whole run without a network: nothing reaches out, neither Python in any process nor a library below it.

Every Python process of the run reports each use of an internet socket or of a name service, by an audit hook. On Linux
the run has a network namespace of its own, without any interface, so that whoever needs a network fails.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from news_pipeline_tests.made_up_news import made_up_articles, made_up_files, write_files

HOOK = """
import os, socket, sys

def _heard(event, arguments):
    if event in ("socket.connect", "socket.sendto", "socket.bind", "socket.sendmsg"):
        told = arguments[0].family in (socket.AF_INET, socket.AF_INET6)
        # urllib3, which Dagster brings, looks whether the system knows IPv6 when it is imported
        told = told and not (event == "socket.bind" and arguments[1] == ("::1", 0))
    else:
        told = event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "urllib.Request")
    if told:
        with open(os.environ["SOCKETS_HEARD"], "a") as heard:
            heard.write(f"{os.getpid()} {event} {arguments[1:]!r}\\n")

sys.addaudithook(_heard)
"""


def run_python(code: list[str], folder: Path, *, alone: bool) -> tuple[int, str, str]:
    """Exit code, output, and what the hooks heard."""
    (folder / "hook").mkdir(exist_ok=True)
    (folder / "hook" / "sitecustomize.py").write_text(HOOK)
    heard = folder / "heard"
    heard.write_text("")
    environment = os.environ | {
        "PYTHONPATH": f"{folder / 'hook'}{os.pathsep}{os.environ.get('PYTHONPATH', '')}",
        "SOCKETS_HEARD": str(heard),
        "NEWS_TAGGER": "gazetteer",
        "NEWS_WORKERS": "2",
        "NEWS_EXPORT": "parquet,csv",
    }
    before = ["unshare", "--net", "--map-root-user"] if alone else []
    done = subprocess.run(
        [*before, sys.executable, *code], env=environment, capture_output=True, text=True, check=False, timeout=900
    )
    return done.returncode, done.stdout + done.stderr, heard.read_text()


def can_be_alone() -> bool:
    if sys.platform != "linux" or not shutil.which("unshare"):
        return False
    return (
        subprocess.run(["unshare", "--net", "--map-root-user", "true"], check=False, capture_output=True).returncode
        == 0
    )


@pytest.mark.parametrize(
    ("code", "event"),
    [
        ("import socket; socket.create_connection(('127.0.0.1', 9), 1)", "socket.connect"),
        ("import socket; socket.getaddrinfo('example.invalid', 80)", "socket.getaddrinfo"),
        ("import urllib.request; urllib.request.urlopen('http://127.0.0.1:9')", "urllib.Request"),
    ],
)
def test_the_hook_hears(tmp_path: Path, code: str, event: str) -> None:
    assert event in run_python(["-c", code], tmp_path, alone=False)[2]


@pytest.mark.skipif(not can_be_alone(), reason="no network namespaces here")
def test_a_process_alone_has_no_network(tmp_path: Path) -> None:
    code = "import socket; socket.create_connection(('127.0.0.1', 9), 1)"
    assert "Network is unreachable" in run_python(["-c", code], tmp_path, alone=True)[1]


@pytest.mark.slow
def test_a_whole_run_reaches_out_to_nothing(tmp_path: Path) -> None:
    write_files(tmp_path / "landing", made_up_files(made_up_articles(events=2)))
    folders = ["--landing", str(tmp_path / "landing"), "--data-dir", str(tmp_path / "data")]
    command = ["-c", "from news_pipeline.cli.main import main; main()", "run", *folders]
    code, says, heard = run_python(command, tmp_path, alone=can_be_alone())
    assert code == 0, says
    assert heard == ""
    with duckdb.connect(str(tmp_path / "data" / "news.duckdb"), read_only=True) as news:
        assert news.execute("SELECT count(*) > 5 FROM articles").fetchall() == [(True,)]
