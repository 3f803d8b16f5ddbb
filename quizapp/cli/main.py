"""The commands and their options. Each imports what it needs when it runs, so that all start fast."""

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

_DECK = "a course id, course/deck, or the path of a file or folder"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; returns the exit status. No traceback reaches a user."""
    words = sys.argv[1:] if arguments is None else arguments
    _take_any_letter()
    try:
        try:
            # Most starts are without a word, and need no parser for them.
            return _run(_parser().parse_args(words)) if words else _open_app()
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
    """Let a letter that the terminal's encoding does not have be shown by its number."""
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


def _parser() -> argparse.ArgumentParser:
    import argparse

    parser = argparse.ArgumentParser(
        prog="quizapp",
        description="Study decks of questions in the terminal. Without a command, the app opens.",
        epilog="Everything is kept below QUIZAPP_HOME if it is set, else where your system keeps such things.",
    )
    parser.add_argument("--version", action="version", version=f"quizapp {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")

    study = commands.add_parser("study", help="study a deck at once")
    study.add_argument("deck", metavar="DECK", nargs="?", help=_DECK)
    study.add_argument("--plain", action="store_true", help="in lines of text, for screen readers and pipes")
    study.add_argument(
        "--mode",
        choices=("flip", "type", "choose"),
        help="ask so wherever a card allows it, whatever its author says",
    )

    check = commands.add_parser("check", help="say what is wrong with deck files")
    check.add_argument("paths", metavar="PATH", nargs="+", help="a deck file, a course or a folder of them")
    check.add_argument("--strict", action="store_true", help="let warnings and notes fail the check too")
    check.add_argument("--format", choices=("full", "concise", "json", "github"), default="full")

    trial = commands.add_parser("try", help="mark an answer to a card without recording it")
    trial.add_argument("path", metavar="PATH", help="a deck file, a course or a folder of them")
    trial.add_argument(
        "card", metavar="CARD", help="its id, or its number from 1; with /facet for one of its items"
    )
    trial.add_argument(
        "answers",
        metavar="ANSWER",
        nargs="+",
        help="several for what takes several; left=right for pairs; -- before answers that begin with a dash",
    )
    trial.add_argument("--json", action="store_true", help="print JSON")

    suggestions = commands.add_parser("suggestions", help="list overruled wordings as `accept:` lines")
    suggestions.add_argument("deck", metavar="DECK", nargs="?", help=_DECK)
    suggestions.add_argument("--json", action="store_true", help="print JSON")

    suspended = commands.add_parser("suspended", help="list suspended items, or take them in again")
    suspended.add_argument("deck", metavar="DECK", nargs="?", help=_DECK)
    suspended.add_argument(
        "--restore", metavar="ITEM", nargs="+", help="ask these again: ids as the list has them, or all"
    )
    suspended.add_argument("--json", action="store_true", help="print JSON")

    due = commands.add_parser("due", help="say what there is to study now")
    due.add_argument("decks", metavar="DECK", nargs="*", help=_DECK)
    due.add_argument("--json", action="store_true", help="print JSON")

    decks = commands.add_parser("decks", help="list the decks, and say where your own belong")
    decks.add_argument("--json", action="store_true", help="print JSON")

    log = commands.add_parser("log", help="print the log of your answers")
    log.add_argument("--json", action="store_true", help="print one JSON object a line, all of each event")
    log.add_argument("--type", metavar="TYPE", help="only events of one type: answer, retract, …")
    log.add_argument("--item", metavar="ITEM", help="only what concerns one item (course/card/facet)")

    doctor = commands.add_parser("doctor", help="examine the store of your progress")
    doctor.add_argument("--rebuild", action="store_true", help="derive everything again from the log")
    return parser


def _open_app() -> int:
    from quizapp.cli.study import study

    return study(None, plain=False, mode=None)


def _run(arguments: argparse.Namespace) -> int:
    match arguments.command:
        case "check":
            from quizapp.cli.check import check

            return check(arguments)
        case "try":
            from quizapp.cli.trial import try_answer

            return try_answer(arguments)
        case "suggestions":
            from quizapp.cli.suggestions import suggestions

            return suggestions(arguments)
        case "suspended":
            from quizapp.cli.suspended import suspended

            return suspended(arguments)
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
        case "study":
            from quizapp.cli.study import study

            return study(arguments.deck, plain=arguments.plain, mode=arguments.mode)
        case _:
            return _open_app()


def _explain(fault: Exception) -> int:
    """Say what happened in sentences. A fault of ours is written down where it can be sent from."""
    from quizapp.cli.targets import UnknownDeck
    from quizapp.progress.faults import StoreFault

    match fault:
        case StoreFault():
            print(f"{fault.message}\n{fault.remedy}", file=sys.stderr)
        case UnknownDeck():
            print(fault, file=sys.stderr)
        case _:
            print(_written_down(fault), file=sys.stderr)
    return 2


def _written_down(fault: Exception) -> str:
    import traceback
    from datetime import UTC, datetime

    from quizapp.paths import Paths

    path = Paths.here().log
    sentence = f"quizapp met a fault of its own ({type(fault).__name__}). Your answers are kept."
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            file.write(f"{datetime.now(UTC).isoformat()} quizapp {__version__}\n")
            traceback.print_exception(fault, file=file)
    except OSError:
        return sentence
    return f"{sentence} What happened is written down in {path}: please report it."
