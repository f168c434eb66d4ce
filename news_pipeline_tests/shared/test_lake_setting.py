"""NEWS_LAKE: what can be read, and that no secret may stand in it."""

import pytest

from news_pipeline.shared.lake_setting import LakeAddress, parse_lake


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("none", None),
        ("sqlite:/srv/lake.sqlite;data=/srv/files", LakeAddress("sqlite:/srv/lake.sqlite", "/srv/files", "news", 30)),
        (
            "postgres:dbname=lake host=db; data=/srv/files; name=sports; keep=7",
            LakeAddress("postgres:dbname=lake host=db", "/srv/files", "sports", 7),
        ),
        (
            "postgres://news@db:5433/lake;data=/srv/files",  # an address goes behind the prefix as it is
            LakeAddress("postgres:postgres://news@db:5433/lake", "/srv/files", "news", 30),
        ),
    ],
)
def test_what_can_be_read(text: str, address: LakeAddress | None) -> None:
    assert parse_lake(text) == address


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("lake.duckdb;data=/srv", "must begin with"),
        ("sqlite:/srv/lake.sqlite", "data="),
        ("sqlite:/srv/lake.sqlite;data=files", "absolute"),
        ("sqlite:/srv/lake.sqlite;data=/srv;name=News", "small letters"),
        ("sqlite:/srv/lake.sqlite;data=/srv;name=main", "small letters"),
        ("sqlite:/srv/lake.sqlite;data=/srv;name=a_search", "_search"),
        ("sqlite:/srv/lake.sqlite;data=/srv;keep=0", "days"),
        ("sqlite:/srv/lake.sqlite;data=/srv;mode=x", "none of"),
        ("postgres:dbname=lake Password = hidden-word;data=/srv", "PGPASSWORD"),
        ("postgres://news:hidden-word@db/lake;data=/srv", "PGPASSWORD"),
    ],
)
def test_what_cannot_be_read_is_told_without_the_text(text: str, says: str) -> None:
    with pytest.raises(ValueError, match=says) as told:
        parse_lake(text)
    assert "hidden-word" not in str(told.value)
