"""Where an event comes from: its id, its instant and its device."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Stamp:
    """What every event carries, made where clock and randomness are: id, instant, device."""

    id: str
    at: datetime
    device: str


def uuid7(milliseconds: int, entropy: bytes) -> str:
    """A UUID of version 7 (RFC 9562, 5.7) from Unix time and ten random bytes.

    Ids made later sort later, so that (`at`, `id`) orders the events of one device.
    """
    value = (milliseconds & (1 << 48) - 1) << 80 | int.from_bytes(entropy[:10], "big")
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    digits = f"{value:032x}"
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"
