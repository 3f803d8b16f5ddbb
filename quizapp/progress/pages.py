"""The rows of a log as they stand in the bytes of a database file and its write-ahead log.

For files that SQLite itself does not read any more: only what is needed of its file format is known
here (sqlite.org/fileformat2.html: 1.6 pages of tables, 2.1 records, 4.1 write-ahead log).
"""

from __future__ import annotations

import json
import re
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from quizapp.progress.frames import FRAME, SIZE, WAL_HEADER

if TYPE_CHECKING:
    from collections.abc import Iterator
    from mmap import mmap

    Bytes = bytes | mmap

_LEAF = 0x0D
_BEGIN = b'{"type":"'
_BODY = re.compile(re.escape(_BEGIN))
_LENGTHS = (8 << 10, 1 << 20)
"""How many bytes a body may take: nearly every one, and the longest."""


@dataclass(frozen=True)
class Image:
    """A file and its write-ahead log (b"" for none), from the frame `first` on."""

    file: Bytes
    wal: Bytes = b""
    first: int = 0

    def rows(self) -> Iterator[tuple[int, bytes, str]]:
        """What rows hold that may be the body of an event, with their numbers and what stands before it;
        long ones are put together from their overflow pages. Much comes several times."""
        for start in range(0, len(self.file), SIZE):
            yield from self._rows(self.file[start : start + SIZE])
        for start in self._frames:
            yield from self._rows(self.wal[start + FRAME - SIZE : start + FRAME])

    def texts(self) -> Iterator[str]:
        """What may be a body and stands anywhere in the bytes, whatever became of the pages around."""
        yield from texts(self.file)
        for start in self._frames:
            yield from texts(self.wal[start + FRAME - SIZE : start + FRAME])

    @cached_property
    def _frames(self) -> range:
        return range(WAL_HEADER + self.first * FRAME, len(self.wal), FRAME)

    @cached_property
    def _latest(self) -> dict[int, int]:
        """Where in the write-ahead log the latest version of a page begins."""
        return {_number(self.wal, start, 4): start + FRAME - SIZE for start in self._frames}

    def _page(self, number: int) -> bytes:
        start = self._latest.get(number)
        if start is not None:
            return self.wal[start : start + SIZE]
        return self.file[(number - 1) * SIZE : number * SIZE] if number > 0 else b""

    def _rows(self, page: bytes) -> Iterator[tuple[int, bytes, str]]:
        if len(page) < SIZE or page[0] != _LEAF:  # the first page, of the schema, has another header
            return
        for cell in range(min(_number(page, 3, 2), SIZE // 2)):
            with suppress(IndexError):
                number, record = self._record(page, _number(page, 8 + 2 * cell, 2))
                at = record.find(_BEGIN)
                if at >= 0:  # it is the last column
                    yield number, record[:at], record[at:].decode("latin-1")

    def _record(self, page: bytes, at: int) -> tuple[int, bytes]:
        """The number of a cell, and its record as far as its overflow pages can be followed."""
        length, at = _varint(page, at)
        number, at = _varint(page, at)
        most, least = SIZE - 35, (SIZE - 12) * 32 // 255 - 23
        if length <= most:
            return number, page[at : at + length]
        if length > _LENGTHS[-1]:
            return number, b""
        local = least + (length - least) % (SIZE - 4)
        local = local if local <= most else least
        parts, following = [page[at : at + local]], _number(page, at + local, 4)
        for _ in range(length // (SIZE - 4) + 1):
            if not following:
                break
            over = self._page(following)
            parts.append(over[4:])
            following = _number(over, 0, 4)
        return number, b"".join(parts)[:length]


def texts(view: Bytes) -> Iterator[str]:
    """JSON objects that begin as bodies do, wherever they stand whole in some bytes."""
    decoder = json.JSONDecoder()
    for match in _BODY.finditer(view):
        start = match.start()
        for length in _LENGTHS:
            text = view[start : start + length].decode("latin-1")
            with suppress(ValueError, RecursionError):
                _, end = decoder.raw_decode(text)
                yield text[:end]
                break


def _number(view: Bytes, at: int, size: int) -> int:
    return int.from_bytes(view[at : at + size], "big")


def _varint(page: bytes, at: int) -> tuple[int, int]:
    """A number of one to nine bytes, and where it ends; raises IndexError at the end of the page."""
    value = 0
    for place in range(8):
        byte = page[at + place]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + place + 1
    return value << 8 | page[at + 8], at + 9
