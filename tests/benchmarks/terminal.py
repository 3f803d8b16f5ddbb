"""Programs in a real pseudo-terminal, and the time until something is on their screen."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from math import ceil
from pathlib import Path
from statistics import median

ENVIRONMENT = {
    "TERM": "xterm-256color",
    "COLORTERM": "truecolor",
    "LANG": "C.UTF-8",
    "PATH": os.environ["PATH"],
}


class Terminal:
    """A program in a terminal of 80 columns and 24 lines."""

    def __init__(self, arguments: Sequence[str], home: Path) -> None:
        self.started = time.perf_counter()
        self.process, self.handle = pty.fork()
        if self.process == 0:
            os.execve(
                arguments[0], list(arguments), {**ENVIRONMENT, "HOME": str(home), "QUIZAPP_HOME": str(home)}
            )
        fcntl.ioctl(self.handle, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self.seen = b""

    def until(self, marker: str, timeout: float = 20.0) -> float:
        """The moment at which a text is on the wire; what came before it is forgotten."""
        wanted = marker.encode()
        end = time.perf_counter() + timeout
        while wanted not in self.seen:
            if not select.select([self.handle], [], [], max(0.0, end - time.perf_counter()))[0]:
                raise TimeoutError(f"{marker!r} did not appear; the last seen is {self.seen[-300:]!r}")
            self.seen += os.read(self.handle, 65536)
        moment = time.perf_counter()
        self.seen = self.seen.split(wanted, 1)[1]
        return moment

    def press(self, keys: str) -> float:
        """Type keys; returns the moment."""
        moment = time.perf_counter()
        os.write(self.handle, keys.encode())
        return moment

    def settle(self, quiet: float = 0.05) -> None:
        """Read on until nothing has come for a while."""
        while select.select([self.handle], [], [], quiet)[0]:
            self.seen += os.read(self.handle, 65536)

    def peak_memory(self) -> float:
        """The most memory the program has had, in MiB (Linux; 0 elsewhere)."""
        try:
            status = Path(f"/proc/{self.process}/status").read_text()
        except OSError:
            return 0.0
        return next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmHWM"))

    def processor(self) -> float:
        """The seconds of a processor that the program has had so far (Linux; 0 elsewhere)."""
        try:
            tasks = list(Path(f"/proc/{self.process}/task").iterdir())
            return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks) / 1e9
        except OSError:
            return 0.0

    def close(self) -> None:
        os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)
        os.close(self.handle)


@contextmanager
def running(arguments: Sequence[str], home: Path) -> Iterator[Terminal]:
    terminal = Terminal(arguments, home)
    try:
        yield terminal
    finally:
        terminal.close()


def table(rows: dict[str, list[float]], unit: str, base: str) -> None:
    """Print the median, p95 and least of each row, and what they are to those of the row `base`."""
    for name, values in rows.items():
        figures = (median(values), p95(values), min(values))
        bases = (median(rows[base]), p95(rows[base]), min(rows[base]))
        shown = "   ".join(
            f"{word} {figure:8.2f} {unit} {figure / other if other else 0:6.2f} ×"
            for word, figure, other in zip(("median", "p95", "min"), figures, bases, strict=True)
        )
        print(f"{name:<28} {shown}")


def p95(values: list[float]) -> float:
    """The value that 95 of 100 do not exceed."""
    ranked = sorted(values)
    return ranked[max(0, ceil(0.95 * len(ranked)) - 1)]


def python() -> str:
    return sys.executable
