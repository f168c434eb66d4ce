"""The outlet of a plain text by what its furniture calls it."""

import pytest

from news_pipeline_tests.metadata.documents import TITLE, text_of


@pytest.mark.parametrize(
    ("lines", "outlet"),
    [
        (("More from The Telegraph",), "The Telegraph"),
        (("Sign up to The Telegraph's weekly newsletter",), "The Telegraph"),
        (("2025 The Globe and Mail Inc. All rights reserved.",), "The Globe and Mail"),
        (("© Copyright 2024 The Globe and Mail Inc. All rights reserved.",), "The Globe and Mail"),
        ((f"{TITLE} | Daily Maverick",), "Daily Maverick"),
        (("Follow Slate", "Work at Slate"), "Slate"),
        (("Work at Slate",), None),
        (("Contact The National Park Service",), None),
        (("More from The Telegraph", "More from Daily Maverick"), None),
        (("Follow Reuters on every platform", "More from Reuters"), None),
        (("She told The Telegraph that it was over.",), None),
        (("Follow us", "About the harbour"), None),
    ],
)
def test_furniture_names_the_outlet_if_it_names_one(lines, outlet):
    found = text_of(*((line, "navigation") for line in lines))
    assert found.outlet == outlet
    assert (found.outlet_source == "furniture") == (outlet is not None)
