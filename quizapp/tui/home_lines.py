"""What the home screen says above the courses, a line each; an empty one is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from quizapp.tui.text import MUTED
from quizapp.words import about, count, moment, percent, waiting_cards

if TYPE_CHECKING:
    from datetime import date, datetime

    from quizapp.study.comeback import Wall
    from quizapp.tui.overview import Overview


def waiting(overview: Overview, now: datetime) -> str:
    """What waits, in one sentence."""
    due = sum(agenda.due for agenda in overview.agendas)
    new = sum(agenda.new for agenda in overview.agendas)
    if due or new:
        parts = [f"{due} due"] if due else []
        parts += [f"{new} new"] if new else []
        return f"{', '.join(parts)}, {about(overview.minutes)}"
    if not overview.agendas:
        return "No decks yet."
    if any(agenda.pending for agenda in overview.agendas):
        return "Working out what is worth studying today…"
    if any(agenda.used for agenda in overview.agendas):
        return "Today's minutes are done."
    if overview.next_due is None:
        return "Nothing is due."
    return f"Nothing is due. The next cards come {moment(overview.next_due, now)}."


def numbers(overview: Overview) -> str:
    """Streak, retention, today; only what there is."""
    parts = []
    if overview.streak:
        parts.append(f"{overview.streak}-day streak")
    if overview.retention is not None:
        parts.append(f"{percent(overview.retention)} remembered")
    if overview.answered_today:
        parts.append(f"{count(overview.answered_today, 'answer')} today")
    return " · ".join(parts)


def held(overview: Overview) -> str:
    """Why a deck with new cards offers none: all of them wait."""
    decks = (deck for agenda in overview.agendas for deck in agenda.decks)
    return waiting_cards(sum(deck.held for deck in decks if not deck.counts.new))


def hint(overview: Overview) -> str:
    """One line for a learner who has nothing set up."""
    if not overview.agendas:
        return f"Put a deck into {overview.folder} and press r, or study any file: quizapp study FILE"
    return "Press Enter to begin." if overview.first else ""


def edited(overview: Overview) -> Content:
    number = overview.proposals
    if not number:
        return Content("")
    may_be = "edited card may be one" if number == 1 else "edited cards may be ones"
    return Content.styled(f"! {number} {may_be} you know: press c to decide", "$text-warning")


def problems(overview: Overview) -> Content:
    found = overview.diagnostics
    if not found:
        return Content("")
    from quizapp.deck.diagnostics import Severity  # most learners have no use for it

    errors = sum(finding.severity is Severity.ERROR for finding in found)
    what = count(errors, "problem") if errors else count(len(found), "remark")
    style = "$text-error" if errors else "$text-warning"
    return Content.styled(f"! {what} in your decks (p to read)", style)


def minutes(overview: Overview, today: date) -> Content:
    """What is left of the minutes of ordinary days, or of a plan to come back."""
    budgets = [agenda.budget for agenda in overview.agendas if agenda.budget is not None]
    from quizapp.progress.comeback_words import left_today, on_the_way

    coming_back = [budget for budget in budgets if budget.until is not None]
    way = on_the_way(coming_back, today)
    if not way and not any(agenda.due or agenda.new for agenda in overview.agendas):
        return Content("")
    if not way:
        return Content.styled(f"{left_today(budgets)}.", MUTED)
    return Content.assemble(f"{way}: {left_today(coming_back).lower()}. ", ("u gives it up.", MUTED))


def way_back(wall: Wall | None, *, brief: bool) -> Content:
    """What has piled up, and the key that leads out of it."""
    if wall is None:
        return Content("")
    from quizapp.progress.comeback_words import piled_up

    keys = "w: a way back" if brief else "Press w for a way back."
    return Content.styled(f"{piled_up(wall, brief=brief)} {keys}", "$text-warning")
