"""`quizapp evaluate`: how well models of memory foretell a log of reviews."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from quizapp.cli.output import as_json
from quizapp.deck.text import clean
from quizapp.exchange.review_log import Clock, Refusal, ReviewLog, read_review_log
from quizapp.memory.evaluate import evaluate as scores_of
from quizapp.paths import named
from quizapp.words import count, percent

if TYPE_CHECKING:
    from argparse import Namespace

    from quizapp.memory.evaluate import Evaluation, Score


def evaluate(arguments: Namespace) -> int:
    """Print how each model scores on the later part of a file's reviews, or of the learner's own."""
    share = arguments.train
    if not 0.1 <= share <= 0.95:
        print("--train takes a share from 0.1 to 0.95.", file=sys.stderr)
        return 2
    log = _read(arguments)
    if isinstance(log, Refusal):
        print(f"{clean(arguments.file)}: {clean(log.message)}", file=sys.stderr)
        return 2
    found = scores_of(log.reviews, share)
    if found is None:
        print(
            f"There are too few reviews ({len(log.reviews)}): models are scored on those of cards that were "
            "reviewed on an earlier day.",
            file=sys.stderr,
        )
        return 2
    if arguments.json:
        print(as_json(_as_data(found, log.notes)))
    else:
        for line in _report(found, log.notes):
            print(line)
    return 0


def _read(arguments: Namespace) -> ReviewLog | Refusal:
    if arguments.file is not None:
        from quizapp.paths import Paths
        from quizapp.settings_file import load_settings

        settings, _ = load_settings(Paths.here().settings)
        return read_review_log(named(arguments.file), Clock(day_starts=settings.day_starts))
    from quizapp.cli.desk import Desk
    from quizapp.cli.notices import tell
    from quizapp.cli.own_reviews import own_reviews

    desk = Desk.open()
    tell(desk.take_notices())
    return own_reviews(desk.store)


def _report(found: Evaluation, notes: tuple[str, ...]) -> list[str]:
    lines = [
        f"{count(found.reviews, 'review')} of {count(found.cards, 'card')}.",
        f"Trained on the first {found.trained:,} of cards reviewed on an earlier day,",
        f"scored on the {found.tested:,} after them; {percent(found.recalled)} of these were recalled.",
        *notes,
        "",
        f"{'':<26}{'log loss':>10}{'RMSE (bins)':>14}{'AUC':>8}",
    ]
    lines += [
        f"{each.model:<26}{each.log_loss:>10.4f}{each.rmse_bins:>14.4f}{_auc(each):>8}"
        for each in found.scores
    ]
    lines += ["", "Lower is better, but for AUC."]
    if found.unfitted is not None:
        lines.append(found.unfitted.value)
    return lines


def _auc(score: Score) -> str:
    return "-" if score.auc is None else f"{score.auc:.4f}"


def _as_data(found: Evaluation, notes: tuple[str, ...]) -> dict[str, object]:
    return {
        "reviews": found.reviews,
        "cards": found.cards,
        "trained": found.trained,
        "tested": found.tested,
        "recalled": found.recalled,
        "models": [
            {"model": each.model, "log_loss": each.log_loss, "rmse_bins": each.rmse_bins, "auc": each.auc}
            for each in found.scores
        ],
        "unfitted": None if found.unfitted is None else found.unfitted.value,
        "notes": list(notes),
    }
