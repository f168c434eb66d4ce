"""Made-up texts, and the five seeds without their junk lines."""

import random
from pathlib import Path

SEEDS = Path(__file__).parents[2] / "seeds"
JUNK_FROM = {
    "001_53510a914ef9e69a": "LEAVE A REPLY",
    "003_394c58ccb8c3b3d9": "Tags Antony Blinken",
    "004_4b1f403a12207adc": "- Khaleda moved to cabin",
}
HEADER_LINES = {"002_81c92321b09f34db": 3, "003_394c58ccb8c3b3d9": 2, "004_4b1f403a12207adc": 3}
SYLLABLES = "ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu".split()  # noqa: SIM905


def words(count, seed):
    """Words in random order, so that two seeds share nothing but by chance far under one in a million."""
    chance = random.Random(seed)  # noqa: S311
    return ["".join(chance.choices(SYLLABLES, k=4)) for _ in range(count)]


def paragraphs(count, seed, length=30):
    """Paragraphs that end like a sentence."""
    made = words(count * length, seed)
    return [" ".join(made[start : start + length]) + "." for start in range(0, len(made), length)]


def headlines(count):
    """Lines that do not end like a sentence."""
    return [" ".join(words(8, 100 + number)).capitalize() for number in range(count)]


def article(*parts):
    """Paragraphs, one a line."""
    return "\n".join(line for part in parts for line in ([part] if isinstance(part, str) else part))


def seed_bodies():
    """The bodies of the five seeds by the first three letters of their names."""
    bodies = {}
    for path in sorted(SEEDS.glob("*.txt")):
        lines = path.read_text(encoding="utf-8").splitlines()[HEADER_LINES.get(path.stem, 0) :]
        junk = JUNK_FROM.get(path.stem)
        end = next((n for n, line in enumerate(lines) if junk and line.startswith(junk)), len(lines))
        bodies[path.stem[:3]] = "\n".join(lines[:end]).replace(" read more", "")
    return bodies
