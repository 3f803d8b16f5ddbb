"""The frames of a write-ahead log (sqlite.org/fileformat2.html, 4.1)."""

from __future__ import annotations

from struct import unpack_from

SIZE = 4096
"""Bytes of a page: what SQLite has given every store."""

WAL_HEADER = 32
FRAME = 24 + SIZE
"""Bytes of a frame: its header, and a page."""


def frames(wal: bytes) -> int:
    """How many whole frames a write-ahead log has of its present round: those that carry its own salt.
    All, if its header is damaged. Older rounds, which SQLite overwrites bit by bit, were copied to the
    file before."""
    whole = max(0, (len(wal) - WAL_HEADER) // FRAME)
    salt = wal[16:24]
    own = 0
    for number in range(whole):
        start = WAL_HEADER + number * FRAME
        if wal[start + 8 : start + 16] == salt:
            own = number + 1
    return own or whole


def are_sound(wal: bytes) -> bool:
    """Whether all these frames are as they were written. SQLite leaves out some of them even so: those of a
    step that was never finished, as when a program is killed within it."""
    order = ">" if unpack_from(">I", wal)[0] & 1 else "<"
    sums = unpack_from(">2I", wal, 24)
    for number in range(frames(wal)):
        start = WAL_HEADER + number * FRAME
        sums = _checksum(wal[start : start + 8] + wal[start + 24 : start + FRAME], order, *sums)
        if wal[start + 8 : start + 16] != wal[16:24] or sums != unpack_from(">2I", wal, start + 16):
            return False
    return True


def _checksum(data: bytes, order: str, first: int, second: int) -> tuple[int, int]:
    """The checksum of the file format (4.2), which goes on from that of what stands before."""
    words = unpack_from(f"{order}{len(data) // 4}I", data)
    for even, odd in zip(words[::2], words[1::2], strict=True):
        first = (first + even + second) & 0xFFFFFFFF
        second = (second + odd + first) & 0xFFFFFFFF
    return first, second
