"""Runs a command. Each imports what it needs when it runs, so that all start fast."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from io import TextIOWrapper
from typing import TYPE_CHECKING

from quizapp import __version__

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; returns the exit status. No traceback reaches a user."""
    words = sys.argv[1:] if arguments is None else arguments
    _take_any_letter()
    try:
        try:
            # Most starts are without a word, and need no parser for them.
            return _run_words(words) if words else _open_app()
        finally:
            # What cannot be written is met here, while there is somebody to put it into words.
            if sys.stdout:
                sys.stdout.flush()
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        _stop_writing()
        return 0
    except OSError as fault:
        # Only a stream has no file name.
        return _explain(fault) if fault.filename is not None else _not_written(fault)
    except Exception as fault:
        return _explain(fault)


def _take_any_letter() -> None:
    """Let a letter that the terminal's encoding does not have be shown by its number, and what is said
    to nobody go nowhere: with no standard error output, `print` would take the other one."""
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - for as long as we run
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _stop_writing() -> None:
    """Let go of output that nobody takes; closing stdout would complain of it once more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _not_written(fault: OSError) -> int:
    _stop_writing()
    with suppress(OSError):  # the same disk may take the errors
        print(f"The output could not be written: {fault.strerror or fault}.", file=sys.stderr)
    return 2


def _run_words(words: Sequence[str]) -> int:
    from quizapp.cli.parser import parser

    return _run(parser().parse_args(words))


def _open_app() -> int:
    from quizapp.cli.study import study

    return study(None, plain=False, mode=None)


def _run(arguments: argparse.Namespace) -> int:
    match arguments.command:
        case "check":
            from quizapp.cli.check import check

            return check(arguments)
        case "explain":
            from quizapp.cli.explain import explain

            return explain(arguments)
        case "ids":
            from quizapp.cli.ids import ids

            return ids(arguments)
        case "diff":
            from quizapp.cli.diff import diff

            return diff(arguments)
        case "cards":
            from quizapp.cli.cards import cards

            return cards(arguments)
        case "init":
            from quizapp.cli.init import init

            return init(arguments)
        case "schema":
            from quizapp.cli.schema import schema

            return schema(arguments)
        case "edit":
            from quizapp.cli.edit import edit

            return edit(arguments)
        case "new":
            from quizapp.cli.new import new

            return new(arguments)
        case "try":
            from quizapp.cli.trial import try_answer

            return try_answer(arguments)
        case "suggestions":
            from quizapp.cli.suggestions import suggestions

            return suggestions(arguments)
        case "suspended":
            from quizapp.cli.suspended import suspended

            return suspended(arguments)
        case "quiz":
            from quizapp.cli.quiz import quiz

            return quiz(arguments)
        case "results":
            from quizapp.cli.results import results

            return results(arguments)
        case "stats":
            from quizapp.cli.stats import stats

            return stats(arguments)
        case "insights":
            from quizapp.cli.insights import insights

            return insights(arguments)
        case "simulate":
            from quizapp.cli.simulate import simulate

            return simulate(arguments)
        case "evaluate":
            from quizapp.cli.evaluate import evaluate

            return evaluate(arguments)
        case "optimise":
            from quizapp.cli.optimise import optimise

            return optimise(arguments)
        case "exam":
            from quizapp.cli.exam import exam

            return exam(arguments)
        case "plan":
            from quizapp.cli.plan import plan

            return plan(arguments)
        case "comeback":
            from quizapp.cli.comeback import comeback

            return comeback(arguments)
        case "due":
            from quizapp.cli.due import due

            return due(arguments)
        case "decks":
            from quizapp.cli.decks import decks

            return decks(arguments)
        case "log":
            from quizapp.cli.log import log

            return log(arguments)
        case "doctor":
            from quizapp.cli.doctor import doctor

            return doctor(arguments)
        case "backup":
            from quizapp.cli.backups import backup

            return backup(arguments)
        case "restore":
            from quizapp.cli.backups import restore

            return restore(arguments)
        case "study":
            from quizapp.cli.study import study

            return study(arguments.deck, plain=arguments.plain, mode=arguments.mode, more=arguments.more)
        case _:
            return _open_app()


def _explain(fault: Exception) -> int:
    """Say what happened in sentences. A fault of ours is written down where it can be sent from."""
    from quizapp.cli.targets import UnknownDeck
    from quizapp.deck.text import clean
    from quizapp.paths import NoHome
    from quizapp.progress.faults import StoreFault

    match fault:
        case StoreFault():
            print(clean(f"{fault.message}\n{fault.remedy}"), file=sys.stderr)
        case UnknownDeck() | NoHome():
            print(clean(str(fault)), file=sys.stderr)
        case _:
            print(clean(_written_down(fault)), file=sys.stderr)
    return 2


def _written_down(fault: Exception) -> str:
    import traceback
    from datetime import UTC, datetime

    from quizapp.paths import NoHome, Paths

    sentence = f"quizapp met a fault of its own ({type(fault).__name__}). Your answers are kept."
    try:
        path = Paths.here().log
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            file.write(f"{datetime.now(UTC).isoformat()} quizapp {__version__}\n")
            traceback.print_exception(fault, file=file)
    except (OSError, NoHome):
        return sentence
    return f"{sentence} What happened is written down in {path}: please report it."
