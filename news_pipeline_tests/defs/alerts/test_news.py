"""What is news: each failed run, check and stale table is told once."""

from news_pipeline.defs.alerts.news import Alert, CheckState, EndedRun, Told, news_since


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
