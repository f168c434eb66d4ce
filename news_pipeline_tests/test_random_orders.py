"""Rule 3 on cases that hypothesis draws: which files come in which order, portions, chunks, with how many workers.

The made-up news has revisions, copies, templates and undated texts. What is drawn is compared with one run over the
same files, all at once, in this process.
"""

import tempfile
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from news_pipeline.engine.compute import LocalProcesses
from news_pipeline.settings import Settings
from news_pipeline_tests.conftest import make_settings
from news_pipeline_tests.made_up_news import made_up_articles, made_up_files, made_up_forecasts, write_files
from news_pipeline_tests.plain_runs import broken_rules, run
from news_pipeline_tests.same_news import differences

FILES = made_up_files(made_up_articles(events=3) + made_up_forecasts())
NAMES = sorted(FILES)


def settings_for(folder: Path, chunk_documents: int) -> Settings:
    return make_settings(folder, tagger="gazetteer", chunk_documents=chunk_documents)


@pytest.mark.large
@hypothesis_settings(
    max_examples=4, deadline=None, suppress_health_check=list(HealthCheck), phases=(Phase.explicit, Phase.generate)
)
@given(
    names=st.lists(st.sampled_from(NAMES), min_size=3, unique=True),
    cuts=st.lists(st.floats(0, 1), max_size=2),
    chunk_documents=st.sampled_from([1, 3, 8, 500]),
    in_processes=st.booleans(),
)
def test_any_files_in_any_order_give_the_same_news(
    names: list[str], cuts: list[float], chunk_documents: int, *, in_processes: bool
) -> None:
    with tempfile.TemporaryDirectory() as name:
        whole = settings_for(Path(name) / "whole", 500)
        write_files(whole.landing_dir, FILES, names)
        run(whole)
        drawn = settings_for(Path(name) / "drawn", chunk_documents)
        drawn.landing_dir.mkdir(parents=True)
        bounds = [0, *sorted(int(cut * len(names)) for cut in cuts), len(names)]
        processes = LocalProcesses(2)
        for start, end in pairwise(bounds):
            write_files(drawn.landing_dir, FILES, names[start:end])
            run(drawn, compute=processes if in_processes else None)
        processes.close()
        assert broken_rules(drawn) == []
        assert differences(whole.published_path, drawn.published_path) == []
