"""Makes up articles for duplicates.py: texts, mutated copies, and rows as the steps before comparison leave them."""

from datetime import UTC, datetime

import numpy as np
import pyarrow as pa

from news_pipeline.duplicates.canonical_order import rank_of
from news_pipeline.duplicates.fingerprints import COLD_LIMIT, SAMPLING
from news_pipeline.shared.hashing import digest, digest64
from news_pipeline.storage.warehouse import Warehouse

WORDS = 415
FINGERPRINTS_EACH = 50
STOCK_PHRASES = 2_000
STOCK_SHARE = 0.01
"""Of the postings without text. In 30,000 real articles 0.8 % stood in more than 50."""
FIRST_DAY, DAYS = 18_262, 1_500
_SYLLABLES = [first + second for first in "bdfgklmnprstvz" for second in "aeiou"]

Articles = dict[str, tuple[str, int]]
"""Body and day by id."""


def made_up_words(chance: np.random.Generator) -> list[str]:
    """A made-up vocabulary of 30,000 words."""
    picked = chance.integers(len(_SYLLABLES), size=(60_000, 4))
    lengths = chance.integers(2, 5, size=60_000)
    made = ("".join(_SYLLABLES[n] for n in row[:length]) for row, length in zip(picked, lengths, strict=True))
    return list(dict.fromkeys(made))[:30_000]


class Writer:
    """Makes up articles; the same seed makes the same ones."""

    def __init__(self, seed: int) -> None:
        self.chance = np.random.default_rng(seed)
        self.vocabulary = np.array(made_up_words(np.random.default_rng(0)), dtype=object)

    def paragraphs(self, words: int = WORDS) -> list[str]:
        """Zipf's words in sentences of about twenty, two of them a paragraph."""
        ranks = np.minimum(self.chance.zipf(1.3, size=words) - 1, len(self.vocabulary) - 1)
        chosen = self.vocabulary[ranks]
        return [" ".join(chosen[start : start + 40]) + "." for start in range(0, words, 40)]

    def mutated(self, text: list[str]) -> list[str]:
        """Trimmed, shuffled, with a paragraph added, one word in fifty changed: each by a throw of the dice."""
        kept = list(text)
        if self.chance.random() < 0.6:
            kept = kept[: max(4, int(len(kept) * self.chance.uniform(0.5, 1)))]
        if self.chance.random() < 0.3:
            self.chance.shuffle(kept)
        if self.chance.random() < 0.5:
            kept.insert(int(self.chance.integers(len(kept) + 1)), self.paragraphs(40)[0])
        return [self._edited(paragraph) for paragraph in kept]

    def _edited(self, paragraph: str) -> str:
        words = paragraph.split()
        changed = self.chance.random(len(words)) < 0.02
        return " ".join("another" if edit else word for word, edit in zip(words, changed, strict=True))

    def day(self) -> int:
        """A day of the history."""
        return FIRST_DAY + int(self.chance.integers(DAYS))


def put(warehouse: Warehouse, articles: Articles) -> None:
    """Articles as the steps before leave them."""
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    raw, clean, described, ledger = [], [], [], []
    for name, (body, day) in articles.items():
        key = digest(name)
        common = {"code_version": "1", "state": "done", "processed_at": moment, "key": key, "input_hash": digest64(key)}
        raw.append({"article_id": key, "source_uri": name, "byte_size": len(body), "arrival": 0})
        clean.append({"article_id": key, "body": body, "word_count": len(body.split())})
        described.append({"article_id": key, "published_date": datetime.fromtimestamp(day * 86400, UTC).date()})
        ledger.append({**common, "stage": "clean_articles", "output_hash": digest64(key, body)})
        ledger.append({**common, "stage": "article_metadata", "output_hash": digest64(key, str(day))})
    rows = {"raw_documents": raw, "clean_articles": clean, "article_metadata": described, "ledger": ledger}
    for table, written in rows.items():
        warehouse.insert(table, written)


def put_postings(warehouse: Warehouse, count: int) -> None:
    """Settled articles without text: their keys, postings and ledger entries."""
    chance = np.random.default_rng(3)
    stock = chance.integers(0, 2**64 // SAMPLING, size=STOCK_PHRASES, dtype=np.uint64)
    for start in range(0, count, 50_000):
        ids = [digest(f"history {number}") for number in range(start, min(count, start + 50_000))]
        days = np.sort(FIRST_DAY + chance.integers(0, DAYS, size=len(ids))).astype(np.int32)
        prints = chance.integers(0, 2**64 // SAMPLING, size=(len(ids), FINGERPRINTS_EACH), dtype=np.uint64)
        is_stock = chance.random(prints.shape) < STOCK_SHARE
        prints[is_stock] = stock[chance.integers(STOCK_PHRASES, size=int(is_stock.sum()))]
        prints.sort(axis=1)
        places = [
            rank_of(
                key, str(datetime.fromtimestamp(int(day) * 86400, UTC).date()), WORDS, is_agency_site=False
            ).sort_key
            for key, day in zip(ids, days, strict=True)
        ]
        keys = pa.table(
            {
                "article_id": ids,
                "day": days,
                "place": places,
                "exact_hash": chance.integers(0, 2**64 - 1, size=len(ids), dtype=np.uint64),
                "token_count": np.full(len(ids), WORDS, dtype=np.int32),
                "prose_count": np.full(len(ids), WORDS, dtype=np.int32),
                "fingerprint_count": np.full(len(ids), FINGERPRINTS_EACH, dtype=np.int32),
                "cold_count": (prints < COLD_LIMIT).sum(axis=1).astype(np.int32),
            }
        )
        flat, holder = prints.ravel(), np.repeat(np.arange(len(ids)), FINGERPRINTS_EACH)
        cold = flat < COLD_LIMIT
        column = pa.array(ids)
        always = pa.table({"fingerprint": flat[cold], "article_id": column.take(pa.array(holder[cold]))})
        dated = pa.table(
            {
                "fingerprint": flat[~cold],
                "article_id": column.take(pa.array(holder[~cold])),
                "day": days[holder[~cold]],
            }
        )
        for table, rows in (("article_keys", keys), ("fingerprints", always), ("dated_fingerprints", dated)):
            warehouse.connection.register("incoming", rows)
            warehouse.execute(f"INSERT INTO {table} BY NAME SELECT * FROM incoming")  # noqa: S608 our own words
            warehouse.connection.unregister("incoming")


def order_corpus() -> Articles:
    """1,900 articles: 200 reprints of one text, 400 mutated copies, 100 stubs, 300 reports of 20 templates, others.

    A hundred have a stock paragraph; the rest stand alone.
    """
    writer = Writer(4)
    texts = [writer.paragraphs(200) for _ in range(300)]
    stock = writer.paragraphs(40)
    frames = [writer.paragraphs(120) for _ in range(20)]
    made: list[list[str]] = [writer.mutated(texts[0]) for _ in range(200)]
    made += [writer.mutated(texts[1 + n % 150]) for n in range(400)]
    made += [[*writer.paragraphs(200), *stock] for _ in range(100)]
    made += texts
    made += [writer.paragraphs(200) for _ in range(500)]
    made += [texts[n][: 1 + len(texts[n]) // 3] for n in range(100)]
    made += [filled(frames[n % 20], writer.chance) for n in range(300)]
    return {
        f"article {n}": ("\n".join(text), FIRST_DAY + int(writer.chance.integers(200))) for n, text in enumerate(made)
    }


def filled(frame: list[str], chance: np.random.Generator) -> list[str]:
    """A report of a template: a town, a day and three figures before each paragraph of the frame."""
    towns, days = ("Ostley", "Penhaven", "Skerrow", "Dunmere", "Wexholt", "Lowmarsh"), ("Monday", "Friday", "Sunday")
    town, day = chance.choice(towns), chance.choice(days)
    facts = (
        f"{chance.integers(2, 40)} degrees at {town} on {day}, and {chance.integers(41, 99)} in the sun" for _ in frame
    )
    return [f"It was {told}. {paragraph}" for told, paragraph in zip(facts, frame, strict=True)]
