"""The fast recogniser finds what spaCy finds, and stands aside where it cannot promise that."""

import warnings
from collections.abc import Iterator, Sequence
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from news_pipeline.entities.fast_ner import network
from news_pipeline.entities.fast_ner.decoder import STEPS_TOGETHER, Decoder, Entity, Weights, Words
from news_pipeline.entities.fast_ner.network import Convolution, WordRows, token_vectors
from news_pipeline.entities.fast_ner.recogniser import ROWS_TOGETHER, FastRecogniser, Found, UnknownModelError
from news_pipeline.entities.tagger import MODEL, UNUSED_COMPONENTS, SpacyTagger, load_tagger
from news_pipeline_tests.entities.small_german import small_german_pipeline

# -- the decoder, against a walk by the rules of spaCy's transition system


class Walk:
    """Moves word by word, as spaCy does: the rules of `BiluoPushDown` for texts without preset entities."""

    def __init__(self, weights: Weights, moves: Sequence[str]) -> None:
        self._weights, self._moves = weights, moves

    def entities(self, words: Words) -> list[Entity]:
        found, opened = [], None
        for here in range(len(words.vectors)):
            move = self._best(here, opened, words)
            if move[0] in "BU":
                opened = (here, move[2:])
            if move[0] in "LU" and opened:
                found.append(Entity(opened[0], here + 1, opened[1]))
                opened = None
        return found

    def _best(self, here: int, opened: tuple[int, str] | None, words: Words) -> str:
        of_words = [here, opened[0], here - 1] if opened else [here, None, None]
        hidden = self._weights.bias + sum(
            self._weights.missing[which] if word is None else self._weights.features[which] @ words.vectors[word]
            for which, word in enumerate(of_words)
        )
        scores = self._weights.scores @ hidden.max(axis=1) + self._weights.score_bias
        allowed = [n for n, move in enumerate(self._moves) if self._may(move, here, opened, words)]
        return self._moves[max(allowed, key=lambda number: (scores[number], -number))]

    @staticmethod
    def _may(move: str, here: int, opened: tuple[int, str] | None, words: Words) -> bool:
        if opened:
            return move[2:] == opened[1] and (move[0] == "L" or (move[0] == "I" and not words.is_last[here]))
        if move[0] == "B":
            return not words.is_last[here] and not words.is_space[here]
        return move == "O" or (move[0] == "U" and move != "U-" and not words.is_space[here])


MOVES = ("B-X", "B-Y", "I-X", "I-Y", "L-X", "L-Y", "U-X", "U-Y", "U-", "O")
FIRST_LAST = ("L-X", "L-Y", "U-X", "O", "U-", "U-Y", "I-Y", "I-X", "B-Y", "B-X")


def made_up(seed: int, lengths: Sequence[int], going_on: float = 0.0) -> tuple[Weights, Words]:
    """Small whole numbers: scores are exact, and equal ones are frequent."""
    random = np.random.default_rng(seed)

    def numbers(*shape: int) -> Any:
        return random.integers(-2, 3, shape).astype(np.float32)

    weights = Weights(numbers(3, 4, 2, 3), numbers(3, 4, 2), numbers(4, 2), numbers(10, 4), numbers(10))
    weights.score_bias[2:4] += going_on
    is_last = np.zeros(sum(lengths), dtype=np.bool_)
    is_last[np.cumsum(lengths) - 1] = True
    return weights, Words(numbers(sum(lengths), 3), random.random(sum(lengths)) < 0.2, is_last)


@pytest.mark.parametrize("moves", [MOVES, FIRST_LAST], ids=["as spaCy orders moves", "the other way round"])
@pytest.mark.parametrize("going_on", [0.0, 3.0, 100.0], ids=["short", "longer", "never ending entities"])
@pytest.mark.parametrize("seed", range(20))
def test_the_decoder_makes_the_moves_of_a_walk(seed: int, going_on: float, moves: Sequence[str]) -> None:
    weights, words = made_up(seed, [1, 7, 1, 40, 2, STEPS_TOGETHER + 1], going_on)
    assert Decoder(weights, moves).entities(words) == Walk(weights, moves).entities(words)


def test_an_entity_longer_than_all_steps_together_is_followed_to_the_end_of_its_text() -> None:
    weights, words = made_up(3, [200], going_on=1000.0)
    [*_, last] = Decoder(weights, MOVES).entities(words)
    assert last.end - last.first > STEPS_TOGETHER


# -- the network


def test_texts_do_not_see_each_other() -> None:
    random = np.random.default_rng(1)
    shapes = ((8, 3, 24), (8, 3), (8,), (8,))
    layers = [Convolution.of(*(random.normal(size=s).astype(np.float32) for s in shapes)) for _ in range(4)]
    texts = [random.normal(size=(length, 8)).astype(np.float32) for length in (3, 0, 1, 12)]
    together = token_vectors(np.concatenate(texts), [len(text) for text in texts], layers)
    alone = [token_vectors(text, [len(text)], layers) for text in texts]
    np.testing.assert_allclose(together, np.concatenate(alone), rtol=1e-4, atol=1e-5)


def test_the_row_of_a_form_is_computed_once_and_kept_until_there_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "MAX_FORMS", 2000)
    computed: list[tuple[int, int]] = []

    def compute(forms: Sequence[tuple[int, int]]) -> Any:
        computed.extend(forms)
        return np.array([[orth, norm] for orth, norm in forms], dtype=np.float32)

    rows = WordRows(compute, 2)
    assert rows.at(rows.places_of([(1, 1), (2, 2), (1, 1), (1, 3)])).tolist() == [[1, 1], [2, 2], [1, 1], [1, 3]]
    assert rows.at(rows.places_of([(2, 2), (1, 3)])).tolist() == [[2, 2], [1, 3]]
    assert computed == [(1, 1), (2, 2), (1, 3)]
    many = [(number, 0) for number in range(1999)]
    assert rows.at(rows.places_of([*many, (2, 2)]))[-1].tolist() == [2, 2]
    assert computed.count((2, 2)) == 2


# -- the whole, against spaCy

ODD_TEXTS = {
    "nothing": "",
    "one space": " ",
    "only white space": " \t \u00a0\u2003  ",
    "one word": "Merkel",
    "a name at the very end": "They met Angela Merkel",
    "white space amid a name": "Angela  \u00a0 Merkel and  New \t York  ",
    "white space at the end": "He flew to Paris   ",
    "normal forms by the tokenizer": "It's let's he'd I'd we've y'all can't cannot gonna 'em o'clock U.S.'s Smith's",
    "one letter a word": "U S A " * 40,
    "one long word": "Donaudampfschifffahrtsgesellschaft" * 60,
    "many names, nothing else": "John Smith Mary Jones Paris London Berlin IBM Apple " * 60,
    "one very long list": ", ".join(f"{n} dollars" for n in range(400)),
    "no word of any language": "qwrtzp 0x1F -- || ### $$$ %%% ~~~ ]]] ((( " * 20,
    "other scripts": "Москва 习近平 Ελλάδα القاهرة กรุงเทพ",
    "signs outside the plane": "\U0001f600\U0001f468\u200d\U0001f469\u200d\U0001f467 Obama \U0001f1fa\U0001f1f8",
    "combining marks": "Zu\u0308rich e\u0301lan Sa\u0303o Paulo",
    "bidirectional marks": "\u200fNetanyahu\u200e met \u202bAbbas\u202c",
    "a table": "Team | P | W | D | L | Pts\tArsenal | 38 | 26 | 12 | 0 | 90",
    "addresses": "See https://example.org/a?b=c#d and mail to someone@example.org, +49 30 12345678",
    "capitals": "UNITED NATIONS SECURITY COUNCIL VOTES ON SYRIA, RUSSIA VETOES, SAYS AMBASSADOR NIKKI HALEY",
    "line signs": "First\u2028Second\u2029Third\x0bFourth\x0cFifth\x85Sixth in Rome",
    "replacement and control": "\ufffd\ufffd Barack \x00 Obama \x07 \ufeffWashington",
}
PIECES: tuple[str, ...] = (
    "Barack",
    "Obama",
    "New",
    "York",
    "the",
    "of",
    "said",
    "  ",
    "\u00a0",
    "$5",
    "million",
    "on",
    "Monday",
    ",",
    ".",
)
PIECES += (
    "'s",
    "U.S.",
    "IBM",
    "Ltd",
    "9:30",
    "12%",
    "\u2014",
    "\u201c",
    "(",
    ")",
    "-",
    "n't",
    "Mr.",
    "\u4e2d",
    "\U0001f600",
    "and",
)


@pytest.fixture(scope="module")
def spacy_pipeline() -> Any:
    import spacy  # noqa: PLC0415 - 1.5 s

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return spacy.load(MODEL, exclude=UNUSED_COMPONENTS)


@pytest.fixture(scope="module")
def recogniser(spacy_pipeline: Any) -> FastRecogniser:
    return FastRecogniser(spacy_pipeline)


def by_spacy(pipeline: Any, texts: Sequence[str]) -> list[list[Found]]:
    return [[(e.start_char, e.end_char, e.label_) for e in document.ents] for document in pipeline.pipe(texts)]


@pytest.mark.parametrize("text", ODD_TEXTS.values(), ids=ODD_TEXTS.keys())
def test_an_odd_text_has_the_entities_that_spacy_finds(
    recogniser: FastRecogniser, spacy_pipeline: Any, text: str
) -> None:
    assert list(recogniser.find([text])) == by_spacy(spacy_pipeline, [text])


def test_odd_texts_together_have_the_same_entities(recogniser: FastRecogniser, spacy_pipeline: Any) -> None:
    texts = [*ODD_TEXTS.values()] * 2
    assert sum(map(len, texts)) > ROWS_TOGETHER
    assert list(recogniser.find(texts)) == by_spacy(spacy_pipeline, texts)


@given(
    st.lists(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=5)), max_size=30).map(" ".join), max_size=5)
)
@hypothesis_settings(max_examples=60, deadline=None)
def test_any_text_has_the_entities_that_spacy_finds(
    recogniser: FastRecogniser, spacy_pipeline: Any, texts: list[str]
) -> None:
    assert list(recogniser.find(texts)) == by_spacy(spacy_pipeline, texts)


# -- where it stands aside


def test_the_pinned_model_is_read_fast() -> None:
    assert load_tagger(MODEL).slow_because == ""


def test_another_pipeline_is_read_by_spacy_and_says_so(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = str(small_german_pipeline(tmp_path_factory.mktemp("models")))
    tagger = SpacyTagger(folder)
    assert tagger.slow_because.startswith(f"{folder} is read by plain spaCy")
    assert [span.label for span in tagger.tag(["Olaf Scholz kam nach Berlin."])[0]] == ["PERSON", "LOC"]


def test_a_pipeline_of_another_shape_is_refused() -> None:
    import spacy  # noqa: PLC0415

    pipeline = spacy.blank("en")
    recogniser: Any = pipeline.add_pipe("ner")
    recogniser.add_label("ORG")
    pipeline.initialize()
    with pytest.raises(UnknownModelError, match="weights are not as expected"):
        FastRecogniser(pipeline)


def test_a_pipeline_that_finds_something_else_is_refused(spacy_pipeline: Any) -> None:
    class Forgetful:
        """The pipeline, but what it finds gets lost."""

        def __getattr__(self, name: str) -> Any:
            return getattr(spacy_pipeline, name)

        def pipe(self, texts: Sequence[str]) -> Iterator[Any]:
            return (SimpleNamespace(ents=()) for _ in texts)

    with pytest.raises(UnknownModelError, match="entities of 'Apple hired Tim Cook"):
        FastRecogniser(Forgetful())
