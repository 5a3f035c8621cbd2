"""A gallery's insides as bytes and back, to be sealed; nothing here runs what it reads.

Layout: 8 bytes with the length of a JSON document, the document, then the arrays it lists, one
after another.
"""

import json
from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

Arrays = dict[str, NDArray[Any]]

_LENGTH = 8
_KINDS = {
    np.dtype(kind).str: np.dtype(kind)
    for kind in (np.int8, np.int32, np.int64, np.uint32, np.uint64, np.float32)
}


def packed(facts: dict[str, Any], arrays: Arrays) -> Iterator[bytes | memoryview]:
    """The bytes, in parts.

    Args:
        facts: what JSON can hold.
    """
    listed = [[name, array.dtype.str, *array.shape] for name, array in arrays.items()]
    document = json.dumps({"facts": facts, "arrays": listed}).encode()
    yield len(document).to_bytes(_LENGTH, "little")
    yield document
    for array in arrays.values():
        yield np.ascontiguousarray(array).reshape(-1).view(np.uint8).data


def unpacked(body: memoryview) -> tuple[dict[str, Any], Arrays]:
    """The facts, and the arrays as views of `body`.

    Raises:
        ValueError, KeyError, TypeError: these are not the bytes of `packed`.
    """
    start = _LENGTH + int.from_bytes(body[:_LENGTH], "little")
    document = json.loads(bytes(body[_LENGTH:start]))
    arrays = {}
    for name, kind, *shape in document["arrays"]:
        count = int(np.prod(shape, dtype=np.int64))
        end = start + count * _KINDS[kind].itemsize
        arrays[name] = np.frombuffer(body[start:end], _KINDS[kind]).reshape(shape)
        start = end
    if start != len(body):
        raise ValueError("bytes are left over")
    return document["facts"], arrays
