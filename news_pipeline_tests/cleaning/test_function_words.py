"""The language of a page by its function words."""

import pytest

from news_pipeline.cleaning.function_words import language_of


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The light is on and the sea is calm but they are not at home", "en"),
        ("Das Licht ist an und die See ist ruhig, aber sie sind nicht zu Hause", "de"),
        ("この灯台は十一年ぶりに点灯されることになった。", "ja"),
        ("등대는 11년 만에 다시 불을 밝힌다고 항만청이 밝혔다", "ko"),
        ("Маяк снова будет гореть, и это не всё, что он сказал", "ru"),
    ],
)
def test_the_language_of_the_function_words(text, code):
    assert language_of([text]) == code
