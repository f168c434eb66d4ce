"""Garbage is collected again after modules are loaded, also where one of them cannot be."""

import gc

import pytest

from news_pipeline.cli.loading import modules_loaded_at_once


def test_nothing_is_collected_meanwhile_and_nothing_of_it_afterwards() -> None:
    with modules_loaded_at_once():
        assert not gc.isenabled()
        loaded: list[list[int]] = [[]]
    assert gc.isenabled()
    assert not any(each is loaded for each in gc.get_objects())
    gc.unfreeze()
    assert any(each is loaded for each in gc.get_objects())


def test_a_module_that_cannot_be_loaded_leaves_collections_on() -> None:
    with pytest.raises(ImportError), modules_loaded_at_once():
        raise ImportError
    assert gc.isenabled()
    gc.unfreeze()
