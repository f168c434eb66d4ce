"""Developers' tools: they make the data files that the package ships. Nothing in the package imports them."""
