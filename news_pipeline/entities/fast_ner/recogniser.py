"""Puts network and decoder together from the weights of a spaCy pipeline, and compares the whole with spaCy."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
from threadpoolctl import ThreadpoolController

from news_pipeline.entities.fast_ner.decoder import Decoder, Floats, Numbers, Weights, Words
from news_pipeline.entities.fast_ner.network import PADDING, Convolution, Form, WordRows, token_vectors
from news_pipeline.entities.fast_ner.sentences import SENTENCES

Found = tuple[int, int, str]
"""First character, character after the last, label."""
ROWS_TOGETHER = 1024
"""Words and padding that go through the network at once: 1.2 MB a layer, which fits into a processor's cache."""
ROWS_LOOKED_UP = 16 * ROWS_TOGETHER
"""Those whose rows are looked up at once: 1,000 words nearly always hold a new form, and spaCy's layers cost as much
for one as for a hundred."""
TOKENIZER_CACHE = 100_000
"""Written forms whose tokens spaCy keeps; its own default is 10,000."""
_ATTRIBUTES = ["ORTH", "NORM", "IDX", "LENGTH", "IS_SPACE"]


class UnknownModelError(Exception):
    """The pipeline is not as this package knows it, or finds other entities in a sentence. The message says which."""


class FastRecogniser:
    """Entities of texts, as the pipeline's `nlp.pipe` finds them."""

    def __init__(self, pipeline: Any) -> None:
        """Raises UnknownModelError: it is not as this package knows it, or finds other entities in a sentence."""
        self._pipeline = pipeline
        self._blas = ThreadpoolController().select(user_api="blas")
        try:
            self._read()
            pipeline.tokenizer.max_cache_size = TOKENIZER_CACHE
            self._compare()
        except (AttributeError, LookupError, TypeError, ValueError) as error:
            raise UnknownModelError(f"its weights are not as expected ({error})") from error

    def find(self, texts: Sequence[str]) -> Iterator[list[Found]]:
        """The entities of each text, in order. One BLAS thread: the workers themselves are the parallelism."""
        documents = (self._pipeline.make_doc(text).to_array(_ATTRIBUTES) for text in texts)
        for some in _portions(documents, ROWS_LOOKED_UP):
            orth, norm, *_ = np.concatenate(some).T
            with self._blas.limit(limits=1):
                places = self._rows.places_of(list(zip(orth.tolist(), norm.tolist(), strict=True)))
            first = 0
            for few in _portions(some, ROWS_TOGETHER):
                end = first + sum(map(len, few))
                yield from self._find_together(few, places[first:end])
                first = end

    def _find_together(self, documents: Sequence[Any], places: Numbers) -> list[list[Found]]:
        """The entities of documents, given as their attributes and as the places of their words' rows."""
        lengths = [len(document) for document in documents]
        found: list[list[Found]] = [[] for _ in documents]
        if not sum(lengths):
            return found
        _, _, start, length, is_space = np.concatenate(documents).T
        ends = np.cumsum(lengths)
        is_last = np.zeros(len(start), dtype=np.bool_)
        is_last[ends[np.array(lengths) > 0] - 1] = True
        with self._blas.limit(limits=1):
            rows = self._rows.at(places)
            vectors = token_vectors(rows, lengths, self._layers) @ self._projection + self._projection_bias
            entities = self._decoder.entities(Words(vectors, is_space.astype(np.bool_), is_last))
        firsts = np.array([entity.first for entity in entities], dtype=np.intp)
        lasts = np.array([entity.end for entity in entities], dtype=np.intp) - 1
        texts = np.searchsorted(ends, firsts, side="right").tolist()
        starts, stops = start[firsts].tolist(), (start[lasts] + length[lasts]).tolist()
        for text, begin, stop, entity in zip(texts, starts, stops, entities, strict=True):
            found[text].append((begin, stop, entity.label))
        return found

    def _read(self) -> None:
        """Weights and moves."""
        recogniser = self._pipeline.get_pipe("ner")
        model, moves = recogniser.model, recogniser.moves
        names = [moves.get_class_name(number) for number in range(moves.n_moves)]
        _expect("components", self._pipeline.pipe_names, ["ner"])
        _expect("beam", recogniser.cfg["beam_width"], 1)
        _expect("classes that training never saw", model.attrs["unseen_classes"], set())
        _expect("a layer for the scores", model.attrs["has_upper"], wanted=True)
        words_to_hidden, state, scores = model.get_ref("tok2vec"), model.get_ref("lower"), model.get_ref("upper")
        words_to_vectors, _, projection = words_to_hidden.layers
        embed, encode = words_to_vectors.layers
        width = embed.get_dim("nO")
        features = embed.layers[0].layers[0].layers[0]
        _expect("features of a word", features.attrs["columns"], ["NORM", "PREFIX", "SUFFIX", "SHAPE"])
        _expect("key of the word vectors", embed.layers[0].layers[1].attrs["key_attr"], "ORTH")
        _expect("padding", encode.attrs["pad"], PADDING)
        _expect("state features", state.get_dim("nF"), 3)
        _expect("pieces of the state", state.get_dim("nP"), 2)
        self._rows = WordRows(self._compute_rows, width)
        self._embed = embed
        self._layers = [_convolution(residual, width) for residual in encode.layers[0].layers]
        _expect("convolutions", len(self._layers), PADDING)
        self._projection = np.ascontiguousarray(projection.get_param("W").T)
        self._projection_bias = projection.get_param("b")
        missing = state.get_param("pad")[0]
        of_state = (state.get_param("W"), missing, state.get_param("b"))
        self._decoder = Decoder(Weights(*of_state, scores.get_param("W"), scores.get_param("b")), names)

    def _compute_rows(self, forms: Sequence[Form]) -> Floats:
        """By spaCy's own layers, on a made-up text of these words."""
        from spacy.tokens import Doc  # noqa: PLC0415 - only a process that tags pays for it

        strings = self._pipeline.vocab.strings
        document = Doc(self._pipeline.vocab, words=[strings[orth] for orth, _ in forms])
        for token, (_, norm) in zip(document, forms, strict=True):
            if token.norm != norm:
                token.norm_ = strings[norm]
        [rows] = self._embed.predict([document])
        return np.asarray(rows, dtype=np.float32)

    def _compare(self) -> None:
        """Raises UnknownModelError at the first sentence that has other entities than by spaCy."""
        plain = self._pipeline.pipe(SENTENCES)
        for sentence, found, document in zip(SENTENCES, self.find(SENTENCES), plain, strict=True):
            wanted = [(entity.start_char, entity.end_char, entity.label_) for entity in document.ents]
            _expect(f"entities of {sentence!r}", found, wanted)


def _portions(documents: Iterable[Any], rows: int) -> Iterator[list[Any]]:
    """The documents in turn, in portions of about so many words and padding; the last one may be small."""
    waiting: list[Any] = []
    held = 0
    for document in documents:
        waiting.append(document)
        held += len(document) + PADDING
        if held >= rows:
            yield waiting
            waiting, held = [], 0
    if waiting:
        yield waiting


def _convolution(residual: Any, width: int) -> Convolution:
    window, mixing = residual.layers[0].layers
    maxout, norm = mixing.layers[0].layers
    _expect("layer", residual.name, "residual(expand_window>>maxout>>layernorm>>dropout)")
    _expect("neighbours", window.attrs["window_size"], 1)
    _expect("weights of a convolution", maxout.get_param("W").shape, (width, 3, 3 * width))
    return Convolution.of(maxout.get_param("W"), maxout.get_param("b"), norm.get_param("G"), norm.get_param("b"))


def _expect(what: str, found: object, wanted: object) -> None:
    if found != wanted:
        raise UnknownModelError(f"{what}: {found}, not {wanted}")
