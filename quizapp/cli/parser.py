"""The commands and their options."""

from __future__ import annotations

import argparse

from quizapp import __version__
from quizapp.cli.report import FORMATS

_DECK = "a course id, course/deck, or the path of a file or folder"


def parser() -> argparse.ArgumentParser:
    """The parser of all commands; `command` is None without one."""
    whole = argparse.ArgumentParser(
        prog="quizapp",
        description="Study decks of questions in the terminal. Without a command, the app opens.",
        epilog="Everything is kept below QUIZAPP_HOME if it is set, else where your system keeps such things.",
    )
    whole.add_argument("--version", action="version", version=f"quizapp {__version__}")
    commands = whole.add_subparsers(dest="command", metavar="COMMAND", title="commands")

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
    check.add_argument("--format", choices=FORMATS, default="full", help="how findings are printed")
    mend = check.add_mutually_exclusive_group()
    mend.add_argument("--fix", action="store_true", help="mend what can be mended with certainty")
    mend.add_argument("--unsafe-fixes", action="store_true", help="mend what is likely to be meant, too")
    check.add_argument("--diff", action="store_true", help="show what fixes would change, and change nothing")
    check.add_argument("--watch", action="store_true", help="check again after each change, until Ctrl+C")

    explain = commands.add_parser("explain", help="explain the code of a finding, with examples")
    explain.add_argument(
        "code", metavar="CODE", nargs="?", help="for instance D201; without one, all are listed"
    )

    ids = commands.add_parser("ids", help="give each card without an id one, and change nothing else")
    ids.add_argument("paths", metavar="PATH", nargs="+", help="a deck file, a course or a folder of them")
    ids.add_argument("--diff", action="store_true", help="show what would change, and change nothing")

    new = commands.add_parser("new", help="add a card by form, without writing YAML")
    new.add_argument(
        "path", metavar="PATH", nargs="?", help="the deck file that gets it; made if it is not there"
    )

    edit = commands.add_parser("edit", help="write a deck with findings and a preview beside you")
    edit.add_argument("path", metavar="PATH", help="a deck file, a course or a folder of them")

    diff = commands.add_parser("diff", help="say which cards differ between two versions of decks")
    diff.add_argument("old", metavar="A", help="a file, a folder, a git revision, or REVISION:PATH")
    diff.add_argument("new", metavar="B", help="the same, for the newer one")
    diff.add_argument("--json", action="store_true", help="print JSON")

    cards = commands.add_parser("cards", help="list cards, and say which edited cards are the same as before")
    cards.add_argument("deck", metavar="DECK", nargs="?", help=_DECK)
    cards.add_argument(
        "--follow", action="store_true", help="list edited cards and decide which are the same"
    )
    cards.add_argument("--accept", metavar="N", nargs="+", help="with --follow: these are the same, or all")
    cards.add_argument("--decline", metavar="N", nargs="+", help="with --follow: these are not, or all")
    cards.add_argument("--take-back", metavar="N", nargs="+", help="with --follow: what was followed, or all")
    cards.add_argument("--json", action="store_true", help="print JSON")

    init = commands.add_parser("init", help="begin a deck, with help for your editor")
    init.add_argument("folder", metavar="DIR", help="the folder to begin in; made if it is not there")

    commands.add_parser("schema", help="print the JSON Schema of decks for editors")

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

    quiz = commands.add_parser("quiz", help="take a quiz with a score")
    quiz.add_argument("deck", metavar="DECK", nargs="*", help=_DECK)
    quiz.add_argument(
        "--questions", metavar="N", type=int, help="how many questions; default: the blueprint's, or 20"
    )
    quiz.add_argument("--minutes", metavar="M", type=float, help="time limit")
    quiz.add_argument("--mode", choices=("written", "typed", "choice"), help="how questions are asked")
    quiz.add_argument(
        "--seed", metavar="S", type=int, help="the same seed gives the same questions in the same order"
    )
    quiz.add_argument("--practice", action="store_true", help="leave the schedule alone")
    quiz.add_argument(
        "--feedback", choices=("end", "once"), help="show marks at the end, or at once after each answer"
    )
    quiz.add_argument("--blueprint", metavar="ID", help="a quiz as the course's author planned it")
    quiz.add_argument("--plain", action="store_true", help="in lines of text, for screen readers and pipes")

    results = commands.add_parser("results", help="list the quizzes you took, with their scores")
    results.add_argument("deck", metavar="DECK", nargs="?", help=_DECK)
    results.add_argument("--json", action="store_true", help="print JSON")

    stats = commands.add_parser("stats", help="what you know and how it grew, in numbers")
    stats.add_argument("deck", metavar="DECK", nargs="?", help=_DECK)
    stats.add_argument("--json", action="store_true", help="print JSON")
    stats.add_argument("--since", metavar="DATE", help="count from this day on, as in 2026-01-31")
    stats.add_argument("--by", choices=("deck", "tag", "day"), help="a table by theme, tag or day")
    stats.add_argument(
        "--csv", metavar="FILE", help="write the tables as CSV: a file with --by, else a folder"
    )

    insights = commands.add_parser("insights", help="what answers say about cards, for their authors")
    insights.add_argument("deck", metavar="DECK", nargs="?", help=_DECK)
    insights.add_argument("--json", action="store_true", help="print JSON")

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
    return whole
