"""Ports of this machine for servers of tests."""

import socket


def free_port() -> int:
    """A port of the loopback interface that nothing listened at a moment ago."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
