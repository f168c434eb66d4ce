"""Hashes that identify things: the same on all machines, Python versions and library versions."""

from hashlib import blake2b


def digest(*parts: str | bytes) -> str:
    """32 hexadecimal digits (128 bits) of BLAKE2b over the parts, each preceded by its length (RFC 7693)."""
    return _hasher(parts, size=16).hexdigest()


def digest64(*parts: str | bytes) -> int:
    """The same as an unsigned 64-bit number, for columns of type UBIGINT."""
    return int.from_bytes(_hasher(parts, size=8).digest(), "big")


def _hasher(parts: tuple[str | bytes, ...], size: int) -> blake2b:
    hasher = blake2b(digest_size=size)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        hasher.update(len(data).to_bytes(8, "big"))
        hasher.update(data)
    return hasher
