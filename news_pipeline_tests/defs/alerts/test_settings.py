"""Targets of alerts from the environment: what cannot be used is said at the start, secrets never."""

import pytest

from news_pipeline.definitions import build_defs
from news_pipeline.defs.alerts.settings import Mail, Webhook, load_targets
from news_pipeline.defs.alerts.tell import alerts_sensor
from news_pipeline.settings import Settings
from news_pipeline.shared.user_error import UserError
from news_pipeline_tests.defs.alerts.conftest import SECRET

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
