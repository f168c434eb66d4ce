"""Servers of HTTP and SMTP on this machine that take alerts, and an empty history."""

import base64
import json
import socketserver
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import dagster as dg
import pytest

from news_pipeline.defs.alerts.news import Alert

SECRET = "T0/B0/zq7-marked-secret"  # noqa: S105 it opens nothing
FAILED = Alert("failed_check", "articles.contract", "Never NULL: 3 rows break this rule.", "r")


@dataclass
class Received:
    """What a server of a test got."""

    bodies: list[Any] = field(default_factory=list)
    status: int = 200


@pytest.fixture
def hook() -> Iterator[tuple[str, Received]]:
    """An HTTP server, its address with a secret in it, and what it was sent."""
    received = Received()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            received.bodies.append(json.loads(body))
            self.send_response(received.status)
            if received.status == 302:
                self.send_header("Location", "/elsewhere")
            self.end_headers()

        def log_message(self, *_: object) -> None:  # type: ignore[override]
            """Stay silent."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/services/{SECRET}", received
        server.shutdown()


@pytest.fixture
def post_office() -> Iterator[tuple[int, Received]]:
    """An SMTP server that asks for a password, and what it was sent."""
    received = Received()

    class Handler(socketserver.StreamRequestHandler):
        def say(self, words: str) -> None:
            self.wfile.write(f"{words}\r\n".encode())

        def handle(self) -> None:
            self.say("220 here")
            for line in self.rfile:
                word, _, rest = line.decode().strip().partition(" ")
                if word.upper() in {"EHLO", "HELO"}:
                    self.say("250-here\r\n250 AUTH PLAIN")
                elif word.upper() == "AUTH":
                    received.bodies.append(base64.b64decode(rest.split()[-1]))
                    self.say("235 known")
                elif word.upper() == "DATA":
                    self.say("354 go on")
                    text = b"".join(iter(self.rfile.readline, b".\r\n"))
                    received.bodies.append(text.decode())
                    self.say("250 taken" if received.status == 200 else "554 refused")
                elif word.upper() == "QUIT":
                    self.say("221 bye")
                    return
                else:
                    received.bodies.append(f"{word} {rest}")
                    self.say("250 fine")

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address[1], received
        server.shutdown()


@pytest.fixture
def history(tmp_path: Path) -> Iterator[dg.DagsterInstance]:
    (tmp_path / "history").mkdir()
    with dg.DagsterInstance.local_temp(str(tmp_path / "history")) as instance:
        yield instance
