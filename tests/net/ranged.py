"""A large file, and a server that sends parts of it."""

BODY = bytes(range(256)) * 4096  # 1 MiB in which each place can be told from its neighbours
TAG = '"v1"'


def ranged(body=BODY, tag=TAG, *, until=None):
    """A server that knows ranges; with `until`, the line is cut after so many bytes of it."""

    def script(wire):
        start, status, extra = 0, b"200 OK", b""
        asked = wire.seen.header("Range")
        if asked and wire.seen.header("If-Range") in (None, tag):
            start = int(asked.removeprefix("bytes=").removesuffix("-"))
            status = b"206 Partial Content"
            extra = b"Content-Range: bytes %d-%d/%d\r\n" % (start, len(body) - 1, len(body))
        wire.send(
            b"HTTP/1.1 %s\r\nContent-Length: %d\r\nETag: %s\r\n%s\r\n"
            % (status, len(body) - start, tag.encode(), extra)
        )
        wire.send(body[start:until])
        if until:
            wire.hang_up()

    return script
