"""Real clients on the published file while snapshots are put in place under them: docs/clients.md says what was found.

Each runs in its own small environment, installed by name. Old and new DuckDB files: test_clients.py.
"""

import json
import shutil
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from news_pipeline.publishing.snapshot import publish
from news_pipeline.settings import Settings
from news_pipeline.storage.warehouse import Warehouse
from news_pipeline_tests.publishing.test_snapshot import finish_article

pytestmark = pytest.mark.slow

PROGRAMS = Path(__file__).parent / "clients"
PYTHON_CLIENTS: dict[str, tuple[str, ...]] = {
    "duckdb 1.1.3": ("duckdb", "duckdb==1.1.3", "pytz"),
    "duckdb 1.5.5": ("duckdb", "duckdb==1.5.5", "pytz"),
    "duckdb 2.0.0": ("duckdb", "duckdb==2.0.0", "pytz"),
    "pandas": ("pandas", "duckdb", "pandas", "pytz"),
    "adbc": ("adbc", "duckdb", "adbc-driver-manager", "pyarrow", "pytz"),
    "sqlalchemy": ("sqlalchemy", "duckdb-engine", "duckdb", "pytz"),
    "ibis": ("ibis", "ibis-framework[duckdb]"),
}
CLIENTS = (*PYTHON_CLIENTS, "node", "cli")


@pytest.fixture(params=CLIENTS)
def command(request: pytest.FixtureRequest, small_python: Callable[..., Path], settings: Settings) -> list[str]:
    """What starts the client on the published file."""
    path = str(settings.published_path)
    if request.param == "node":
        return ["node", str(node_folder(request) / "client.mjs"), path]
    if request.param == "cli":
        return [str(small_python("duckdb-cli").parent / "duckdb"), "-readonly", "-noheader", "-list", path]
    client, *packages = PYTHON_CLIENTS[request.param]
    return [str(small_python(*packages)), str(PROGRAMS / "python_clients.py"), client, path]


def node_folder(request: pytest.FixtureRequest) -> Path:
    if not shutil.which("npm"):
        pytest.skip("needs Node.js")
    assert request.config.cache is not None
    folder = request.config.cache.mkdir("client-node")
    if not (folder / "node_modules" / "@duckdb").exists():
        subprocess.run(["npm", "install", "--silent", "--prefix", folder, "@duckdb/node-api"], check=True)
    shutil.copy(PROGRAMS / "node_client.mjs", folder / "client.mjs")
    return folder


class Session:
    """A client process, asked line by line."""

    def __init__(self, process: "subprocess.Popen[str]", path: Path) -> None:
        self.process, self.path = process, path
        assert process.stdin is not None
        assert process.stdout is not None
        self.questions, self.answers = process.stdin, process.stdout

    def ask(self, what: str) -> list[object]:
        """Articles, search hits, time of the snapshot, authors; over what is open (`held`) or opened anew (`again`)."""
        is_shell = "-list" in self.process.args  # type: ignore[operator]
        self.questions.write(shell_lines(what, self.path) if is_shell else f"{what}\n")
        self.questions.flush()
        if not is_shell:
            return list(json.loads(self.answers.readline()))
        articles, found, moment, authors = (self.answers.readline().strip() for _ in range(4))
        return [int(articles), int(found), moment, authors.strip("[]").split(", ")]


def shell_lines(what: str, path: Path) -> str:
    """The same questions in the language of DuckDB's command line."""
    questions = (
        "SELECT count(*) FROM articles",
        "SELECT count(*) FROM search_articles('body')",
        "SELECT CAST(max(published_at) AS VARCHAR) FROM snapshot_info",
        "SELECT authors FROM articles ORDER BY article_id LIMIT 1",
    )
    again = [f".open --readonly '{path}'"] if what == "again" else []
    return "\n".join([*again, *(f"{question};" for question in questions), ""])


@contextmanager
def session(command: list[str], path: Path) -> Iterator[Session]:
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            yield Session(process, path)
        finally:
            process.kill()


def test_an_open_session_keeps_its_snapshot_and_sees_the_next_when_it_opens_the_file_again(
    command: list[str], warehouse: Warehouse, settings: Settings
) -> None:
    finish_article(warehouse, "a")
    publish(warehouse, "run-1")
    with session(command, settings.published_path) as client:
        first = client.ask("held")
        assert (first[0], first[1], first[3]) == (1, 1, ["Ann", "Bob"])
        assert str(first[2]).endswith("+00")
        finish_article(warehouse, "b")
        publish(warehouse, "run-2")
        assert client.ask("held") == first, "the old handle keeps what it has"
        assert client.ask("again")[:2] == [2, 2]


def test_queries_while_one_snapshot_after_the_other_is_put_in_place(
    command: list[str], warehouse: Warehouse, settings: Settings
) -> None:
    finish_article(warehouse, "a0")
    publish(warehouse, "run-0")

    def go_on() -> None:
        for number in range(1, 6):
            finish_article(warehouse, f"a{number}")
            publish(warehouse, f"run-{number}")

    publisher = threading.Thread(target=go_on)
    with session(command, settings.published_path) as client:
        publisher.start()
        seen = []
        while publisher.is_alive():
            seen += [client.ask("held")[:2], client.ask("again")[:2]]
        publisher.join()
        seen.append(client.ask("again")[:2])
    assert all(articles == found for articles, found in seen), "every answer is of one whole snapshot"
    assert seen == sorted(seen)
    assert seen[-1] == [6, 6]


def test_harlequin_shows_the_tables_in_a_terminal(
    warehouse: Warehouse, settings: Settings, small_python: Callable[..., Path]
) -> None:
    if not shutil.which("tmux"):
        pytest.skip("needs tmux")
    finish_article(warehouse, "a")
    publish(warehouse, "run-1")
    program = small_python("harlequin").parent / "harlequin"
    server = ["tmux", "-L", f"harlequin-{settings.data_dir.parent.name}", "-f", "/dev/null"]
    window = f"'{program}' -r '{settings.published_path}'"
    subprocess.run([*server, "new-session", "-d", "-x", "160", "-y", "40", window], check=True)
    try:
        wait_for(server, "news db")
        for _ in range(5):  # keys that come before the editor listens are lost
            subprocess.run([*server, "send-keys", "SELECT title AS found FROM search_articles('body')"], check=True)
            if shows(server, "search_articles('body')", seconds=10):
                break
        subprocess.run([*server, "send-keys", "C-j"], check=True)
        wait_for(server, "Title of a")
    finally:
        subprocess.run([*server, "kill-server"], check=False)


def wait_for(server: list[str], text: str) -> None:
    assert shows(server, text, seconds=60), f"{text!r} did not come: {screen(server)}"


def shows(server: list[str], text: str, *, seconds: int) -> bool:
    """Whether the terminal shows the text within that time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if text in screen(server):
            return True
        time.sleep(0.25)
    return False


def screen(server: list[str]) -> str:
    return subprocess.run([*server, "capture-pane", "-p"], check=True, capture_output=True, text=True).stdout
