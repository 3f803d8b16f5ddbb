"""Runs commands in tests, in a home of their own."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from quizapp.cli.main import main

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


@dataclass
class Shell:
    """Where a learner types commands. `home` is QUIZAPP_HOME."""

    home: Path
    capture: pytest.CaptureFixture[str]

    def run(self, *arguments: str) -> tuple[int, str, str]:
        """Exit status, standard output and standard error."""
        self.capture.readouterr()
        try:
            status = main(arguments)
        except SystemExit as stop:
            status = int(stop.code or 0)
        out, err = self.capture.readouterr()
        return status, out, err

    def json(self, *arguments: str) -> Any:
        status, out, err = self.run(*arguments)
        assert status in (0, 1), err
        return json.loads(out)
