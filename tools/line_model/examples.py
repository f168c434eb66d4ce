"""What the line model learns from: labelled texts in several forms, as features of their lines.

The forms are made of the features of single lines, not of text, so that they cost little: without indentation or empty
lines, which other programs do not write; with the story cut short; around another text's story; around a made-up table.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import exp, log

import numpy as np

from news_pipeline.cleaning.line_features import Features, Vocabulary, own_features
from news_pipeline.cleaning.line_odds import LineOdds
from news_pipeline.cleaning.roles import SourceLine
from tools.line_model.labelled_texts import Text
from tools.odds_by_site import OddsBySite

SHORTENED = 120
"""Words of a story that was cut short."""
SHARE_WITHOUT, SHARE_OF_SHORTENED, SHARE_OF_TRANSPLANTS, SHARE_OF_TABLES = 0.6, 0.4, 0.6, 0.25
"""Of whole pages, how many are learned in such a form too."""
_MONTHS = ("March", "maio", "Juni", "Oct", "avril", "ottobre", "мая", "Dez")
FEWEST_WORDS, MOST_WORDS = 30, 900
"""Of a transplanted story; drawn evenly on a logarithmic scale."""


@dataclass(frozen=True, slots=True)
class Form:
    """The lines of a text, or of what was made of it, as the model sees them."""

    own: Features
    vocabulary: Vocabulary
    labels: np.ndarray
    known: np.ndarray
    weight: float
    is_whole: bool = False
    """Whether it is the text as it is."""


def forms_of(texts: Sequence[Text], odds: OddsBySite[LineOdds], seed: int = 5) -> Iterator[list[Form]]:
    """For each text the forms that the model learns from, the text as it is first."""
    chance = random.Random(seed)  # noqa: S311  training data, no secrets
    donors: list[Form] = []
    known: dict[str, LineOdds] = {}
    for text in texts:
        if text.site not in known:
            known = {text.site: odds.without(text.site)}
        own, vocabulary = own_features(text.lines, known[text.site])
        whole = Form(own, vocabulary, text.labels, text.known, 1.0, is_whole=True)
        found = [whole]
        is_page = text.row["kind"] in ("dump", "blocks", "nodes") and bool(text.row.get("body"))
        if is_page and (flat := _flat(whole, chance)):
            found.append(flat)
        if is_page and text.labels.any():
            if chance.random() < SHARE_OF_SHORTENED and (short := _shortened(whole)):
                found.append(short)
            if donors and chance.random() < SHARE_OF_TRANSPLANTS:
                found.append(_transplanted(whole, chance.choice(donors[-300:]), chance))
            if chance.random() < SHARE_OF_TABLES:
                table = _table(_names(texts, chance), chance)
                found.append(_transplanted(whole, _table_form(table, known[text.site]), chance))
        if text.row["kind"] in ("dump", "residue") and text.labels.any():
            donors.append(whole)
        yield found


def _flat(form: Form, chance: random.Random) -> Form | None:
    """Without indentation, empty lines, list markers, or some of these; None if it has none of them."""
    without = [name for name in ("indent", "blanks_before", "list_marker") if chance.random() < SHARE_WITHOUT]
    if not any(form.own[name].any() for name in without):
        return None
    zero = np.zeros(len(form.labels))
    return replace(form, own=form.own | dict.fromkeys(without, zero), weight=0.6, is_whole=False)


def _picked(form: Form, rows: np.ndarray) -> tuple[Features, Vocabulary]:
    """The lines at `rows`, in that order, each once."""
    place = np.full(len(form.labels), -1)
    place[rows] = np.arange(len(rows))
    at = place[form.vocabulary.lines]
    words = form.vocabulary.words[at >= 0]
    return (
        {name: column[rows] for name, column in form.own.items()},
        Vocabulary(np.unique(words, return_inverse=True)[1], at[at >= 0]),
    )


def _shortened(form: Form) -> Form | None:
    """Without the lines of the story that come after its first words; None if little would go."""
    passed = np.cumsum(form.own["words"] * form.labels)
    goes = form.labels & (passed - form.own["words"] > SHORTENED)
    if passed[-1] < 1.6 * SHORTENED or not goes.any():
        return None
    rows = np.flatnonzero(~goes)
    return Form(*_picked(form, rows), form.labels[rows], form.known[rows], 0.4)


def _transplanted(form: Form, donor: Form, chance: random.Random) -> Form:
    """The lines of the text around another text's story, spread as its own was."""
    story = np.flatnonzero(donor.labels)
    most = exp(chance.uniform(log(FEWEST_WORDS), log(MOST_WORDS)))
    passed = np.cumsum(donor.own["words"][story])
    story = story[passed - donor.own["words"][story] < most]
    others, own = np.flatnonzero(~form.labels), np.flatnonzero(form.labels)
    places = own[np.arange(len(story)) * len(own) // len(story)]
    order = np.argsort(np.concatenate([others, places]), kind="stable")
    (furniture, about), (put_in, said) = _picked(form, others), _picked(donor, story)
    put_in = put_in | {"indent": put_in["indent"] * 0 + form.own["indent"][own].min()}
    features = {name: np.concatenate([furniture[name], put_in[name]])[order] for name in furniture}
    place = np.argsort(order)
    lines = place[np.concatenate([about.lines, said.lines + len(others)])]
    words = np.concatenate([about.words, said.words + (about.words.max(initial=-1) + 1)])
    by_line = np.argsort(lines, kind="stable")
    labels = np.concatenate([np.zeros(len(others), bool), np.ones(len(story), bool)])[order]
    known = np.concatenate([form.known[others], donor.known[story]])[order]
    return Form(features, Vocabulary(words[by_line], lines[by_line]), labels, known, 0.3)


def _names(texts: Sequence[Text], chance: random.Random) -> list[str]:
    """Capitalised words from the lines of six stories, with which a table is filled."""
    stories = [chance.choice(texts) for _ in range(6)]
    words = (word for one in stories for at in np.flatnonzero(one.labels)[:30] for word in one.lines[at].text.split())
    return [word for word in words if word[:1].isupper() and word.isalpha() and len(word) > 3] or ["Team"]


def _table(names: list[str], chance: random.Random) -> list[str]:
    """Rows of a ranking, a list of things or a calendar."""
    kind = chance.choice(("rank", "plain", "item", "date"))
    columns = chance.randint(1, 6)
    rows = []
    for place in range(1, chance.randint(6, 40) + 1):
        name = " ".join(chance.choice(names) for _ in range(chance.randint(1, 3)))
        numbers = " ".join(str(chance.randint(0, 10 ** chance.randint(1, 4))) for _ in range(columns))
        things = " ".join(chance.choice(names) for _ in range(chance.randint(2, 6)))
        day = f"{chance.randint(1, 28)} {chance.choice(_MONTHS)}"
        row = {
            "rank": f"{place} {name} {numbers}",
            "plain": f"{name} {numbers}",
            "item": f"{place}) {name} – {things}",
            "date": f"{day} – {name}",
        }
        rows.append(row[kind])
    return rows


def _table_form(rows: list[str], odds: LineOdds) -> Form:
    """The rows of a table as a story."""
    lines = [SourceLine(number, row, 0, "", 0) for number, row in enumerate(rows, start=1)]
    return Form(*own_features(lines, odds), np.ones(len(rows), bool), np.ones(len(rows), bool), 1.0)
