"""Builds WARC records, HTTP messages and gzip members."""

import gzip

HTML = b"Content-Type: text/html; charset=utf-8\r\n"


def http(body: bytes, headers: bytes = HTML, status: str = "200 OK") -> bytes:
    return b"HTTP/1.1 %s\r\n%s\r\n%s" % (status.encode(), headers, body)


def record(
    block: bytes,
    url: str = "https://a.example/1",
    *,
    kind: str = "response",
    content_type: str = "application/http; msgtype=response",
    length: object = None,
    extra: str = "",
) -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2022-01-08T14:05:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:1>\r\nContent-Type: {content_type}\r\n{extra}"
        f"Content-Length: {len(block) if length is None else length}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def page(text: str, **options: object) -> bytes:
    return record(http(f"<p>{text}</p>".encode()), **options)  # type: ignore[arg-type]


def members(*records: bytes) -> list[bytes]:
    return [gzip.compress(each, mtime=0) for each in records]
