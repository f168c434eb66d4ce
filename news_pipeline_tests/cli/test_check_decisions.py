"""`check-decisions` names file, line, column and reason of each line that cannot be used or that names nothing."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from news_pipeline.cli.main import main
from news_pipeline.settings import Settings, as_environment


@pytest.fixture
def check(place: Settings, tmp_path: Path) -> Callable[..., Result]:
    """Asks with these files, where article `a` is published."""

    def ask(**contents: str) -> Result:
        paths = {name: tmp_path / f"{name}.csv" for name in ("corrections", "judgements", "entity_overrides")}
        for name, text in contents.items():
            paths[name].write_text(text, encoding="utf-8")
        placed = replace(
            place,
            corrections=paths["corrections"],
            judgements=paths["judgements"],
            entity_overrides=paths["entity_overrides"],
        )
        return CliRunner().invoke(main, ["check-decisions"], env=as_environment(placed))

    return ask


def test_sound_files(check: Callable[..., Result]):
    result = check(judgements="article_a,article_b,verdict,note\n")
    assert result.exit_code == 0, result.output
    assert "judgements.csv: all 0 lines can be used" in result.output
    assert "corrections.csv: not there, so it decides nothing" in result.output


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("corrections", "source_uri,url,field,value,note\nx.txt,,colour,red,\n", "corrections.csv, line 2"),
        (
            "corrections",
            "source_uri,url,field,value,note\nx.txt,,title,T,\n",
            "source_uri: no published article is called 'x.txt'",
        ),
        (
            "corrections",
            "source_uri,url,field,value,note\n,https://example.org/b,title,T,\n",
            "line 2, url: no published article",
        ),
        ("judgements", "article_a,article_b,verdict,note\na,b,perhaps,\n", "the verdict is `same` or `not same`"),
        (
            "judgements",
            "article_a,article_b,verdict,note\na,nobody,same,\n",
            "line 2, article_b: no published article is called 'nobody'",
        ),
        (
            "entity_overrides",
            "judgement,entity_type,name,other,note\nignore,PERSON,Nobody Known,,\n",
            "line 2, name: no published PERSON",
        ),
    ],
)
def test_lines_that_cannot_be_used(check: Callable[..., Result], name: str, text: str, says: str):
    result = check(**{name: text})
    assert result.exit_code == 1, result.output
    assert says in result.output
