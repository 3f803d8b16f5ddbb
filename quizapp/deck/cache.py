"""Keeps what was read of decks, so that unchanged files need not be read again.

The key is the content: every byte of every deck file, and the program's own reader. A cache that is
missing, foreign or damaged costs a reading and nothing else.
"""

from __future__ import annotations

import gc
import io
import os
import pickle
from contextlib import suppress
from dataclasses import fields, is_dataclass
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

import quizapp
from quizapp.deck.library import ENDINGS, Library

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_LARGEST = 64_000_000
_FORMAT = 3
_DIGEST = 16
_ROOMS = ("quizapp.deck.",)
_BUILT_IN = {("decimal", "Decimal"), ("builtins", "frozenset"), ("builtins", "set")}


def cached(folders: Iterable[Path], read: Callable[[], Library], cache: Path) -> Library:
    """What `read` makes of the deck files in the folders, from the cache if no byte has changed."""
    key = _fingerprint(folders)
    if key is None:
        return read()
    kept = _kept(cache, key)
    if kept is not None:
        return kept
    library = read()
    _keep(cache, key, library)
    return library


def _fingerprint(folders: Iterable[Path]) -> bytes | None:
    """A hash of all that a reading can depend on; None where something cannot be looked at."""
    digest = blake2b(f"{_FORMAT}/{quizapp.__version__}".encode(), digest_size=32)
    size = 0
    try:
        # A checkout changes without a new version.
        for source in sorted(Path(__file__).parent.rglob("*.py")):
            status = source.stat()
            digest.update(f"{source}/{status.st_mtime_ns}/{status.st_size}".encode())
        for folder in folders:
            for file in _files(folder):
                data = file.read_bytes()
                size += len(data)
                if size > _LARGEST:
                    return None
                digest.update(f"{file}/{len(data)}/".encode("utf-8", "surrogateescape"))
                digest.update(data)
    except OSError:
        return None
    return digest.digest()


def _files(folder: Path) -> Iterable[Path]:
    """The regular deck files below a folder in a fixed order. Raises OSError for anything stranger."""
    if not folder.is_dir():
        return
    for path, folders, files in os.walk(folder, onerror=_refuse):
        folders.sort()
        for name in sorted(files):
            file = Path(path, name)
            if name.endswith(ENDINGS):
                if file.is_symlink() or not file.is_file():
                    raise OSError(f"{file} is no ordinary file")
                yield file


def _refuse(fault: OSError) -> None:
    raise fault


def _kept(cache: Path, key: bytes) -> Library | None:
    try:
        data = cache.read_bytes()
    except OSError:
        return None
    pickled = data[len(key) + _DIGEST :]
    if data[: len(key)] != key or data[len(key) : len(key) + _DIGEST] != _digest(pickled):
        return None
    collecting = gc.isenabled()
    gc.disable()
    try:
        library = _Unpickler(io.BytesIO(pickled)).load()
    except Exception:
        return None
    finally:
        if collecting:
            gc.enable()
    return library if isinstance(library, Library) else None


def _keep(cache: Path, key: bytes, library: Library) -> None:
    unfinished = cache.with_name(f"{cache.name}.{os.getpid()}.part")
    with suppress(OSError):
        cache.parent.mkdir(parents=True, exist_ok=True)
        try:
            buffer = io.BytesIO()
            _Pickler(buffer, protocol=5).dump(library)
            pickled = buffer.getvalue()
            unfinished.write_bytes(key + _digest(pickled) + pickled)
            unfinished.replace(cache)
        finally:
            unfinished.unlink(missing_ok=True)


def _digest(pickled: bytes) -> bytes:
    """By which a damaged cache is told from a sound one."""
    return blake2b(pickled, digest_size=_DIGEST).digest()


class _Pickler(pickle.Pickler):
    """Keeps a dataclass as a call of its class: their own way back sets one field after the other and
    takes four times as long."""

    def reducer_override(self, value: Any) -> Any:
        if is_dataclass(value) and not isinstance(value, type):
            return type(value), tuple(getattr(value, spec.name) for spec in fields(value))
        return NotImplemented


class _Unpickler(pickle.Unpickler):
    """Makes values of the deck's own classes and nothing else, whatever the file says."""

    def find_class(self, module: str, name: str) -> Any:
        # A name may be dotted, and would then lead out of the module by what that imports.
        if "." not in name and (module.startswith(_ROOMS) or (module, name) in _BUILT_IN):
            found = super().find_class(module, name)
            if isinstance(found, type) and found.__module__ == module:
                return found
        raise pickle.UnpicklingError(f"{module}.{name} does not belong in a cache of decks")
