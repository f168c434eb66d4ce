"""CPU of the process that hands documents out to a Dask cluster: how many documents a second one run can feed.

    NEWS_TAGGER=gazetteer python -m benchmarks.driver LANDING [WORKERS]

Two workers on this host do the functions' work; what is counted is the CPU of the run itself: reading rows, packing
them, the client and the scheduler (in the same process here), taking answers, committing. Sets are shown apart:
they look at all articles.
"""

import sys
import tempfile
from pathlib import Path
from time import process_time

from news_pipeline.engine.document_loop import DocumentLoop
from news_pipeline.engine.pipeline import open_pipeline
from news_pipeline.engine.progress import no_report
from news_pipeline.publishing.catalog import CATALOG
from news_pipeline.settings import load_settings
from news_pipeline.steps.ingestion.ingest import ingest_landing
from news_pipeline.steps.registry import STEPS
from news_pipeline.storage.landing import list_landing


def main(landing: Path, workers: int) -> None:
    """Print milliseconds a document, by loop."""
    with tempfile.TemporaryDirectory() as name:
        options: dict[str, str | int | Path | None] = {
            "landing_dir": landing,
            "data_dir": Path(name) / "data",
            "dask_scheduler": f"local:{workers}",
        }
        settings = load_settings(options)
        with open_pipeline(settings, CATALOG, "benchmark", no_report, lambda _: None) as pipeline:
            spent: list[tuple[str, int, float, bool]] = []
            started = process_time()
            documents = ingest_landing(list_landing(landing), set(), pipeline).documents
            spent.append(("raw_documents", documents, process_time() - started, True))
            for loop in (loop for step in STEPS[1:] for loop in step.loops):
                started = process_time()
                done = loop.run(pipeline).processed
                spent.append((loop.name, done, process_time() - started, isinstance(loop, DocumentLoop)))
    for name, done, seconds, is_a_document in spent:
        print(f"{name}: {done:,}, {1000 * seconds / documents:.2f} ms a document{'' if is_a_document else ', sets'}")  # noqa: T201
    fed = sum(seconds for _, _, seconds, is_a_document in spent if is_a_document)
    print(f"one run feeds {documents / fed:.0f} documents a second: {1000 * fed / documents:.2f} ms each")  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 2)
