"""Puts a file of an author in its place anew: whole, or not at all.

The only part of `deck` that writes. The new bytes go into a file beside the old one, which then
takes its name in one step: a reader, or a computer that stops meanwhile, meets the old or the new
file and never a half of one. A symbolic link stays a link, and the file it leads to is replaced.
Of a file with several hard links only this name gets the new bytes.
"""

from __future__ import annotations

import errno
import os
import stat
import tempfile
from contextlib import suppress
from pathlib import Path

_PREFIX = ".quizapp-"


class ChangedMeanwhile(OSError):
    """The file no longer holds what the change was made for; nothing was written."""


def replace(path: Path, before: bytes, after: bytes) -> None:
    """Write `after` to a file that holds `before`, with the same rights and, if we may, the same owner.

    Raises `ChangedMeanwhile` if the file holds anything else, and OSError if it cannot be read or
    written; `strerror` says why in words, and the file is then as it was.
    """
    target = path.resolve(strict=True)
    status = target.stat()
    if not stat.S_ISREG(status.st_mode):
        raise OSError(errno.EINVAL, "it is no ordinary file", str(path))
    # Renaming asks only for rights on the folder; a file that is kept from writing is meant to be.
    if not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
    _expect(target, before, path)
    handle, name = tempfile.mkstemp(prefix=_PREFIX, dir=target.parent)
    made = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(after)
            stream.flush()
            os.fsync(stream.fileno())
        if hasattr(os, "chown"):
            with suppress(OSError):
                os.chown(made, status.st_uid, status.st_gid)
        # After the owner, whose change takes special rights away.
        made.chmod(stat.S_IMODE(status.st_mode))
        _expect(target, before, path)
        made.replace(target)
    except BaseException:
        made.unlink(missing_ok=True)
        raise
    _settle(target.parent)


def _expect(target: Path, before: bytes, path: Path) -> None:
    """Raise if the file does not hold what it should; of a larger one no more is read than tells so."""
    with target.open("rb") as stream:
        if stream.read(len(before) + 1) != before:
            raise ChangedMeanwhile(errno.EAGAIN, "it was changed meanwhile", str(path))


def _settle(folder: Path) -> None:
    """Make the new name last, where the system lets folders be written through."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
