"""An object store for the tests of remote folders."""

from collections.abc import Iterator
from typing import Any

import pytest

from news_pipeline_tests.storage.object_store import bucket, object_store


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The store's address."""
    with object_store() as address:
        yield address


@pytest.fixture
def store(server: str, request: pytest.FixtureRequest) -> Iterator[Any]:
    """A client of the store, with the bucket of the module's ADDRESS, empty."""
    with bucket(server, request.module.ADDRESS.split("/")[2]) as client:
        yield client
