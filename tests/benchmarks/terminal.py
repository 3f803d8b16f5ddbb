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
    """Print the median and range of each row, and its ratio to the row `base`, pair by pair."""
    for name, values in rows.items():
        ratios = [value / other for value, other in zip(values, rows[base], strict=False)]
        ranked = sorted(values)
        p95 = ranked[min(len(ranked) - 1, round(0.95 * len(ranked)))]
        print(
            f"{name:<28} median {median(values):8.1f} {unit}   p95 {p95:8.1f}   min {ranked[0]:8.1f}"
            f"   ratio to {base} {median(ratios):5.2f}"
        )


def python() -> str:
    return sys.executable
