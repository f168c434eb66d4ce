"""A server on loopback that speaks like S3, and a client of it."""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

import pytest

from news_pipeline.storage import remote_folder

SECRET = "a-secret-that-nobody-tells"  # noqa: S105 made up


@contextmanager
def object_store() -> Iterator[str]:
    """Its address. Skips the test without the packages."""
    pytest.importorskip("s3fs", reason="pip install 'news-pipeline[test]'")
    moto_server = pytest.importorskip("moto.server", reason="pip install 'news-pipeline[test]'")
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    started = moto_server.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    started.start()
    host, port = started.get_host_and_port()
    yield f"http://{host}:{port}"
    started.stop()


@contextmanager
def bucket(server: str, name: str) -> Iterator[Any]:
    """A client, whose credentials are in the environment, with a bucket that goes at the end."""
    given = {"AWS_ENDPOINT_URL": server, "AWS_ACCESS_KEY_ID": "key", "AWS_SECRET_ACCESS_KEY": SECRET}
    with patch.dict(os.environ, {**given, "AWS_DEFAULT_REGION": "us-east-1", "AWS_EC2_METADATA_DISABLED": "true"}):
        remote_folder._store.cache_clear()
        client = remote_folder._store("s3")
        client.mkdir(name)
        yield client
        client.rm(name, recursive=True)
        remote_folder._store.cache_clear()
