"""The language model gives the answers of py3langid, whose tables it asks in another way."""

import random
from collections import Counter
from functools import cache

import numpy as np
import pytest
from py3langid.langid import MODEL_FILE, LanguageIdentifier, visit_counts

from news_pipeline.metadata.language_model import LONGEST, classify, language_model, states
from news_pipeline.shared.word_tables import word_table

SENTENCES = {
    "en": "The council voted on Tuesday to rebuild the old harbour wall, which a storm broke in January.",
    "de": "Der Rat beschloss am Dienstag, die alte Hafenmauer wieder aufzubauen, die ein Sturm im Januar zerbrach.",
    "fr": "Le conseil a voté mardi la reconstruction du vieux mur du port, qu'une tempête a brisé en janvier.",
    "ru": "Совет проголосовал во вторник за восстановление старой стены гавани, разрушенной бурей в январе.",
    "el": "Το συμβούλιο ψήφισε την Τρίτη να ξαναχτίσει το παλιό τείχος του λιμανιού που έσπασε η καταιγίδα.",
    "ar": "صوت المجلس يوم الثلاثاء على إعادة بناء جدار الميناء القديم الذي كسرته عاصفة في يناير",
    "hi": "परिषद ने मंगलवार को पुरानी बंदरगाह की दीवार को फिर से बनाने के लिए मतदान किया जिसे जनवरी में तूफान ने तोड़ दिया था",
    "ja": "市議会は火曜日、一月の嵐で壊れた古い港の壁を再建することを決めた。",
    "zh": "市议会周二投票决定重建一月份被暴风雨摧毁的旧港口墙。",
    "ko": "시의회는 화요일에 1월 폭풍으로 무너진 오래된 항구 벽을 재건하기로 의결했다.",
}
ODD = (
    "",
    " ",
    "1",
    "é",
    "e\u0301",
    "\ud800 lone",
    "WHOLLY IN CAPITALS, AS SOME HEADLINES ARE",
    "x" * 3000,
    "\0\0",
    "😀😀😀",
)


@cache
def library():
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def words_of_calendars():
    """A text of each language's names of months and weekdays."""
    texts = {}
    for row in word_table("news_pipeline.shared", "calendar_names.csv"):
        texts.setdefault(row["language"], []).append(row["name"])
    return [" ".join(words) for words in texts.values()]


def mixed_texts(count=300):
    """Pieces of sentences in several languages, of any length, and random bytes that are text."""
    chance = random.Random(7)  # noqa: S311
    whole = " ".join(SENTENCES.values())
    for _ in range(count):
        start = chance.randrange(len(whole))
        yield whole[start : start + chance.randrange(1, 400)]
        yield chance.randbytes(chance.randrange(1, 40)).decode("utf-8", "replace")


@pytest.mark.parametrize("language", SENTENCES)
def test_languages_are_told(language):
    assert classify(language_model(), SENTENCES[language])[0] == language


def test_the_answers_are_those_of_the_library():
    texts = [*SENTENCES.values(), *ODD, *words_of_calendars(), *mixed_texts()]
    assert len(texts) > 700
    differing = [text for text in texts if classify(language_model(), text) != library().classify(text)]
    assert not differing


def test_a_text_without_any_known_sequence_has_all_languages_alike():
    assert classify(language_model(), "")[1] < 0.02


def test_the_automaton_is_walked_as_the_library_does():
    model, found = language_model(), library()
    for text in [*SENTENCES.values(), *ODD]:
        data = text.encode("utf-8", "surrogatepass")
        ended = model.outputs[states(model, data)]
        counts = visit_counts(found.tk_nextmove, found._rowbase, found.tk_output, data) or {}
        assert Counter(ended[ended >= 0].tolist()) == counts


def test_no_state_is_deeper_than_the_bytes_that_are_walked():
    """Each state stands for the longest end of what was read that begins a sequence: its way from the root is it."""
    model = language_model()
    rows, row = model.moves.reshape(-1, 256), model.starts >> 8
    seen, last = np.zeros(len(row), bool), np.array([0])
    depth = -1
    while len(last):
        seen[last] = True
        reached = np.zeros(len(row), bool)
        reached[rows[row[last]]] = True
        last = np.flatnonzero(reached & ~seen)
        depth += 1
    assert (depth, seen.all()) == (LONGEST, True)
