"""The commands and their options."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, NoReturn

from quizapp import __version__
from quizapp.cli.report import FORMATS
from quizapp.deck.text import clean

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

_DECK = "a course id, course/deck, or the path of a file or folder"


class _Parser(argparse.ArgumentParser):
    """One that quotes nobody's control characters, and does not hide that it could not write."""

    def error(self, message: str) -> NoReturn:
        super().error(clean(message))

    def _print_message(self, message: str, file: SupportsWrite[str] | None = None) -> None:
        # The usual one passes over errors, and `--version` onto a full disk would count as done.
        if message and file is sys.stdout and file is not None:
            file.write(message)
        else:
            super()._print_message(message, file)


def parser() -> argparse.ArgumentParser:
    """The parser of all commands; `command` is None without one."""
    whole = _Parser(
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
        "--more", action="store_true", help="with --plain: where today's minutes are used, as many again"
    )
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

    simulate = commands.add_parser(
        "simulate",
        help="compare schedulers on simulated learners before an exam",
        description="Print how much simulated learners recall at an exam, by scheduler and minutes a day. "
        "What is taken for granted: on a day an item takes 15 seconds if it is known, 42 if it was forgotten and "
        "36 if it is new, a right answer is rated Good, 40 % of first answers are wrong; a new item is asked "
        "until it was right twice, a forgotten one once more within the day; a day is studied until its minutes "
        "are used. True memories follow FSRS-6, whose weights the schedulers know. With decks: your own items "
        "and memories from today on, your own times, and 24 % of first answers wrong, as an exam is planned.",
    )
    simulate.add_argument("decks", metavar="DECK", nargs="*", help=_DECK)
    simulate.add_argument("--days", metavar="N", type=int, default=40, help="days until the exam (40)")
    simulate.add_argument("--items", metavar="N", type=int, help="new items to learn (300)")
    simulate.add_argument("--minutes", metavar="M,…", default="15,8,5", help="minutes a day (15,8,5)")
    simulate.add_argument("--seeds", metavar="N", type=int, default=5, help="learners of each kind (5)")
    simulate.add_argument("--json", action="store_true", help="print JSON")

    evaluate = commands.add_parser(
        "evaluate",
        help="score how well schedulers foretell a log of reviews",
        description="Score models of memory on a log of reviews: trained on its earlier part, scored on its later "
        "one. FILE is an Anki collection (collection.anki2) or package (.apkg, .colpkg), or a CSV table with the "
        "columns card_id, review_th, delta_t and rating; card_id, day_offset and rating; or card_id, review_time "
        "and review_rating. Without FILE, your own answers.",
    )
    evaluate.add_argument("file", metavar="FILE", nargs="?", help="the log; without one, your own")
    evaluate.add_argument(
        "--train", metavar="SHARE", type=float, default=0.75, help="the earliest share to train on (0.75)"
    )
    evaluate.add_argument("--json", action="store_true", help="print JSON")

    optimise = commands.add_parser(
        "optimise",
        help="fit the memory model to your own answers",
        description="Fit the weights by which the scheduler knows how fast you forget to your own answers, and try"
        " them on the newest quarter of these: they hold from then on if they foretold that better. Needs the extra"
        " quizapp[optimise]; without it, and without a fit, the weights of the average learner hold.",
    )
    optimise.add_argument(
        "--check", action="store_true", help="say what a fit would change, and change nothing"
    )
    optimise.add_argument("--undo", action="store_true", help="go back to the weights before the last fit")
    optimise.add_argument("--json", action="store_true", help="print JSON")

    exam = commands.add_parser(
        "exam",
        help="say when the exam of a course is",
        description="Sets the exam of a course, or shows those that are set. Until that day you are asked what"
        " adds most to what you will recall on it, within your minutes a day. DATE is a date (2026-12-15,"
        " 15 Dec), how far it is (in 3 weeks), or none.",
    )
    exam.add_argument(
        "deck", metavar="COURSE", nargs="?", help="a course id, or the path of a file or folder"
    )
    exam.add_argument("date", metavar="DATE", nargs="*", help="the day of the exam, or none")
    exam.add_argument("--minutes", metavar="N", type=float, help="minutes a day for it")

    plan = commands.add_parser("plan", help="what the days until an exam hold, and what they will come to")
    plan.add_argument("deck", metavar="DECK", nargs="?", help=_DECK)
    plan.add_argument("--json", action="store_true", help="print JSON")

    comeback = commands.add_parser(
        "comeback",
        help="after a gap, choose how to work off what waits",
        description="Without N, lists plans that work off what waits, each with what it costs, reviews that fall"
        " due meanwhile included. A plan takes the place of your usual day until its last one; no date is changed.",
    )
    comeback.add_argument("number", metavar="N", nargs="?", type=int, help="the plan to study by")
    comeback.add_argument("--new", action="store_true", help="let new cards in before you are back")
    comeback.add_argument("--undo", action="store_true", help="take back the plan that holds")
    comeback.add_argument("--json", action="store_true", help="print JSON")

    due = commands.add_parser("due", help="say what there is to study now")
    due.add_argument("decks", metavar="DECK", nargs="*", help=_DECK)
    due.add_argument("--json", action="store_true", help="print JSON")

    decks = commands.add_parser("decks", help="list the decks, and say where your own belong")
    decks.add_argument("--json", action="store_true", help="print JSON")

    log = commands.add_parser("log", help="print the log of your answers")
    log.add_argument("--json", action="store_true", help="print one JSON object a line, all of each event")
    log.add_argument("--type", metavar="TYPE", help="only events of one type: answer, retract, …")
    log.add_argument("--item", metavar="ITEM", help="only what concerns one item (course/card/facet)")

    doctor = commands.add_parser(
        "doctor",
        help="examine your progress, and recover it where it is damaged",
        description="Reads all of your progress and its backups, and says what is wrong. A damaged file is set"
        " aside, never deleted, and what can be read of it and of the backups is put into a new one.",
        epilog="Ends with 0 if all is well in the end, with 1 if something is left for you to do.",
    )
    doctor.add_argument("--rebuild", action="store_true", help="derive everything again from the log")
    doctor.add_argument(
        "--redate",
        action="store_true",
        help="give today's date to what a wrong clock dated after today; set your clock right first",
    )

    backup = commands.add_parser(
        "backup",
        help="copy your progress to a file",
        description="Copies your progress, whole and checked, also while quizapp runs. Backups are made by"
        " themselves on each day you study: the last seven stay, and one of each of four weeks.",
    )
    backup.add_argument(
        "file", metavar="FILE", nargs="?", help="a file or folder for the copy; default: today's backup"
    )

    restore = commands.add_parser(
        "restore",
        help="list the backups, or take over what one holds",
        description="Without BACKUP, lists the backups and what they hold that your log does not. With it, takes"
        " that over. Nothing that you have is taken away, and nothing comes twice.",
    )
    restore.add_argument(
        "backups",
        metavar="BACKUP",
        nargs="*",
        help="a date as the list has it, all, or the progress.db of another machine, damaged or not",
    )
    restore.add_argument("--json", action="store_true", help="list as JSON")
    return whole
