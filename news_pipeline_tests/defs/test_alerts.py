"""Alerts: what is news, each told once, by HTTP and SMTP to servers on this machine, with secrets kept out of sight."""

import base64
import json
import logging
import socketserver
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import dagster as dg
import pytest

from news_pipeline.cli.run import canceled_when_interrupted
from news_pipeline.definitions import build_defs
from news_pipeline.defs.alerts import tell as module
from news_pipeline.defs.alerts.news import Alert, CheckState, EndedRun, Told, news_since
from news_pipeline.defs.alerts.send import NotSentError, send, subject_of, webhook_body
from news_pipeline.defs.alerts.settings import Mail, Target, Webhook, load_targets
from news_pipeline.defs.alerts.tell import alerts_sensor, start_telling, tell
from news_pipeline.defs.freshness import LAST_UPDATED
from news_pipeline.defs.run_end import run_end
from news_pipeline.settings import Settings
from news_pipeline.shared.user_error import UserError

SECRET = "T0/B0/zq7-marked-secret"  # noqa: S105 it opens nothing
FAILED = Alert("failed_check", "articles.contract", "Never NULL: 3 rows break this rule.", "r")


def run(name: str, ended: float, *checks: CheckState, failure: str | None = None) -> EndedRun:
    return EndedRun(name, ended, failure, checks)


def check(name: str, *, passed: bool = False, severity: str = "ERROR") -> CheckState:
    return CheckState(name, passed, severity, "A rule: 1 row breaks this rule.")


def kinds(alerts: list[Alert]) -> list[tuple[str, str]]:
    return [(alert.kind, alert.name) for alert in alerts]


def test_each_failed_run_is_told_once() -> None:
    runs = [run("first", 10, failure="failed"), run("second", 20, failure="failed")]
    alerts, told = news_since(Told(0), runs, [])
    assert kinds(alerts) == [("failed_run", "first"), ("failed_run", "second")]
    assert news_since(told, runs, [])[0] == []


def test_runs_from_before_alerts_were_switched_on_are_no_news() -> None:
    assert news_since(Told(100), [run("old", 99, failure="failed")], [])[0] == []


def test_a_check_is_told_when_it_begins_to_fail_and_again_only_after_it_has_passed() -> None:
    told, heard = Told(0), []
    for moment, passed in enumerate((False, False, True, False)):
        alerts, told = news_since(told, [run(f"run {moment}", moment, check("a.b", passed=passed))], [])
        heard.append(kinds(alerts))
    assert heard == [[("failed_check", "a.b")], [], [], [("failed_check", "a.b")]]


def test_a_warning_that_becomes_an_error_is_told_again() -> None:
    alerts, told = news_since(Told(0), [run("one", 1, check("a.b", severity="WARN"))], [])
    assert kinds(alerts) == [("warning_check", "a.b")]
    assert kinds(news_since(told, [run("two", 2, check("a.b"))], [])[0]) == [("failed_check", "a.b")]


def test_stale_data_is_told_once_until_it_is_fresh_again() -> None:
    stale = [Alert("stale_data", "landing_files", "old")]
    told, heard = Told(0), []
    for found in (stale, stale, [], stale):
        alerts, told = news_since(told, [], found)
        heard.append(len(alerts))
    assert heard == [1, 0, 0, 1]


def test_a_run_that_ended_while_another_was_told_is_not_missed() -> None:
    _, told = news_since(Told(0), [run("late", 20)], [])
    assert kinds(news_since(told, [run("same moment", 20, failure="failed")], [])[0]) == [("failed_run", "same mom")]


# what is sent


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


def test_a_webhook_gets_one_message_with_all_that_is_news(hook: tuple[str, Received]) -> None:
    url, received = hook
    send(Webhook(url, is_slack=False), [FAILED, FAILED])
    [body] = received.bodies
    assert body["subject"] == "news_pipeline: failed check articles.contract, and 1 more"
    assert [alert["kind"] for alert in body["alerts"]] == ["failed_check"] * 2
    assert "3 rows break this rule" in body["text"]


def test_slack_gets_its_own_form_with_its_signs_escaped(hook: tuple[str, Received]) -> None:
    url, received = hook
    send(Webhook(url, is_slack=True), [Alert("stale_data", "landing_files", "<!channel> & so on")])
    [body] = received.bodies
    assert set(body) == {"text"}
    assert "&lt;!channel&gt; &amp; so on" in body["text"]


def test_an_e_mail_has_sender_recipients_subject_and_a_line_for_each(post_office: tuple[int, Received]) -> None:
    port, received = post_office
    mail = Mail("127.0.0.1", port, "smtp", "news@example.org", ("a@example.org", "b@example.org"), "news", SECRET)
    send(mail, [FAILED])
    login, *envelope, text = received.bodies
    assert login.decode() == f"\0news\0{SECRET}"
    rest = [line.partition("<")[2] for line in envelope if line.lower().startswith("rcpt")]
    assert rest == ["a@example.org>", "b@example.org>"]
    assert f"Subject: {subject_of([FAILED])}" in text
    assert "From: news@example.org" in text
    assert "failed check articles.contract: Never NULL: 3 rows break this rule." in text


@pytest.mark.parametrize(("status", "why"), [(500, "answered 500"), (302, "answered 302")])
def test_a_server_that_refuses_is_said_without_its_address(hook: tuple[str, Received], status: int, why: str) -> None:
    url, received = hook
    received.status = status
    with pytest.raises(NotSentError, match=why) as caught:
        send(Webhook(url, is_slack=False), [FAILED])
    assert SECRET not in str(caught.value)
    assert len(received.bodies) == 1, "a redirect is not followed"


@pytest.mark.parametrize("target", [
    Webhook(f"http://127.0.0.1:9/{SECRET}", is_slack=False),
    Mail("127.0.0.1", 9, "smtp", "a@b", ("c@d",), "u", SECRET),
])  # fmt: skip
def test_a_server_that_is_not_there_is_said_without_a_secret(target: Webhook | Mail) -> None:
    with pytest.raises(NotSentError, match="ConnectionRefusedError") as caught:
        send(target, [FAILED])
    assert SECRET not in str(caught.value)
    assert caught.value.__cause__ is None, "the cause quotes addresses"


def test_a_post_office_that_refuses_is_said(post_office: tuple[int, Received]) -> None:
    port, received = post_office
    received.status = 500
    with pytest.raises(NotSentError, match="SMTPDataError"):
        send(Mail("127.0.0.1", port, "smtp", "a@b.c", ("c@d.e",)), [FAILED])


# settings

MAIL = {"NEWS_ALERT_SMTP": "smtps://m.org", "NEWS_ALERT_FROM": "a@m.org", "NEWS_ALERT_TO": "b@m.org, c@m.org"}


def test_alerts_are_off_by_default(settings: Settings) -> None:
    assert load_targets({}, {}) == {}
    assert alerts_sensor(settings, {}) == []
    assert "alerts" not in {sensor.name for sensor in build_defs(settings).get_repository_def().sensor_defs}


def test_mail_and_webhook_are_read_from_the_environment() -> None:
    hook = {"NEWS_ALERT_WEBHOOK": f"https://h.org/{SECRET}", "NEWS_ALERT_WEBHOOK_FORM": "slack"}
    assert load_targets(MAIL | hook, {}) == {
        "NEWS_ALERT_WEBHOOK": Webhook(f"https://h.org/{SECRET}", is_slack=True),
        "NEWS_ALERT_SMTP": Mail("m.org", 465, "smtps", "a@m.org", ("b@m.org", "c@m.org")),
    }  # fmt: skip


def test_what_is_no_secret_may_stand_in_dotenv() -> None:
    assert set(load_targets({}, dict(MAIL))) == {"NEWS_ALERT_SMTP"}


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"NEWS_ALERT_WEBHOOK": f"ftp://h/{SECRET}"}, "NEWS_ALERT_WEBHOOK must be an address"),
        ({"NEWS_ALERT_WEBHOOK": f"https://h:port/{SECRET}"}, "NEWS_ALERT_WEBHOOK is no address"),
        ({"NEWS_ALERT_WEBHOOK": f"https://h/{SECRET}", "NEWS_ALERT_WEBHOOK_FORM": "teams"}, "'teams'.*json or slack"),
        ({"NEWS_ALERT_WEBHOOK_FORM": "slack"}, "NEWS_ALERT_WEBHOOK is not"),
        ({**MAIL, "NEWS_ALERT_SMTP": "m.org:25"}, "NEWS_ALERT_SMTP must name protocol.*Examples"),
        ({**MAIL, "NEWS_ALERT_SMTP": f"smtps://u:{SECRET}@m.org"}, "NEWS_ALERT_SMTP_PASSWORD apart|no address"),
        ({**MAIL, "NEWS_ALERT_TO": "everybody"}, "NEWS_ALERT_TO has 'everybody'"),
        ({**MAIL, "NEWS_ALERT_TO": ","}, "NEWS_ALERT_TO has ''"),
        ({"NEWS_ALERT_SMTP": "smtps://m.org"}, "NEWS_ALERT_FROM is not"),
        ({"NEWS_ALERT_TO": "a@b.c"}, "NEWS_ALERT_SMTP is not"),
        ({**MAIL, "NEWS_ALERT_SMTP_PASSWORD": SECRET}, "belong together"),
        (
            {
                **MAIL,
                "NEWS_ALERT_SMTP": "smtp://m.org",
                "NEWS_ALERT_SMTP_USER": "u",
                "NEWS_ALERT_SMTP_PASSWORD": SECRET,
            },
            "in clear",
        ),
        ({"NEWS_ALERT_EMAIL": "a@b.c"}, "NEWS_ALERT_EMAIL is no setting"),
    ],
)
def test_what_cannot_be_used_is_said_at_the_start_without_a_secret(values: dict[str, str], says: str) -> None:
    with pytest.raises(UserError, match=says) as caught:
        load_targets(values, {})
    assert SECRET not in str(caught.value)


@pytest.mark.parametrize("name", ["NEWS_ALERT_WEBHOOK", "NEWS_ALERT_SMTP_PASSWORD"])
def test_a_secret_in_dotenv_is_refused(name: str) -> None:
    with pytest.raises(UserError, match=rf"{name} is a secret.*environment") as caught:
        load_targets({}, {name: f"https://h/{SECRET}"})
    assert SECRET not in str(caught.value)


def test_no_target_shows_its_secret() -> None:
    targets = [Webhook(SECRET, is_slack=True), Mail("h", 1, "smtp", "a@b.c", ("a@b.c",), "u", SECRET)]
    assert SECRET not in repr(targets)


# Dagster's records


@pytest.fixture
def history(tmp_path: Path) -> Iterator[dg.DagsterInstance]:
    (tmp_path / "history").mkdir()
    with dg.DagsterInstance.local_temp(str(tmp_path / "history")) as instance:
        yield instance


def a_run(history: dg.DagsterInstance, *, fails: bool = False, passes: bool = True) -> None:
    """A run of one asset with one check."""

    @dg.asset(check_specs=[dg.AssetCheckSpec("contract", asset="articles")])
    def articles():  # type: ignore[no-untyped-def]
        if fails:
            raise ValueError("text of an article")
        found = dg.AssetCheckResult(passed=passes, check_name="contract", description="A rule: 1 row.\n\nrows")
        return dg.MaterializeResult(check_results=[found])

    dg.materialize([articles], instance=history, raise_on_error=False)


def test_the_sensor_tells_a_failed_run_and_a_failed_check_once(
    settings: Settings, history: dg.DagsterInstance, hook: tuple[str, Received]
) -> None:
    url, received = hook
    targets = load_targets({"NEWS_ALERT_WEBHOOK": url}, {})
    [sensor] = alerts_sensor(settings, targets)
    context = dg.build_sensor_context(instance=history)
    assert "Nothing to tell" in str(sensor(context))
    a_run(history, fails=True)
    a_run(history, passes=False)
    a_run(history, passes=False)
    sensor(context)
    sensor(context)
    [body] = received.bodies
    assert [alert["kind"] for alert in body["alerts"]] == ["failed_run", "failed_check"]
    assert "failed at articles: ValueError" in body["text"]
    assert "A rule: 1 row." in body["text"]
    assert "text of an article" not in body["text"]


def test_a_run_that_a_person_stopped_is_no_alert(settings: Settings, history: dg.DagsterInstance) -> None:
    @dg.asset
    def articles():  # type: ignore[no-untyped-def]
        raise KeyboardInterrupt

    run_id = "1ad76b3e-0d9f-4e8c-8e0a-3a2f0b8d5c11"
    job = dg.Definitions(assets=[articles]).resolve_implicit_global_asset_job_def()
    interrupted = pytest.raises((KeyboardInterrupt, dg.DagsterExecutionInterruptedError))
    with interrupted, canceled_when_interrupted(history, run_id):
        job.execute_in_process(instance=history, run_id=run_id)
    end = run_end(history, run_id)
    assert (end["outcome"], end["failed_step"], end["failure"]) == ("stopped", None, None)
    assert list(module.ended_runs(history, 0.0)) == []


def test_what_could_not_be_sent_is_sent_later_and_to_each_receiver_once(
    settings: Settings, history: dg.DagsterInstance, hook: tuple[str, Received], post_office: tuple[int, Received]
) -> None:
    url, received = hook
    port, letters = post_office
    mail = Mail("127.0.0.1", port, "smtp", "a@b.c", ("c@d.e",))
    targets: dict[str, Target] = {"NEWS_ALERT_WEBHOOK": Webhook(url, is_slack=False), "NEWS_ALERT_SMTP": mail}
    start_telling(settings, targets)
    a_run(history, fails=True)
    received.status = 503
    assert "1 alerts wait, because the server of NEWS_ALERT_WEBHOOK answered 503." in tell(settings, targets, history)
    received.status = 200
    tell(settings, targets, history)
    tell(settings, targets, history)
    assert len(received.bodies) == 2, "once refused, once taken"
    assert len([body for body in letters.bodies if "Subject" in body]) == 1


def test_stale_folder_and_stale_snapshot_are_told_once(
    settings: Settings, history: dg.DagsterInstance, hook: tuple[str, Received]
) -> None:
    url, received = hook
    long_ago = (datetime.now(UTC) - timedelta(days=8)).timestamp()
    observed = {LAST_UPDATED: dg.MetadataValue.timestamp(long_ago)}
    history.report_runless_asset_event(dg.AssetObservation("landing_files", metadata=observed))
    history.report_runless_asset_event(dg.AssetMaterialization("news_database"))
    targets = load_targets({"NEWS_ALERT_WEBHOOK": url}, {})
    start_telling(settings, targets)
    tell(settings, targets, history)
    tell(settings, targets, history)
    [body] = received.bodies
    assert kinds([Alert(**alert) for alert in body["alerts"]]) == [("stale_data", "landing_files")]
    later = datetime.now(UTC) + timedelta(days=8)
    assert [alert.name for alert in module.stale_data(settings, history, later)] == ["landing_files", "news_database"]


def test_secrets_are_in_no_log_and_no_record(
    settings: Settings, history: dg.DagsterInstance, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    targets = load_targets({"NEWS_ALERT_WEBHOOK": f"http://127.0.0.1:9/{SECRET}"}, {})
    [sensor] = alerts_sensor(settings, targets)
    context = dg.build_sensor_context(instance=history)
    sensor(context)
    a_run(history, fails=True)
    assert "1 alerts wait" in str(sensor(context))
    assert SECRET not in caplog.text + str(sensor(context)) + str(sensor.description)
    for folder in (settings.data_dir, Path(history.root_directory)):
        for path in folder.rglob("*"):
            assert not path.is_file() or SECRET.encode() not in path.read_bytes(), path


def test_the_body_of_a_webhook_holds_no_secret() -> None:
    assert SECRET not in str(webhook_body(Webhook(f"https://h/{SECRET}", is_slack=False), [FAILED]))
