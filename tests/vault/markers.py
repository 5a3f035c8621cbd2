"""What must not stand in the clear in any file."""

from tests.vault.filled import MARKER, PASSPHRASE, PICTURE, template, vector

PIECE_BYTES = 16


def markers():
    """Words, addresses, pictures, hashes and vectors as they would stand in a plain file."""
    yield from (MARKER.encode(), MARKER.encode("utf-16-le"), PASSPHRASE.encode())
    yield from (PICTURE.encode()[:PIECE_BYTES], bytes.fromhex(PICTURE)[:PIECE_BYTES])
    yield template().photo_sha256.encode()
    for seed in (1, 2):
        for stored in (vector(seed).tobytes(), vector(seed).astype(">f4").tobytes()):
            yield stored[:PIECE_BYTES]
            yield stored[-PIECE_BYTES:]
    yield b"CREATE TABLE"
    yield b"SQLite format"


def found_in(folder):
    """(file, marker) for each marker in any file below `folder`."""
    return [
        (path.name, marker)
        for path in folder.rglob("*")
        if path.is_file()
        for marker in markers()
        if marker.lower() in path.read_bytes().lower()
    ]
