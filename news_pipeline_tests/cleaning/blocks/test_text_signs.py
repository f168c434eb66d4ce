"""Signs of all blocks are counted at once as they would be one block after the other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news_pipeline.cleaning.blocks.text_signs import count_signs

BY_SIGN = {
    "signs": ".,;:!?，。、；：！？",
    "figures": "0123456789",
    "capitals": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "spaces": " ",
    "commas": ",、，",
    "bars": "|»›",
}
lines = st.text(st.sampled_from("aZ9 .,;|»。，é、\u00a0"), min_size=1, max_size=20)


@given(st.lists(lines, min_size=1, max_size=8))
def test_each_text_has_its_own_counts(texts: list[str]) -> None:
    counted = count_signs(texts)
    for name, signs in BY_SIGN.items():
        assert counted[name].tolist() == [sum(sign in signs for sign in text) for text in texts]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        pytest.param("The port was closed. Ships waited. Nobody was hurt.", 2, id="the last has no space behind it"),
        pytest.param("Wait... what", 1, id="dots in a row end one"),
        pytest.param("3.5 tonnes", 0, id="a decimal point ends none"),
        pytest.param("港口关闭。船只等待。", 2, id="without spaces"),
    ],
)
def test_sentences_end_at_full_stops(text: str, sentences: int) -> None:
    assert count_signs(["a.", text, " b"])["sentences"].tolist() == [0, sentences, 0]
