"""Page: numbers that describe each line by the page around it.

Here: the main block, distances and vocabulary put together as columns. Elsewhere: how each is computed (context.py,
topics.py), the line by itself (features.py).
"""

from collections import Counter
from statistics import median

from news_pipeline.cleaning.context import Column, decayed, levels, main_block, runs, sections, since
from news_pipeline.cleaning.roles import SourceLine
from news_pipeline.cleaning.topics import content_words, rarity, shared


def of_page(lines: list[SourceLine], columns: dict[str, Column]) -> dict[str, Column]:
    """Columns that need the whole page, from the columns of its single lines."""
    n = len(lines)
    prose, words = columns["prose"], columns["words"]
    total_words = sum(words) or 1.0
    total_prose = sum(prose) or 1.0
    start, end = main_block(prose, words)
    inside = range(start, end)
    body = [i for i in inside if prose[i] >= 8]
    indent = median([lines[i].indent for i in body]) if body else 0
    content = [content_words(line.text) for line in lines]
    weights = rarity(content)
    vocabulary = Counter(word for i in inside for word in content[i])
    page: dict[str, Column] = {
        "prose_fading_before": decayed(prose, 0.7),
        "prose_fading_after": decayed(prose[::-1], 0.7)[::-1],
        "prose_far_before": decayed(prose, 0.92),
        "prose_far_after": decayed(prose[::-1], 0.92)[::-1],
        "marks_before": decayed(columns["section"], 0.9),
        "furniture_before": decayed(columns["phrase_whole"], 0.8),
        "furniture_after": decayed(columns["phrase_whole"][::-1], 0.8)[::-1],
        "in_block": [float(start <= i < end) for i in range(n)],
        "before_block": [float(max(0, start - i)) for i in range(n)],
        "after_block": [float(max(0, i - end + 1)) for i in range(n)],
        "block_share": [sum(prose[i] for i in inside) / total_prose] * n,
        "block_words": [sum(words[i] for i in inside)] * n,
        "page_prose": [total_prose / total_words] * n,
        "page_lines": [float(n)] * n,
        "indent_off": [float(line.indent - indent) for line in lines],
        "indent_off_size": [abs(float(line.indent - indent)) for line in lines],
        "place": [i / n for i in range(n)],
    }
    done = 0.0
    page["prose_passed"] = []
    for value in prose:
        page["prose_passed"].append(done / total_prose)
        done += value
    page["block_vocabulary"] = [
        shared(line, vocabulary, weights, own=int(start <= i < end)) for i, line in enumerate(content)
    ]
    page |= levels(lines, prose, total_prose)
    page["since_date"] = since(columns["date_line"])
    page["since_byline"] = since(columns["byline_shape"])
    page["block_since_date"] = [page["since_date"][start] if start < n else 99.0] * n
    page["section_open"] = sections(columns["section"], prose, total_prose)
    page["marker_run"] = runs(columns["list_marker"])
    page["short_run"] = runs([float(w < 12 and not s) for w, s in zip(words, columns["sentence_end"], strict=True)])
    return page
