"""Tells the address of an object store, such as `s3://bucket/folder`, from a path of this machine."""

import re
from pathlib import Path

_ADDRESS = re.compile(r"(?P<scheme>[a-z][a-z0-9+.-]+):/+(?P<rest>[^/:].*)")
"""One slash too: that is what a Path makes of two. A drive of Windows is one letter; paths here begin with a slash."""
_SECRET = re.compile(r"[^/@]*:[^/@]*@|[?&][\w-]*(?:key|secret|token|sig|password)[\w-]*=", re.IGNORECASE)
_OF_THIS_MACHINE = frozenset({"file", "local"})


def remote_address(place: str | Path) -> str | None:
    """The address without a slash at its end; None for a path. Raises ValueError, which quotes nothing of it."""
    found = _ADDRESS.fullmatch(str(place))
    if found is None:
        return None
    if found["scheme"] in _OF_THIS_MACHINE:
        raise ValueError("a folder of this machine is named by its path")
    if _SECRET.search(found["rest"]):
        raise ValueError(
            "keys and passwords must not stand there: give them in the environment, as the store's client takes them"
        )
    return f"{found['scheme']}://{found['rest'].rstrip('/')}"
