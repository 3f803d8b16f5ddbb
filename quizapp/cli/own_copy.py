"""A shipped course that was copied for its learner to edit: it stays only if that was done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class OwnCopy:
    """Where the course came from, and where its copy is: two folders, or two files."""

    original: Path
    copy: Path

    def settle(self) -> bool:
        """Remove the copy if it says what the original says; whether it is still there."""
        import shutil

        try:
            if not self._same():
                return True
            if self.copy.is_dir():
                shutil.rmtree(self.copy)
            else:
                self.copy.unlink()
        except OSError:
            return self.copy.exists()
        return False

    def _same(self) -> bool:
        """Whether every file of the copy is one of the original, byte for byte."""
        if not self.copy.is_dir():
            return self.copy.read_bytes() == self.original.read_bytes()
        return all(
            (twin := self.original / file.relative_to(self.copy)).is_file()
            and twin.read_bytes() == file.read_bytes()
            for file in self.copy.rglob("*")
            if not file.is_dir()
        )
