"""Fits the ranking of places: a logit in two passes, blind to outlets' homes and with them, and trees above it.

    python -m tools.place_model.fit SET DATA

SET and DATA as data.py says. Writes place_weights.csv and place_trees.npz beside news_pipeline/entities. Needs LightGBM
and SciPy.
"""

import csv
import sys
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

import duckdb
import numpy as np

from news_pipeline.entities.outlet_homes import home_votes
from news_pipeline.entities.place_names import Home
from news_pipeline.entities.place_ranking import (
    CONTEXT,
    OF_RANKING,
    SINGLE,
    Choices,
    Surroundings,
    by_name,
    choices_of,
    columns,
    probabilities,
    second_pass,
    with_context,
)
from news_pipeline.shared.boosted_trees import Trees
from news_pipeline.storage.sql_files import read_sql
from tools.boosted_trees import as_read, npz_bytes, tree_arrays
from tools.place_model.data import Document, read_documents

TABLES = Path(__file__).resolve().parents[2] / "news_pipeline" / "entities" / "tables"
LEAST_SQUARES = 1.0
"""Weight of the squares of the logit's weights."""
ROUNDS = 150
SETTINGS = {
    "objective": "binary",
    "learning_rate": 0.06,
    "num_leaves": 15,
    "min_data_in_leaf": 30,
    "lambda_l2": 5,
    "feature_fraction": 0.5,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "seed": 1,
    "num_threads": 1,
    "deterministic": True,
    "verbosity": -1,
}
"""Chosen by cross-validation over outlets."""
Floats = np.ndarray
Passes = tuple[Floats, Floats]


@dataclass(frozen=True, slots=True)
class Example:
    """A document with its choices."""

    document: Document
    around: Surroundings
    choices: Choices
    right: np.ndarray
    """Number of the right choice of each name."""


@dataclass(frozen=True, slots=True)
class Model:
    """All that was fitted."""

    blind: Passes
    informed: Passes
    trees: Any


def examples_of(documents: Sequence[Document], homes: Mapping[str, Home]) -> list[Example]:
    """The documents that have names to rank, with the homes of their outlets."""
    found = []
    for document in documents:
        names = list(document.names.ranked.values())
        if names:
            around = document.around(homes.get(document.domain or ""))
            choices = choices_of(names, around)
            found.append(Example(document, around, choices, choices.starts + np.array(document.labels)))
    return found


def fit(blind: Sequence[Example], informed: Sequence[Example]) -> Model:
    """Fit on the same documents without homes and with them."""
    passes = fit_passes(informed)
    return Model(fit_passes(blind), passes, fit_trees(informed, passes))


def fit_passes(examples: Sequence[Example]) -> Passes:
    """The weights of both passes."""
    first = _fit(examples, [example.choices.single for example in examples])
    tables = [
        with_context(example.choices, probabilities(example.choices.single, first, example.choices))
        for example in examples
    ]
    return first, _fit(examples, tables)


def _fit(examples: Sequence[Example], tables: Sequence[Floats]) -> Floats:
    from scipy.optimize import minimize  # noqa: PLC0415 - only the developer who fits has it

    table = np.concatenate(tables)
    sizes = np.concatenate(
        [np.diff(np.append(e.choices.starts, len(t))) for e, t in zip(examples, tables, strict=True)]
    )
    starts = np.cumsum(sizes) - sizes
    name = np.repeat(np.arange(len(sizes)), sizes)
    shifts = np.cumsum([0, *(len(each) for each in tables[:-1])])
    right = np.concatenate([example.right + shift for example, shift in zip(examples, shifts, strict=True)])
    weight = np.concatenate([np.full(len(e.right), e.document.weight) for e in examples])

    def loss(b: Floats) -> tuple[float, Floats]:
        scores = table @ b
        scores -= np.maximum.reduceat(scores, starts)[name]
        raised = np.exp(scores)
        sums = np.add.reduceat(raised, starts)
        p = raised / sums[name]
        total = -(weight * (scores[right] - np.log(sums))).sum() + LEAST_SQUARES / 2 * b @ b
        slope = table.T @ (p * weight[name]) - (table[right] * weight[:, None]).sum(axis=0) + LEAST_SQUARES * b
        return float(total), slope

    found: Floats = minimize(loss, np.zeros(table.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 200}).x
    return found


def fit_trees(examples: Sequence[Example], passes: Passes) -> Any:
    """Trees that judge each namesake: right or not."""
    import lightgbm  # noqa: PLC0415 - only the developer who fits has it

    names = (*SINGLE, *CONTEXT, *OF_RANKING)
    tables, answers, weights = [], [], []
    for example in examples:
        asked = asked_of(example, passes)
        is_right = np.zeros(len(example.choices.name))
        is_right[example.right] = 1
        kept = ~example.choices.is_none
        tables.append(np.stack([asked[name] for name in names], axis=1)[kept])
        answers.append(is_right[kept])
        weights.append(np.full(int(kept.sum()), example.document.weight))
    data = lightgbm.Dataset(
        np.concatenate(tables), np.concatenate(answers), weight=np.concatenate(weights), feature_name=_words(names)
    )
    return lightgbm.train(SETTINGS, data, ROUNDS)


def asked_of(example: Example, passes: Passes) -> dict[str, Floats]:
    """The columns that the trees ask for."""
    p = second_pass(example.choices, passes)
    return columns(list(example.document.names.ranked.values()), example.around, example.choices, p)


def _words(names: Sequence[str]) -> list[str]:
    """LightGBM takes no signs in names; they are put back in `trees_of_model`."""
    return [f"f{number}" for number, _ in enumerate(names)]


def homes_of(documents: Sequence[Document], blind: Mapping[str, list[Floats]]) -> dict[str, Home]:
    """The homes of outlets, by the query of the pipeline. `blind` are probabilities by file of the document."""
    with duckdb.connect() as connection:
        connection.execute(
            "CREATE TABLE place_votes (article_id VARCHAR, outlet_domain VARCHAR, name VARCHAR, place_key VARCHAR, "
            "latitude DOUBLE, longitude DOUBLE, country_code VARCHAR, weight INTEGER)"
        )
        for document in documents:
            if not document.domain or document.file not in blind:
                continue
            for vote in home_votes(document.names.ranked, blind[document.file], document.home):
                row = (document.file, document.domain, *astuple(vote))
                connection.execute("INSERT INTO place_votes VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
        connection.execute("CREATE TABLE changed_outlets AS SELECT DISTINCT outlet_domain FROM place_votes")
        homes = connection.sql(read_sql("news_pipeline.steps.mentions", "outlet_homes.sql"))
        rows = homes.select("outlet_domain", "latitude", "longitude", "country_code", "confidence").fetchall()
    country = {document.domain: document.home.country for document in documents}
    return {domain: Home(domain, country[domain], *rest) for domain, *rest in rows if rest[-1]}


def blind_of(examples: Sequence[Example], passes: Passes) -> dict[str, list[Floats]]:
    """Probabilities without homes, by file."""
    return {e.document.file: by_name(e.choices, second_pass(e.choices, passes)) for e in examples}


def write(model: Model) -> None:
    """Write both files."""
    header = ("feature", "blind_1", "blind_2", "informed_1", "informed_2")
    with (TABLES / "place_weights.csv").open("w", encoding="utf-8", newline="") as file:
        file.write("# made by tools/place_model\n")
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        for number, name in enumerate((*SINGLE, *CONTEXT)):
            passes = (*model.blind, *model.informed)
            writer.writerow((name, *(f"{w[number]:.3f}" if number < len(w) else "" for w in passes)))
    (TABLES / "place_trees.npz").write_bytes(npz_bytes(named(tree_arrays(model.trees))))


def named(arrays: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """The arrays of the trees with the names of the features."""
    names = (*SINGLE, *CONTEXT, *OF_RANKING)
    asked = [names[int(word[1:])] for word in bytes(arrays["names"]).decode().split("\n")]
    return {**arrays, "names": np.frombuffer("\n".join(asked).encode(), np.uint8)}


def trees_of_model(trees: Any) -> Trees:
    """The trees as the pipeline reads them."""
    read = as_read(trees)
    names = (*SINGLE, *CONTEXT, *OF_RANKING)
    return Trees(
        tuple(names[int(word[1:])] for word in read.names),
        read.roots, read.feature, read.at_most, read.children, read.value, read.depth,
    )  # fmt: skip


def main() -> None:
    """Fit on all documents."""
    documents = read_documents(Path(sys.argv[1]), Path(sys.argv[2]))
    blind = examples_of(documents, {})
    passes = fit_passes(blind)
    homes = homes_of(documents, blind_of(blind, passes))
    print(f"{len(documents)} documents, {sum(len(d.labels) for d in documents)} names, {len(homes)} homes")
    informed = examples_of(documents, homes)
    with_homes = fit_passes(informed)
    write(Model(passes, with_homes, fit_trees(informed, with_homes)))


if __name__ == "__main__":
    main()
