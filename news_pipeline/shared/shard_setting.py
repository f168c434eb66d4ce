"""Reads NEWS_SHARD: `3/16`, the third of sixteen pipelines that share one archive by site."""

from dataclasses import dataclass
from re import fullmatch

from news_pipeline.shared.hashing import digest64

NO_SHARD = "none"
_MOST = 9999


@dataclass(frozen=True, slots=True)
class Shard:
    """What one of several pipelines takes."""

    number: int
    """From 1."""
    count: int

    def takes(self, name: str) -> bool:
        """Whether what has this name falls into the shard: it falls into one of them, the same on every machine."""
        return digest64("shard", name) % self.count == self.number - 1

    def __str__(self) -> str:
        return f"{self.number}/{self.count}"


def parse_shard(text: str) -> Shard | None:
    """The shard; None for `none`. Raises ValueError."""
    if text.strip() == NO_SHARD:
        return None
    found = fullmatch(r"\s*(\d{1,4})/(\d{1,4})\s*", text)
    if not found:
        raise ValueError("it must be two numbers such as 3/16, or none")
    shard = Shard(int(found[1]), int(found[2]))
    if not 1 <= shard.number <= shard.count:
        raise ValueError(f"the first number must lie between 1 and the second, which is at most {_MOST}")
    return shard
