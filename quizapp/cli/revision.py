"""Decks as they were in a git revision, put into a folder so that they can be read like any others."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from quizapp.deck.library import ENDINGS
from quizapp.deck.source_text import MAX_BYTES
from quizapp.deck.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST_FILES = 5000
_MOST_BYTES = 100_000_000
_FILES = (b"100644", b"100755")
"""The modes of regular files; links and submodules are left out."""
_GIT = "git"


class NoRevision(Exception):
    """What was named cannot be had from git; the message is a sentence that says why."""


@dataclass(frozen=True, slots=True)
class Checkout:
    """The deck files of a revision below `base`; `path` is the file or folder that was meant."""

    base: Path
    path: Path


@dataclass(frozen=True, slots=True)
class _Blob:
    id: str
    size: int
    path: PurePosixPath


def check_out(name: str, into: Path) -> Checkout:
    """Write the deck files that `REVISION` or `REVISION:PATH` names into the folder `into`.

    A revision alone means the current folder as it was then. PATH counts from the top of the
    repository, as in git, or from the current folder where there is no such path or it begins with
    `./`. Raises NoRevision.
    """
    revision, colon, wanted = name.partition(":")
    if revision.startswith("-") or not revision or "\0" in name:
        raise NoRevision(f"{clean(name)} is no file, no folder and no git revision.")
    if shutil.which(_GIT) is None:
        raise NoRevision(f"{clean(name)} is no file or folder, and git is not installed.")
    top = _ask("rev-parse", "--show-toplevel")
    if top is None:
        raise NoRevision(f"{clean(name)} is no file or folder, and this folder is in no git repository.")
    tree = _ask("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{tree}}")
    if tree is None:
        raise NoRevision(f"{clean(name)} is no file, no folder and no git revision.")
    prefix = PurePosixPath(_ask("rev-parse", "--show-prefix") or ".")
    blobs = list(_blobs(tree))
    meant = _meant(wanted, prefix, blobs) if colon else prefix
    if meant is None:
        raise NoRevision(f"There is no file or folder {clean(wanted)} in {clean(revision)}.")
    # The course of a single file is read with it.
    around = meant.parent if any(blob.path == meant for blob in blobs) else meant
    # A course without an id is called after its folder.
    base = into / (Path(top).name or "repository")
    chosen = [blob for blob in blobs if blob.path.is_relative_to(around)]
    if len(chosen) > _MOST_FILES or sum(blob.size for blob in chosen) > _MOST_BYTES:
        raise NoRevision(f"There are too many deck files in {clean(name)}. Name one of its folders.")
    (base / meant).parent.mkdir(parents=True, exist_ok=True)
    if around == meant:
        (base / meant).mkdir(exist_ok=True)
    for blob, data in _contents(chosen):
        target = base / blob.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    return Checkout(base, base / meant)


def _meant(wanted: str, prefix: PurePosixPath, blobs: list[_Blob]) -> PurePosixPath | None:
    """The path that was named, if there are deck files at it or below it."""
    for start in (prefix,) if wanted.startswith("./") else (PurePosixPath("."), prefix):
        path = PurePosixPath(os.path.normpath(start / wanted))
        if any(blob.path.is_relative_to(path) for blob in blobs):
            return path
    return None


def _blobs(tree: str) -> Iterator[_Blob]:
    """The regular deck files of a tree that a reader would open, with paths that lead nowhere else."""
    listed = _run("ls-tree", "-r", "-z", "-l", "--full-tree", tree)
    for entry in (listed or b"").split(b"\0"):
        about, _, name = entry.partition(b"\t")
        mode, kind, id, size = (about.split() + [b""] * 4)[:4]
        path = PurePosixPath(os.fsdecode(name))
        if (
            kind == b"blob"
            and mode in _FILES
            and size.isdigit()
            and path.name.endswith(ENDINGS)
            and not path.is_absolute()
            and not any(part.startswith(".") or "\\" in part for part in path.parts)
        ):
            yield _Blob(id.decode("ascii"), int(size), path)


def _contents(blobs: list[_Blob]) -> Iterator[tuple[_Blob, bytes]]:
    """Each file with its bytes. One that is too large to be read has as many as show that it is."""
    small = [blob for blob in blobs if blob.size <= MAX_BYTES]
    data = _run("cat-file", "--batch", given="".join(f"{blob.id}\n" for blob in small).encode())
    at = 0
    for blob in small if data else ():
        assert data is not None
        end = data.index(b"\n", at)
        if data[at:end].split()[1:2] != [b"blob"]:
            at = end + 1
            continue
        yield blob, data[end + 1 : end + 1 + blob.size]
        at = end + 1 + blob.size + 1
    for blob in blobs:
        if blob.size > MAX_BYTES:
            yield blob, b"#" * (MAX_BYTES + 1)


def _ask(*arguments: str) -> str | None:
    """What git answers in one line; None if it refuses."""
    answer = _run(*arguments)
    return None if answer is None else os.fsdecode(answer).rstrip("\n")


def _run(*arguments: str, given: bytes = b"") -> bytes | None:
    """The output of a git command that only reads; None if it fails. No shell, and nothing is fetched."""
    environ = os.environ | {"GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0"}
    try:
        done = subprocess.run(
            (_GIT, "--no-pager", *arguments), input=given, capture_output=True, check=False, env=environ
        )
    except (OSError, ValueError):
        return None
    return done.stdout if done.returncode == 0 else None
