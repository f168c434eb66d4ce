"""Tells the address of an object store, such as `s3://bucket/folder`, from a path of this machine."""

import re
from pathlib import Path

_ADDRESS = re.compile(r"(?P<scheme>[a-z][a-z0-9+.-]+):/+(?P<rest>[^/:].*)")
"""One slash too: that is what a Path makes of two. A drive of Windows is one letter; paths here begin with a slash."""
_PART = re.compile("[?&]")
_SECRETS = ("key", "secret", "token", "sig", "password")
"""In the name of a part of a query."""
_OF_THIS_MACHINE = frozenset({"file", "local"})


def remote_address(place: str | Path) -> str | None:
    """The address without a slash at its end; None for a path. Raises ValueError, which quotes nothing of it."""
    found = _ADDRESS.fullmatch(str(place))
    if found is None:
        return None
    if found["scheme"] in _OF_THIS_MACHINE:
        raise ValueError("a folder of this machine is named by its path")
    if _has_secret(found["rest"]):
        raise ValueError(
            "keys and passwords must not stand there: give them in the environment, as the store's client takes them"
        )
    return f"{found['scheme']}://{found['rest'].rstrip('/')}"


def _has_secret(rest: str) -> bool:
    """Whether it holds `user:password@`, or a part of a query that is named like a key."""
    users = (step.rpartition("@")[0] for step in rest.split("/"))
    named = (part.partition("=") for part in _PART.split(rest.lower())[1:])
    return any(":" in user for user in users) or any(
        sign and any(word in name for word in _SECRETS) for name, sign, _ in named
    )
